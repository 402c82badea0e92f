--- The reference date on a command line: what "today" means, and when entries are valid.
local refdate = require "gloss.refdate"
local report = require "gloss.cli.report"

local dates = {}

--- Adds the options.
function dates.add(parser)
  parser:option("--ref-date", "The day that \"today\" means."):argname "YYYY-MM-DD"
  parser:option("--ref-date-from", "Where that day is: a field of the input, or a pattern of file "
    .. "names such as %Y%m%d."):argname "FIELD|PATTERN"
end

--- Gives what finds a document's date; ends the command on a wrong option.
function dates.resolver(given, command)
  local date, why
  if given.ref_date then
    date, why = refdate.parse(given.ref_date)
    if not date then
      report.stop(report.USAGE, ("%s: --ref-date: %s"):format(command, why), command)
    end
  end
  local resolve
  resolve, why = refdate.resolver { date = date, from = given.ref_date_from }
  if not resolve then
    report.stop(report.USAGE, ("%s: --ref-date-from: %s"):format(command, why), command)
  end
  return resolve
end

return dates
