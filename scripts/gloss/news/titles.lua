--- Titles: ranks, honorifics and offices in capitals right before a name, with the person who bears
-- them and, of a company's office, the company.
local orgs = require "gloss.news.roles.orgs"

local M = {}

--- Gives the rows of the titles that stand before a person's name.
--   titles  segments of kind "title", with the segment of the name
function M.run(v, titles)
  local rows = {}
  for _, s in ipairs(titles) do
    local name = s.name
    if name and name.label == "PER" and (name.referent or name.name) and not s.weak then
      rows[#rows + 1] = { i = s.i, j = s.j, label = s.label, rule = "before-name",
        module = "titles",
                          referent = name.referent, name = name.name, mention = name,
                          org = s.label == "OFFICE" and orgs.of_title { doc = v.doc,
                            first = v.first[s.i], last = v.last[s.j] } or nil }
    end
  end
  return rows
end

return M
