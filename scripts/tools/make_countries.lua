-- make_countries.lua -- prints scripts/gloss/news/events/countries.lua, given data/countries.tsv:
-- what a record calls the country of an ISO 3166-1 code. A spec compares the two.
--   lua5.4 scripts/tools/make_countries.lua data/countries.tsv

local names, codes = {}, {}
for line in io.lines(arg[1]) do
  local surface, list, label, ref, iso =
    line:match "^([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)\t(%u%u)$"
  if list == "country" and label == "GPE" and not names[iso] then
    names[iso] = ref ~= "" and ref or surface
    codes[#codes + 1] = iso
  end
end
table.sort(codes)

io.write "--- Countries: ISO 3166-1 alpha-2 code -> the name records carry. "
io.write "Made from data/countries.tsv.\n\nreturn {\n"
for _, code in ipairs(codes) do io.write(("  %s = %q,\n"):format(code, names[code])) end
io.write "}\n"
