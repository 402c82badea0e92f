-- make_lists.lua -- makes the generated name lists of data/ from their sources; stock Lua.
--   lua5.4 scripts/tools/make_lists.lua LISTS DATA
-- LISTS is a folder with the sources that data/SOURCES.md names; Debian's iso-codes and
-- wamerican-small and wbritish-small must be installed. The lists are committed: run this only to
-- renew them.
local folder = arg[0]:match "^(.*)/" or "."
package.path = folder .. "/?.lua;" .. package.path
local text = require "lists.text"

local sources, data = assert(arg[1], "usage: make_lists.lua LISTS DATA"), assert(arg[2])
local HEADER = "surface\tlist\tlabel\tref\tiso\n"

local function each_line(path, fn)
  for line in text.read(path):gmatch "[^\r\n]+" do fn(line) end
end

-- Collects rows {surface, list, label, ref, iso}, each once; adds a row without accents beside one
-- that has some. A surface that is cited alone must have two letters.
local function collector()
  local rows, seen = {}, {}
  local function add(surface, list, label, ref, iso)
    surface = surface:gsub("^%s+", ""):gsub("%s+$", "")
    if utf8.len(surface) and utf8.len(surface) >= 2 and not surface:find "[%[%](),/;*\t]" then
      local row = table.concat({ surface, list, label, ref or "", iso or "" }, "\t")
      if not seen[row] then
        seen[row] = true
        rows[#rows + 1] = row
      end
      local plain = text.ascii(surface)
      if plain ~= surface then add(plain, list, label, ref, iso) end
    end
  end
  return rows, add
end

local function write(name, rows)
  table.sort(rows)
  local file = assert(io.open(data .. "/" .. name, "wb"))
  assert(file:write(HEADER, table.concat(rows, "\n"), "\n"))
  assert(file:close())
end

-- Returns a map of country name -> ISO code, by the English names of the sources.
local function country_codes()
  local iso = {}
  for record in text.csv(sources .. "/country-codes.csv") do
    local code = record["ISO3166-1-Alpha-2"]
    for _, column in ipairs { "UNTERM English Short", "official_name_en", "CLDR display name" } do
      if record[column] and record[column] ~= "" then iso[record[column]] = code end
    end
  end
  each_line(data .. "/countries.tsv", function(line)
    local surface, _, _, _, code = line:match "^([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)$"
    if code ~= "" then iso[surface] = code end
  end)
  return iso
end

-- A city that a bigger one outshines when the name stands alone: only its namesake keeps the name.
local function outshone()
  local main = {}
  each_line(data .. "/cities-first.tsv", function(line)
    local name, code = line:match "^([^\t]+)\t(%u%u)$"
    if name then main[name] = code end
  end)
  return main
end

local function cities(iso)
  local rows, add = collector()
  local main = outshone()
  for record in text.csv(sources .. "/country-codes.csv") do
    local capital, code = record["Capital"], record["ISO3166-1-Alpha-2"]
    if capital and capital ~= "" then
      main[text.ascii(capital)] = main[text.ascii(capital)] or code
      add(capital, "capital", "GPE", nil, code)
    end
  end
  for record in text.csv(sources .. "/world-cities.csv") do
    local code = iso[record.country]
    local first = main[text.ascii(record.name)]
    if code and (not first or first == code) then add(record.name, "city", "GPE", nil, code) end
  end
  for name, code in pairs(main) do add(name, "city", "GPE", nil, code) end
  write("cities.tsv", rows)
end

local KINDS_LEFT_OUT = { ["London borough"] = true, ["Unitary authority"] = true, Ward = true }

-- Subdivisions of countries; one of a word such as "Central" is no name by itself.
local function subdivisions(common)
  local rows, add = collector()
  local json = text.read "/usr/share/iso-codes/json/iso_3166-2.json"
  for block in json:gmatch "%b{}" do
    for code, name,
      kind in block:gmatch '"code": "(%u%u)%-[^"]*",%s*"name": "([^"]*)",[^}]-"type": "([^"]*)"' do
      name = name:gsub("\\u(%x%x%x%x)", function(h) return utf8.char(tonumber(h,
        16)) end):gsub("%s*[%[(].*$", "")
      if not KINDS_LEFT_OUT[kind] and not common[name:lower()] then
        add(name, code == "US" and "state" or "region", "GPE", nil, code)
      end
    end
  end
  write("subdivisions.tsv", rows)
end

local function forenames()
  local rows, add = collector()
  for record in text.csv(sources .. "/common-forenames-by-country.csv") do
    add(record["Romanized Name"] or "", "forename", record.Gender, nil, record.Country)
    add(record["Localized Name"] or "", "forename", record.Gender, nil, record.Country)
  end
  for name in text.json_strings(sources .. "/firstNames.json", "firstNames") do
    add(name, "forename", "", nil, "US")
  end
  write("forenames.tsv", rows)
end

local function surnames()
  local rows, add = collector()
  for record in text.csv(sources .. "/common-surnames-by-country.csv") do
    for _, name in ipairs { record["Romanized Name"] or "", record["Localized Name"] or "" } do
      add(name, "surname", "", nil, record.Country)
    end
  end
  for name in text.json_strings(sources .. "/lastNames.json", "lastNames") do
    add(name, "surname", "", nil, "US")
  end
  write("surnames.tsv", rows)
end

local function companies(common)
  local rows, add = collector()
  local function company(name)
    if not common[name:lower()] then add(name, "org", "ORG", name) end
  end
  for name in text.json_strings(sources .. "/fortune500.json", "companies") do company(name) end
  for name in text.read(sources .. "/nasdaq.json"):gmatch '"name": "([^"]*)"' do company(name) end
  for name in text.json_strings(sources .. "/newspapers.json", "newspapers") do
    local bare = name:gsub("^The ", "")
    if bare:find " " or bare:find "-" then add(bare, "org", "ORG", bare) end
  end
  write("companies.tsv", rows)
end

-- Occupations by their last word, which is what heads a role.
local function occupations()
  local rows, add = collector()
  for name in text.json_strings(sources .. "/occupations.json", "occupations") do
    local head = name:match "(%a+)%s*$"
    if head and #head > 3 then add(head:lower(), "role", "") end
  end
  write("occupations.tsv", rows)
end

-- Common words as they stand at the head of a sentence.
local function words(lower)
  local rows = {}
  for word in pairs(lower) do
    if #word > 1 then rows[#rows + 1] = word:sub(1, 1):upper() .. word:sub(2) .. "\tword\t\t\t" end
  end
  write("words.tsv", rows)
end

local function common_words()
  local lower = {}
  for _, spelling in ipairs { "american", "british" } do
    each_line(("/usr/share/dict/%s-english-small"):format(spelling), function(word)
      if word:find "^%l+$" then lower[word] = true end
    end)
  end
  return lower
end

local iso, common = country_codes(), common_words()
cities(iso)
subdivisions(common)
forenames()
surnames()
companies(common)
occupations()
words(common)
