--- News agencies and wires: how they sign a dateline, folded, and the name records carry.

local names = {
  ["Reuters"] = { "reuters", "thomson reuters", "rtrs" },
  ["Agence France-Presse"] = { "afp", "agence france-presse", "agence france presse" },
  ["Associated Press"] = { "ap", "associated press", "the associated press", "a.p." },
  ["United Press International"] = { "upi", "united press international" },
  ["Press Trust of India"] = { "pti", "press trust of india" },
  ["Asian News International"] = { "ani" },
  ["Australian Associated Press"] = { "aap" },
  ["dpa"] = { "dpa", "dpa international", "deutsche presse-agentur" },
  ["EFE"] = { "efe", "agencia efe", "efeusa", "efe-epa", "epa-efe" },
  ["ANSA"] = { "ansa" }, ["APA"] = { "apa" }, ["Belga"] = { "belga" }, ["PAP"] = { "pap" },
    ["CTK"] = { "ctk", "čtk" },
  ["MTI"] = { "mti" }, ["Lusa"] = { "lusa" }, ["PA"] = { "pa", "pa media", "press association" },
  ["Xinhua"] = { "xinhua", "xinhua news agency" }, ["TASS"] = { "tass", "itar-tass" },
  ["RIA Novosti"] = { "ria", "ria novosti" }, ["Interfax"] = { "interfax", "interfax-ukraine" },
  ["Sputnik"] = { "sputnik" }, ["Ukrinform"] = { "ukrinform" }, ["BelTA"] = { "belta" },
  ["Kyodo"] = { "kyodo", "kyodo news" }, ["Jiji Press"] = { "jiji", "jiji press" },
    ["Yonhap"] = { "yonhap" },
  ["KCNA"] = { "kcna" }, ["VNA"] = { "vna" }, ["Antara"] = { "antara" },
    ["Bernama"] = { "bernama" },
  ["IANS"] = { "ians" }, ["UNI"] = { "uni" }, ["APP"] = { "app" }, ["BSS"] = { "bss" },
    ["UNB"] = { "unb" },
  ["SANA"] = { "sana" }, ["IRNA"] = { "irna" }, ["WAM"] = { "wam" }, ["SPA"] = { "spa" },
    ["MENA"] = { "mena" },
  ["Petra"] = { "petra" }, ["KUNA"] = { "kuna" }, ["QNA"] = { "qna" }, ["WAFA"] = { "wafa" },
    ["NNA"] = { "nna" },
  ["Anadolu Agency"] = { "aa", "anadolu", "anadolu agency" }, ["Notimex"] = { "notimex" },
  ["Prensa Latina"] = { "prensa latina" }, ["Telam"] = { "telam", "télam" },
    ["Andina"] = { "andina" },
  ["Agencia Brasil"] = { "agencia brasil", "agência brasil", "abr" }, ["NAN"] = { "nan" },
    ["GNA"] = { "gna" },
  ["KNA"] = { "kna" }, ["SAPA"] = { "sapa" }, ["Panapress"] = { "pana", "panapress" },
    ["RFE/RL"] = { "rfe/rl", "rferl" },
  ["VOA"] = { "voa", "voa news" }, ["IRIN"] = { "irin" }, ["UNHCR"] = { "unhcr" },
    ["BBC"] = { "bbc", "bbc news" },
  ["Bloomberg"] = { "bloomberg", "bloomberg news" }, ["Dow Jones"] = { "dow jones",
    "dow jones newswires", "dj" },
  ["MarketWatch"] = { "marketwatch" }, ["CNN"] = { "cnn", "cnnmoney" },
    ["CBS"] = { "cbs", "cbs news", "cbs/ap" },
  ["NBC News"] = { "nbc news" }, ["ABC News"] = { "abc news" },
    ["Canadian Press"] = { "cp", "the canadian press", "canadian press" },
  ["McClatchy"] = { "mcclatchy", "mcclatchy newspapers" }, ["CNS"] = { "cns" }, ["RNS"] = { "rns" },
  ["PRNewswire"] = { "prnewswire", "pr newswire", "prnewswire-firstcall", "prnewswire-asianet",
    "prnewswire-usnewswire" },
  ["Business Wire"] = { "business wire", "businesswire" },
    ["CNW"] = { "cnw", "cnw group", "canada newswire", "cnw telbec" },
  ["GlobeNewswire"] = { "globenewswire", "globe newswire", "globe newswire via comtex" },
  ["Marketwired"] = { "marketwired", "marketwire", "market wire" },
    ["ACCESSWIRE"] = { "accesswire", "access newswire" },
  ["Newsfile"] = { "newsfile corp.", "newsfile" }, ["EIN Presswire"] = { "ein presswire",
    "einpresswire.com" },
  ["ACN Newswire"] = { "acn newswire" }, ["ASX"] = { "asx" },
    ["Regulatory News Service"] = { "rns" },
}

local by_form = {}
for name, forms in pairs(names) do
  for _, form in ipairs(forms) do
    if not by_form[form] or name < by_form[form] then by_form[form] = name end
  end
end

return by_form
