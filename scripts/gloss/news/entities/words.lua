--- Closed classes of words that the entity, title and role rules look at, folded.
local set = require("gloss.news.common").set

local M = {}

--- Words that open a sentence and are never part of the name that follows.
M.openers = set [[the a an this that these those it he she they we you i there here his her their
  its our my your in on at for from with by after before when while where as if although though
  since because until unless during despite among under over but and or so yet however meanwhile
  moreover also then thus still what who why how which both some many most all each every no not
  now last other others another one two three four five six seven eight nine ten several earlier
  later once even only instead nevertheless nonetheless furthermore additionally such to is are
  was were do does did has have can could will would should please let according about well yes no
  oh thanks of than against between through without within across near off per via amid up down
  out late early today yesterday tomorrow additional reporting editing asked nobody everybody
  somebody everyone someone nothing something anyone more less few little much any either neither]]

--- Words before a title or role that say whether it is still held.
M.standing = set "retired former acting interim outgoing incoming late"

--- Names of times: capitalised, never entities.
M.times = set [[monday tuesday wednesday thursday friday saturday sunday january february march
  april may june july august september october november december jan jan. feb feb. mar mar. apr
  apr. jun jun. jul jul. aug aug. sep sep. sept sept. oct oct. nov nov. dec dec. mon mon. tue tue.
  tues tues. wed wed. thu thurs thurs. fri fri. sat sat. sun sun. gmt utc est edt cst cdt pst
  pdt bst cet cest am pm a.m. p.m. et christmas easter ramadan thanksgiving q1 q2 q3 q4 eastern]]

--- Those that are names of people too, and the words that make them times.
M.name_or_time = set "may june april august jun jan sun mar mon sat dec christmas easter"
M.before_times = set [[in since until by last this next of from to early late mid during on
  before after through for]]

--- Capitalised words that name nobody.
M.no_names = set [[i mr mrs ms ceo cfo coo cto tv gdp ebitda gw mw kw mwh gwh km kg mph hiv aids
  covid dna rna pdf dvd cd gps suv ipo m&a r&d vat pr it internet web bible koran quran
  god allah ok m.d. ph.d. md phd mba j.d. esq. esq b.a. m.a. b.sc. m.sc. usd eur gbp no.
  nos. vs. brent celsius fahrenheit state board]]

--- Verbs of saying, as reporters use them.
M.says = set [[said says say saying told tells tell telling added adds adding warned warns warning
  announced announces insisted insists explained explains declared declares noted notes stressed
  wrote writes replied replies answered answers argued argues claimed claims admitted admits
  confirmed confirms denied denies demanded recalled called calls asked asks predicted reported
  reports stated states urged urges vowed pledged promised quipped joked testified tweeted
  acknowledged conceded complained commented concluded cautioned estimated expects expected
  suggested]]

--- Prepositions that put a place behind them.
M.places_after = set [[in at near around outside inside from to into toward towards across
  throughout via]]

--- Nouns that put the name of a place behind `of`.
M.place_nouns = set [[town city village port capital province region district county island
  outskirts suburb square streets hamlet municipality prefecture state municipality resort commune
  settlement neighbourhood neighborhood north south east west coast hills mayor governor residents
  people]]

--- Nouns that stand right before or after the name of a place.
M.place_heads = set [[province prefecture region district county town city village island
  governorate municipality canton airport border coast peninsula]]

--- Nouns that stand right before the name of an organisation.
M.org_nouns = set [[company firm maker group party bank airline producer giant retailer operator
  agency newspaper daily broadcaster magazine network website insurer lender carmaker automaker
  manufacturer conglomerate subsidiary unit brokerage consultancy startup supplier chain
  developer utility miner rival movement militia organisation organization union federation
  charity watchdog regulator publisher station channel association club team list coalition
  alliance faction drugmaker chipmaker steelmaker planemaker builder]]

--- Nouns that stand before or after the name of an event.
M.event_nouns = set [[exercise exercises operation drill drills festival conference tournament
  ceremony storm typhoon hurricane cyclone championship summit fair marathon campaign offensive]]

--- Words in lower case inside the names of people.
M.particles = set [[de da do dos das del della di du la le van von der den ter ten bin bint ibn
  ben al el abu ul ud und zu y]]

--- Relatives, before a forename alone.
M.kin = set [[son daughter wife husband brother sister mother father cousin nephew niece twin
  girlfriend boyfriend fiancee widow]]

--- Titles that are roles like others where only the start of a sentence gives them a capital.
M.weak_titles = set [[manager coach founder co-founder spokesman spokeswoman spokesperson
  prosecutor principal head agent attorney referee administrator envoy deputy leader analyst
  detective officer specialist private delegate counsel captain principal director chairman]]

--- Nouns for what belongs to bodies: a name before one is a body's.
M.belongings = set [[shares stock bonds executives officials employees workers customers investors
  shareholders lawyers spokesman spokeswoman chief board has had is was will would plans expects
  agreed declined operates makes sells owns employs posted bought rose fell]]

--- Last words of capitalised phrases that name a thing, nobody and no place.
M.things = set [[agreement act bill accord accords treaty amendment law protocol plan prize prizes
  award awards bonds bond note notes index indices shield order show album report reports survey
  review declaration resolution charter code rule rules deal pact principles article
  chapter section medal method scale model theory edition series award page version proposal
  doctrine test agenda initiative manifesto budget strategy statement statements loan case affair
  scandal crisis process roadmap accords question line clause medal day eve]]

--- Facilities: a name before one is no person's.
M.facilities = set [[jail prison airport hospital camp stadium mine plant refinery field dam
  bridge base school market mall hotel square neighbourhood neighborhood barracks reactor
  reservoir festival restaurant]]

--- Plurals that make a possessive part of a name (People's Army).
M.possessors = set [[people women men children king queen workers farmers teachers veterans
  students writers soldiers citizens artists mothers lawyers patients world nation today driver
  fishermen pilots physicians surgeons players investor investors sheriff governor prosecutor
  coroner mayor general commissioner]]

--- Heads of bodies that every country has: a nationality before them is a word of its own.
M.national = set [[ministry army navy parliament government embassy force forces police court bank
  senate congress assembly cabinet guard coast marines department office secretariat consulate]]

--- Heads of offices that have a field: Minister of Health.
M.portfolios = set "minister secretary undersecretary commissioner director"

--- Generic phrases in capitals.
M.generic = set [[board government state administration parliament court council committee
  commission department ministry office congress cabinet army navy police party union group
  company bank university institute house church school service center centre agency association
  republic kingdom president minister river sea ocean island street road act bill law treaty
  constitution]]

--- Abbreviations of countries and unions, which stand as adjectives before the name of a body.
M.short_places = set "u.s. us u.k. uk u.a.e. uae usa u.s.a. eu e.u. un u.n. u.n"

return M
