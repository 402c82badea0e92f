--- Roles: what the story says a person is, in a noun phrase beside the name. APPOS stands behind
-- the name or before it with a comma, DESC right before it, PRED behind `becomes`, `named`,
-- `resigned as`.
local apposition = require "gloss.news.roles.apposition"
local orgs = require "gloss.news.roles.orgs"
local predicate = require "gloss.news.roles.predicate"

local M = {}

local function by_position(a, b)
  if a.i ~= b.i then return a.i < b.i end
  return a.j > b.j
end

-- Gives for each token the title that starts there, for names that a title stands before.
local function starts_of(titles)
  local start = {}
  for _, s in ipairs(titles) do start[s.mention] = s.i end
  return start
end

--- Gives the rows of the roles of people.
--   mentions  in text order; titles  rows of titles, with the mention each stands before
function M.run(v, mentions, titles)
  local at, rows, taken = orgs.index(mentions), {}, {}
  local context = { v = v, at = at, titles = titles, title_start = starts_of(titles) }
  local offices = {}
  local function add(label, rule, i, j, person, status)
    if offices[i] and offices[j] then return end
    for k = i, j do if taken[k] then return end end
    for k = i, j do taken[k] = true end
    local s = { i = i, j = j, label = label, rule = rule, module = "roles",
      referent = person.referent,
                name = person.name, status = status }
    s.org, s.status = orgs.of_role(v, at, s), orgs.status(v, s)
    rows[#rows + 1] = s
  end
  for _, s in ipairs(titles) do
    for k = s.i, s.j do offices[k] = true end
  end
  for _, s in ipairs(mentions) do
    if s.label == "PER" and (s.zone == "body" or s.zone == "headline" or s.zone == "subhead") then
      apposition.of(context, s, add)
    end
  end
  apposition.of_titled(context, add)
  predicate.run(context, taken, add)
  table.sort(rows, by_position)
  return rows
end

return M
