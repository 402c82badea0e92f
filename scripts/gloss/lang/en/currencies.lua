-- Names of currencies in English. Data only: codes are those of ISO 4217, countries of ISO 3166-1.

local M = {}

-- Signs, alone or with letters before them; a plain sign is the commonest currency that uses it.
M.signs = {
  ["$"] = "USD", ["€"] = "EUR", ["£"] = "GBP", ["¥"] = "JPY", ["₹"] = "INR", ["₽"] = "RUB",
  ["₩"] = "KRW", ["₪"] = "ILS", ["₺"] = "TRY", ["₫"] = "VND", ["₦"] = "NGN", ["฿"] = "THB",
  ["₱"] = "PHP", ["₴"] = "UAH", ["₸"] = "KZT", ["₡"] = "CRC", ["₲"] = "PYG", ["₵"] = "GHS",
  ["₾"] = "GEL", ["₼"] = "AZN", ["us$"] = "USD", ["a$"] = "AUD", ["au$"] = "AUD",
  ["aud$"] = "AUD", ["c$"] = "CAD", ["ca$"] = "CAD", ["can$"] = "CAD", ["hk$"] = "HKD",
  ["nz$"] = "NZD", ["s$"] = "SGD", ["sg$"] = "SGD", ["r$"] = "BRL", ["nt$"] = "TWD",
  ["mx$"] = "MXN", ["mex$"] = "MXN", ["j$"] = "JMD", ["tt$"] = "TTD", ["z$"] = "ZWL",
  ["n$"] = "NAD", ["b$"] = "BND", ["bds$"] = "BBD", ["rs"] = "INR", ["rs."] = "INR", ["rm"] = "MYR",
  ["rp"] = "IDR", ["cn¥"] = "CNY",
}

-- Letters that may stand before a sign as a token of their own.
M.prefixes = {
  us = true, ["u.s."] = true, a = true, au = true, c = true, ca = true, can = true, hk = true,
  nz = true, s = true, sg = true, r = true, nt = true, mx = true, mex = true, j = true, tt = true,
  z = true, n = true, b = true, bds = true, cn = true,
}

M.codes = {}
for code in ([[AED AFN ALL AMD ANG AOA ARS AUD AZN BAM BBD BDT BGN BHD BIF BND BOB BRL BSD BTN BWP
  BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD GBP GEL GHS
  GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW
  KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD
  NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD
  SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV
  WST XAF XCD XOF XPF YER ZAR ZMW ZWL RMB]]):gmatch "%u+" do
  M.codes[code:lower()] = code == "RMB" and "CNY" or code
end

-- Words and the currency they most often are.
M.words = {
  dollar = "USD", dollars = "USD", buck = "USD", bucks = "USD", greenback = "USD",
  greenbacks = "USD", euro = "EUR", euros = "EUR", yen = "JPY", yuan = "CNY", renminbi = "CNY",
  won = "KRW", baht = "THB", rouble = "RUB", roubles = "RUB", ruble = "RUB", rubles = "RUB",
  zloty = "PLN", zlotys = "PLN", zlotych = "PLN", forint = "HUF", forints = "HUF", lira = "TRY",
  liras = "TRY", shekel = "ILS", shekels = "ILS", ringgit = "MYR", rand = "ZAR", dong = "VND",
  naira = "NGN", hryvnia = "UAH", hryvnias = "UAH", hryvnya = "UAH", tenge = "KZT", taka = "BDT",
  kyat = "MMK", kyats = "MMK", kip = "LAK", riel = "KHR", birr = "ETB", kwacha = "ZMW",
  cedi = "GHS", cedis = "GHS", dirham = "AED", dirhams = "AED", riyal = "SAR", riyals = "SAR",
  rial = "IRR", rials = "IRR", dinar = "IQD", dinars = "IQD", rupee = "INR", rupees = "INR",
  rupiah = "IDR", rupiahs = "IDR", peso = "MXN", pesos = "MXN", real = "BRL", reais = "BRL",
  reals = "BRL", bolivar = "VES", bolivars = "VES", bolivares = "VES", franc = "CHF",
  francs = "CHF", krona = "SEK", kronor = "SEK", krone = "NOK", kroner = "NOK", kronas = "SEK",
  koruna = "CZK", korunas = "CZK", crown = "CZK", crowns = "CZK", pound = "GBP", pounds = "GBP",
  quid = "GBP", shilling = "KES", shillings = "KES", leu = "RON", lei = "RON", lev = "BGN",
  leva = "BGN", guarani = "PYG", guaranis = "PYG", quetzal = "GTQ", quetzales = "GTQ",
  lempira = "HNL", lempiras = "HNL", cordoba = "NIO", cordobas = "NIO", colon = "CRC",
  colones = "CRC", boliviano = "BOB", bolivianos = "BOB", gourde = "HTG", gourdes = "HTG",
  lari = "GEL", manat = "AZN", manats = "AZN", som = "KGS", sum = "UZS", afghani = "AFN",
  afghanis = "AFN", metical = "MZN", meticais = "MZN", kwanza = "AOA", kwanzas = "AOA",
  pula = "BWP", kina = "PGK", ariary = "MGA", kuna = "HRK", kunas = "HRK", denar = "MKD",
  denars = "MKD", dram = "AMD", drams = "AMD", tugrik = "MNT", tugriks = "MNT", soles = "PEN",
}

-- Words that are no money unless a number in digits or a scale stands before them.
M.weak = {
  real = true, sum = true, som = true, won = true, crown = true, crowns = true, colon = true,
  pound = true, pounds = true, dram = true, drams = true, lev = true, rand = true, kip = true,
  lei = true, soles = true, buck = true,
}

-- Hundredths: the currency they are of is the main one of the same place.
M.cents = {
  cent = "dollar", cents = "dollar", penny = "pound", pence = "pound", p = "pound",
  centavo = "peso", centavos = "peso", kopeck = "rouble", kopecks = "rouble", paise = "rupee",
  sen = "ringgit",
}

-- Which currency an ambiguous word is in a country (ISO 3166-1), else the one in `words`.
M.by_country = {
  dollar = {
    US = "USD", CA = "CAD", AU = "AUD", NZ = "NZD", HK = "HKD", SG = "SGD", TW = "TWD", JM = "JMD",
    TT = "TTD", BB = "BBD", BS = "BSD", BZ = "BZD", BN = "BND", FJ = "FJD", GY = "GYD", LR = "LRD",
    NA = "NAD", SB = "SBD", SR = "SRD", ZW = "ZWL",
  },
  peso = {
    MX = "MXN", AR = "ARS", CL = "CLP", CO = "COP", CU = "CUP", DO = "DOP", PH = "PHP", UY = "UYU",
  },
  pound = {
    GB = "GBP", EG = "EGP", LB = "LBP", SY = "SYP", SD = "SDG", SS = "SSP", GI = "GIP", FK = "FKP",
  },
  franc = {
    CH = "CHF", LI = "CHF", CD = "CDF", RW = "RWF", BI = "BIF", DJ = "DJF", GN = "GNF", KM = "KMF",
    CM = "XAF", CF = "XAF", TD = "XAF", CG = "XAF", GQ = "XAF", GA = "XAF", BJ = "XOF", BF = "XOF",
    CI = "XOF", GW = "XOF", ML = "XOF", NE = "XOF", SN = "XOF", TG = "XOF", PF = "XPF", NC = "XPF",
  },
  rupee = { IN = "INR", PK = "PKR", LK = "LKR", NP = "NPR", MU = "MUR", SC = "SCR" },
  dinar = {
    IQ = "IQD", KW = "KWD", JO = "JOD", BH = "BHD", DZ = "DZD", TN = "TND", LY = "LYD", RS = "RSD",
  },
  krona = { SE = "SEK", IS = "ISK" },
  krone = { NO = "NOK", DK = "DKK" },
  crown = { CZ = "CZK", SE = "SEK", NO = "NOK", DK = "DKK", IS = "ISK" },
  riyal = { SA = "SAR", QA = "QAR", OM = "OMR", YE = "YER", IR = "IRR" },
  rial = { IR = "IRR", OM = "OMR", YE = "YER", SA = "SAR", QA = "QAR" },
  shilling = { KE = "KES", UG = "UGX", TZ = "TZS", SO = "SOS" },
  dirham = { AE = "AED", MA = "MAD" },
  lira = { TR = "TRY", LB = "LBP", SY = "SYP" },
  rouble = { RU = "RUB", BY = "BYN" },
  kwacha = { ZM = "ZMW", MW = "MWK" },
  leu = { RO = "RON", MD = "MDL" },
  som = { KG = "KGS", UZ = "UZS" },
  won = { KR = "KRW", KP = "KPW" },
  manat = { AZ = "AZN", TM = "TMT" },
}

-- Forms of the words above under which by_country lists them.
M.lemmas = {
  dollars = "dollar", pesos = "peso", pounds = "pound", francs = "franc", rupees = "rupee",
  dinars = "dinar", kronor = "krona", kronas = "krona", kroner = "krone", crowns = "crown",
  riyals = "riyal", rials = "rial", shillings = "shilling", dirhams = "dirham", liras = "lira",
  roubles = "rouble", ruble = "rouble", rubles = "rouble", lei = "leu", manats = "manat",
  sum = "som",
}

return M
