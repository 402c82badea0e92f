-- Who holds what: person, title or role, organisation, as CSV out of a folder of stories.
local gloss = require "gloss"

return gloss.pipeline {
  summary = "who holds what, as CSV",
  "newswire",
  tables = { positions = {
    columns = { "story", "person", "position", "organisation" },
    rows = function(doc, emit)
      for s in doc:layer "title":merge(doc:layer "role", "position"):spans() do
        local who = s.label ~= "HONORIFIC" and s.referent
        if who then
          emit { story = doc.id, person = who.name, position = s.text, organisation = s.org }
        end
      end
    end,
  } },
}
