--- Character references of HTML: the names of version 4 and those of ASCII signs.
local entities = {}

-- U+00A0 to U+00FF, in order; these, and a few below, may lack their semicolon.
local LATIN = [[
nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn
sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave
Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml
ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN
szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute
icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml
yacute thorn yuml
]]

-- Others, each before its code point in hexadecimal.
local OTHERS = [[
Tab 9 NewLine A excl 21 quot 22 num 23 dollar 24 percnt 25 amp 26 apos 27 lpar 28 rpar 29
ast 2A plus 2B comma 2C period 2E sol 2F colon 3A semi 3B lt 3C equals 3D gt 3E quest 3F
commat 40 lsqb 5B bsol 5C rsqb 5D lowbar 5F grave 60 lcub 7B vert 7C rcub 7D OElig 152
oelig 153 Scaron 160 scaron 161 Yuml 178 fnof 192 circ 2C6 tilde 2DC Alpha 391 Beta 392
Gamma 393 Delta 394 Epsilon 395 Zeta 396 Eta 397 Theta 398 Iota 399 Kappa 39A Lambda 39B Mu 39C
Nu 39D Xi 39E Omicron 39F Pi 3A0 Rho 3A1 Sigma 3A3 Tau 3A4 Upsilon 3A5 Phi 3A6 Chi 3A7 Psi 3A8
Omega 3A9 alpha 3B1 beta 3B2 gamma 3B3 delta 3B4 epsilon 3B5 zeta 3B6 eta 3B7 theta 3B8
iota 3B9 kappa 3BA lambda 3BB mu 3BC nu 3BD xi 3BE omicron 3BF pi 3C0 rho 3C1 sigmaf 3C2
sigma 3C3 tau 3C4 upsilon 3C5 phi 3C6 chi 3C7 psi 3C8 omega 3C9 thetasym 3D1 upsih 3D2 piv 3D6
ensp 2002 emsp 2003 numsp 2007 puncsp 2008 thinsp 2009 zwnj 200C zwj 200D lrm 200E rlm 200F
dash 2010 hyphen 2010 ndash 2013 mdash 2014 horbar 2015 lsquo 2018 rsquo 2019 rsquor 2019
sbquo 201A ldquo 201C rdquo 201D bdquo 201E ldquor 201E dagger 2020 Dagger 2021 bull 2022
nldr 2025 hellip 2026 mldr 2026 permil 2030 prime 2032 Prime 2033 lsaquo 2039 rsaquo 203A
oline 203E frasl 2044 euro 20AC image 2111 weierp 2118 real 211C trade 2122 alefsym 2135
larr 2190 uarr 2191 rarr 2192 darr 2193 harr 2194 crarr 21B5 lArr 21D0 uArr 21D1 rArr 21D2
dArr 21D3 hArr 21D4 forall 2200 part 2202 exist 2203 empty 2205 nabla 2207 isin 2208 notin 2209
ni 220B prod 220F sum 2211 minus 2212 lowast 2217 radic 221A prop 221D infin 221E ang 2220
and 2227 or 2228 cap 2229 cup 222A int 222B there4 2234 sim 223C cong 2245 asymp 2248 ne 2260
equiv 2261 le 2264 ge 2265 sub 2282 sup 2283 nsub 2284 sube 2286 supe 2287 oplus 2295
otimes 2297 perp 22A5 sdot 22C5 lceil 2308 rceil 2309 lfloor 230A rfloor 230B lang 2329
rang 232A loz 25CA star 2606 phone 260E spades 2660 clubs 2663 hearts 2665 diams 2666
check 2713
]]

-- What numbers of the range 0x80 to 0x9F mean: windows-1252, from which they were taken.
local WINDOWS = { [0] = 0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030,
                  0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D,
                  0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178 }

local named, bare = {}, { amp = "&", lt = "<", gt = ">", quot = '"' }
do
  local code = 0xA0
  for name in LATIN:gmatch "%S+" do
    bare[name] = utf8.char(code)
    code = code + 1
  end
  for name, digits in OTHERS:gmatch "(%S+) (%x+)" do
    named[name] = utf8.char(tonumber(digits, 16))
  end
  for name, text in next, bare do named[name] = text end
end

local function numbered(digits, base)
  local code = #digits < 9 and tonumber(digits, base) or 0
  if code >= 0x80 and code <= 0x9F then code = WINDOWS[code - 0x80] end
  if code == 0 or code > 0x10FFFF or (code >= 0xD800 and code <= 0xDFFF) then return "\u{FFFD}" end
  return utf8.char(code)
end

local function character(mark, name, stop)
  if mark == "" then
    return stop == "" and bare[name] or stop ~= "" and named[name] or nil
  end
  local hexadecimal, decimal = name:match "^[xX](%x+)$", name:match "^%d+$"
  local text = hexadecimal and numbered(hexadecimal, 16) or decimal and numbered(decimal, 10)
  return text
end

--- Gives a text with its character references replaced.
function entities.decode(text)
  if not text:find("&", 1, true) then return text end
  return (text:gsub("&(#?)(%w+)(;?)", character))
end

return entities
