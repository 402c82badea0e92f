--- English words whose forms no rule gives: word -> its forms beside -s and -ing; `whole` lists
-- hold all.
local irregular = {}

local VERBS = [[
arise arose arisen; awake awoke awoken; bear bore borne born; beat beaten; become became; befall
befell befallen; begin began begun; bend bent; bet bet betted; bid bade bidden; bind bound; bite
bit bitten; bleed bled; blow blew blown; break broke broken; breed bred; bring brought; broadcast
broadcasted; build built; burn burned burnt; burst; buy bought; cast; catch caught; choose chose
chosen; cling clung; come came; cost; creep crept; cut; deal dealt; dig dug; draw drew drawn;
dream dreamed dreamt; drink drank drunk; drive drove driven; eat ate eaten; fall fell fallen; feed
fed; feel felt; fight fought; find found; flee fled; fling flung; fly flew flown; forbid forbade
forbidden; forecast forecasted; foresee foresaw foreseen; forget forgot forgotten; forgive forgave
forgiven; forgo forwent forgone; freeze froze frozen; get got gotten; give gave given; go went
gone; grind ground; grow grew grown; hang hung hanged; hear heard; hide hid hidden; hit; hold
held; hurt; input; keep kept; kneel knelt kneeled; know knew known; lay laid; lead led; lean
leaned leant; leap leaped leapt; learn learned learnt; leave left; lend lent; let; lie lay lain
lied; light lit lighted; lose lost; make made; mean meant; meet met; mislead misled; mistake
mistook mistaken; misunderstand misunderstood; offset; outdo outdid outdone; overcome overcame;
override overrode overridden; oversee oversaw overseen; overtake overtook overtaken; overthrow
overthrew overthrown; pay paid; plead pleaded pled; prove proved proven; put; quit quitted; read;
rebuild rebuilt; redo redid redone; repay repaid; reset; retell retold; rewrite rewrote rewritten;
rid; ride rode ridden; ring rang rung; rise rose risen; run ran; say said; see saw seen; seek
sought; sell sold; send sent; set; sew sewed sewn; shake shook shaken; shed; shine shone shined;
shoot shot; show showed shown; shrink shrank shrunk; shut; sing sang sung; sink sank sunk; sit
sat; slay slew slain; sleep slept; slide slid; slit; sow sowed sown; speak spoke spoken; speed
sped speeded; spell spelled spelt; spend spent; spill spilled spilt; spin spun; spit spat; split;
spoil spoiled spoilt; spread; spring sprang sprung; stand stood; steal stole stolen; stick stuck;
sting stung; stink stank stunk; strike struck stricken; strive strove striven; swear swore sworn;
sweep swept; swell swelled swollen; swim swam swum; swing swung; take took taken; teach taught;
tear tore torn; tell told; think thought; throw threw thrown; thrust; undercut; undergo underwent
undergone; understand understood; undertake undertook undertaken; undo undid undone; uphold
upheld; upset; wake woke woken; wear wore worn; weave wove woven; weep wept; win won; wind wound;
withdraw withdrew withdrawn; withhold withheld; withstand withstood; wring wrung; write wrote
written]]

-- Verbs, nouns and pronouns all of whose forms are listed.
local WHOLE = [[
be am is are was were been being; have has had having; do does did done doing; can could; may
might; shall should; will would; must; child children; man men; woman women; foot feet; tooth
teeth; goose geese; mouse mice; person persons people; ox oxen; analysis analyses; basis bases;
crisis crises; axis axes; thesis theses; hypothesis hypotheses; oasis oases; phenomenon phenomena;
criterion criteria; datum data; medium media mediums; memorandum memoranda memorandums; alumnus
alumni; fish fish fishes fished fishing; sheep; deer; aircraft; spacecraft; series; species; half
halves; knife knives knifed knifing; leaf leaves; life lives; loaf loaves; shelf shelves; thief
thieves; wife wives; wolf wolves; good better best; bad worse worst; far farther farthest further
furthest; i me my mine myself; he him his himself; she her hers herself; we us our ours ourselves;
they them their theirs themselves; photo photos; piano pianos; pro pros; memo memos; casino
casinos; logo logos; euro euros; kilo kilos; peso pesos; dynamo dynamos; soprano sopranos; tango
tangos; volcano volcanos volcanoes; cargo cargos cargoes; quiz quizzes quizzed quizzing; radio
radios radioed radioing; video videos videoed videoing]]

local ADJECTIVES = [[
able big black bold brave brief bright broad calm cheap clean clear close cold cool cruel dark
deep dry dull early easy fair fast fat few fierce fine firm flat free fresh full gentle grand
grave great green grim happy hard harsh healthy heavy high hot huge kind large late lean light
likely long loose loud low lucky mean mild narrow near neat new nice noble noisy old pale plain
poor proud pure quick quiet rapid rare raw red rich ripe rough rude sad safe severe shallow sharp
short shy sick simple slight slim slow small smart smooth soft soon steady steep stiff strange
strict strong sunny sweet swift tall thick thin tight tiny tough true ugly vast warm wary weak
wealthy wet white wide wild wise worthy young]]

local function add(text, whole)
  for entry in text:gmatch "[^;]+" do
    local word, forms = nil, { whole = whole }
    for form in entry:gmatch "%S+" do
      if word then forms[#forms + 1] = form else word = form end
    end
    irregular[word] = forms
  end
end

add(VERBS, false)
add(WHOLE, true)

local short = {}
for word in ADJECTIVES:gmatch "%S+" do short[word] = true end
irregular.short_adjectives = short

return irregular
