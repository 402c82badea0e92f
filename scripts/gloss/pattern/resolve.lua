--- Makes the tree that an engine takes: phrases are cut by the pipeline's tokenizer.
local core = require "gloss.core"
local node = require "gloss.pattern.node"

local PHRASE, token = node.PHRASE, node.token

local function cut(phrase, tokenizer)
  local doc = core.doc(phrase.text)
  local made = { op = "seq", where = phrase.where, text = phrase.text, has = 0 }
  local column = phrase.exact and "form" or "folded"
  for _, _, _, form in tokenizer:run(doc):each(column) do
    local test = { phrase.exact and "exact" or "word", { form }, where = phrase.where, has = 0 }
    made[#made + 1] = token(test)
  end
  doc:close()
  return #made == 1 and made[1] or made
end

--- Gives a tree without phrases.
--   done  what was resolved with this tokenizer before, if it is to be remembered
local function resolve(tree, tokenizer, done)
  if tree.has & PHRASE == 0 then return tree end
  done = done or {}
  if done[tree] then return done[tree] end
  local made = tree
  if tree.op == "phrase" then
    made = cut(tree, tokenizer)
  else
    for i = 1, #tree do
      local operand = resolve(tree[i], tokenizer, done)
      if operand ~= tree[i] and made == tree then
        made = {}
        for key, value in next, tree do made[key] = value end
      end
      made[i] = operand
    end
  end
  done[tree] = made
  return made
end

return resolve
