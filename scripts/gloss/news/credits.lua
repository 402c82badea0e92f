--- Bylines and credits: who reported, edited, contributed.
--   By JANE DOE and JOHN ROE, Associated Press Writers
--   (Reporting by Jane Doe in Nairobi; Additional reporting by A, B and C; Editing by D)
--   Associated Press writer Jane Doe in Cairo contributed to this report.
--   --With assistance from Jane Doe. Editors: John Roe, A. N. Other

local common = require "gloss.news.common"
local agencies = require "gloss.news.zones.agencies"

local M = {}

-- What stands before the names, folded, and the list the names go to.
local LEADS = {
  { "reporting by", "reporters" }, { "report by", "reporters" }, { "reported by", "reporters" },
  { "written by", "reporters" }, { "by", "reporters" }, { "reporters?:", "reporters" },
  { "story by", "reporters" }, { "writing and reporting by", "reporters" },
  { "reporting and writing by", "reporters" }, { "reporting and editing by", "reporters" },
  { "to contact the reporters? on this story:", "reporters" },
  { "additional reporting by", "contributors" }, { "additional writing by", "contributors" },
  { "with additional reporting by", "contributors" }, { "with reporting by", "contributors" },
  { "further reporting by", "contributors" }, { "extra reporting by", "contributors" },
  { "with assistance from", "contributors" }, { "with assistance by", "contributors" },
  { "with contributions from", "contributors" }, { "contributions by", "contributors" },
  { "additional research by", "contributors" }, { "research by", "contributors" },
  { "graphics? by", "contributors" }, { "translated by", "contributors" },
    { "translation by", "contributors" },
  { "writing by", "reporters" }, { "compiled by", "reporters" }, { "text by", "reporters" },
  { "editing by", "editors" }, { "edited by", "editors" }, { "editors?:", "editors" },
  { "desk editing by", "editors" }, { "writing and editing by", "editors" },
  { "compiled and edited by", "editors" }, { "copy%-editing by", "editors" },
  { "to contact the editors? responsible for this story:", "editors" },
}

-- Words that end a name: where somebody is, or works.
local STOPS = common.set "in at for from of with on to and for the via"

local PARTICLES = common.set [[de la le du des del della di da dos das van von der den el al bin ibn
  y e ter zu]]

local function is_name(s)
  local words, capitals = 0, 0
  for word in s:gmatch "%S+" do
    words = words + 1
    if word:find "^[%u\xC3-\xD4]" or word:find "^[%l]+['\u{2019}-]%u" then
      capitals = capitals + 1
    elseif not PARTICLES[word] then
      return false
    end
  end
  return words <= 6 and capitals > 0 and not s:find "[%d@]"
end

local AGENCY_WORDS = { "Press", "Writer", "Correspondent", "Reporter", "News", "Staff", "Times",
  "Post",
  "Editor", "Reuters", "Agency", "Bureau", "Service", "Tribune", "Journal", "Newspapers", "Today" }

local function is_affiliation(s)
  if s:find "^[Tt]he " or s:find "^BBC" then return true end
  for _, word in ipairs(AGENCY_WORDS) do
    if s:lower():find("%f[%a]" .. word:lower() .. "s?%f[%A]") then return true end
  end
  return false
end

-- "NATALIYA VASILYEVA Associated Press" loses the agency.
local function without_agency(name)
  local at = 1
  while true do
    at = name:find(" ", at, true)
    if not at then return name end
    if agencies[name:sub(at + 1):lower()] then return name:sub(1, at - 1) end
    at = at + 1
  end
end

-- Splits a list of names at commas and "and"; stops at places, affiliations and what is no name.
local function names(list, into)
  list = common.plain(list):gsub("%s*%b()", ""):gsub("[%s%.%)%-]+$", "")
  list = list:gsub("%f[%a][Aa][Nn][Dd]%f[%A]", ","):gsub("%s*&%s*", ",")
  for piece in list:gmatch "[^,;|]+" do
    local kept = {}
    for word in piece:gmatch "%S+" do
      if STOPS[word:lower()] and #kept > 0 then break end
      kept[#kept + 1] = word
    end
    local name = without_agency(table.concat(kept, " "))
    if not is_name(name) or is_affiliation(name) then
      if #into > 0 then goto continue end
    elseif not into[name] and (#kept > 1 or #into == 0) then
      into[#into + 1] = common.name_case(name)
      into[name] = true
    end
    ::continue::
  end
end

-- Finds the lead a clause begins with; returns its list and the rest.
local function lead_of(clause)
  local low = common.squeeze(clause):gsub("^[%(%-\u{2013}\u{2014}%s]+", "")
  local folded = low:lower()
  for _, lead in ipairs(LEADS) do
    local _, stop = folded:find("^" .. lead[1] .. "%s+")
    if stop then return lead[2], low:sub(stop + 1) end
  end
end

-- "Associated Press writers A in X and B in Y contributed to this report."
local function contribution(line)
  local who = common.squeeze(line):match "^%(?(.-) also contributed" or
    common.squeeze(line):match "^%(?(.-) contributed"
  if not who then return nil end
  local rest = who:gsub("^.-[Ww]riters? ", ""):gsub("^.-[Rr]eporters? ", "")
    :gsub("^.-[Cc]orrespondents? ", ""):gsub("^.-[Jj]ournalists? ", "")
  return rest
end

local function clean(lists)
  for _, key in ipairs { "reporters", "editors", "contributors" } do
    local plain = {}
    for i, name in ipairs(lists[key]) do plain[i] = name end
    lists[key] = plain
  end
  return lists
end

--- Tells whether a line is a credit, by how it begins.
function M.is_credit(line)
  local head = line:sub(1, 80):lower():gsub("^[%s%(%-]+", "")
  if head:find " by " or head:find "editor" or head:find "reporter" or head:find "^with " then
    local list, rest = lead_of(head)
    if list and not head:find "^by%s" then return rest ~= "" end
  end
  if not line:find("contributed", 1, true) then return false end
  return line:find "contributed to this [%a]+%.?%)?%s*$" ~= nil or
    line:find("contributed reporting", 1, true) ~= nil or
    line:find "contributed%.%)?%s*$" ~= nil
end

--- Tells whether a line is a byline: By and one to some names, no sentence.
function M.is_byline(line)
  local rest = line:match "^%s*[Bb][Yy]%s*:?%s+(.+)$"
  if not rest or #line > 160 or rest:find "[%.!?]%s*$" and not rest:find "%f[%a]%u%l?%.%s*$" then
    return false
  end
  local lists = M.parse(line)
  return #lists.reporters > 0
end

--- Parses a byline or credit: {reporters=, editors=, contributors=}, lists of names.
function M.parse(line)
  local lists = { reporters = {}, editors = {}, contributors = {} }
  local who = contribution(line)
  if who then
    names(who, lists.contributors)
    return clean(lists)
  end
  local into = "reporters"
  local text = common.squeeze(line):gsub("%. +([Ee]ditors?:)", "; %1"):gsub("%. +([Ee]dit%a+ by)",
    "; %1")
    :gsub("%. +([Ww]rit%a+ by)", "; %1"):gsub("%. +([Aa]dditional)",
      "; %1"):gsub("%. +(To contact)", "; %1")
    :gsub(", +([Ee]dit%a+ by)", "; %1"):gsub(" and ([Ee]diting by)",
      "; %1"):gsub(" and ([Ww]riting by)", "; %1")
    :gsub(" at %S+@%S+", "")
  for clause in text:gmatch "[^;]+" do
    local list, rest = lead_of(clause)
    into = list or into
    if list or #lists.reporters + #lists.editors + #lists.contributors > 0 then
      names(rest or clause, lists[into])
    end
  end
  return clean(lists)
end

return M
