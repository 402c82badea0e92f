-- Sentences in each language: texts with a | before each sentence but the first.
local gloss = require "gloss"

local CASES = {
  de = {
    "Am 3. Mai 1990 kam Dr. Müller. |Er blieb bis zum 5. Juni. |Im 19. Jahrhundert nicht.",
    "Dort lebten ca. 500 Menschen, z. B. Bauern. |Vgl. dazu Abb. 5, S. 14 und Nr. 7. |Das gilt.",
    "„Das ist gut.“ |Er ging. |»Nein.« |Sie blieb. |„Warum?“, fragte er. |„Darum!“ rief sie.",
    "Äpfel, Birnen usw. |Dann ging er. |Sie wohnt in Frankfurt a. M. und zahlt 3,5 Mio. Euro.",
    "Karl V. war Kaiser. |Es gilt das o. g. Verfahren. |Ja... vielleicht. |Ist das so?! |Doch!",
    "Er wohnt Hauptstr. 5 in Bonn. |Die Telefonnr. 12 ist neu. |Ab der Lindenstr. ist gesperrt.",
    "Sie wohnt in der Goethestr. 12. |Dort ist es still. |Er mag die Schillerstr. |Sie nicht.",
    "Er starb 44 v. Chr. in Rom. |Das kostet 5 Euro.|Danach ging er.",
  },
  fr = {
    "M. Dupont et Mme Durand sont là. |MM. Blanc et Noir aussi. |Voir p. 14. |C'est clair.",
    "« Où vas-tu ? » demanda-t-il. |« Je rentre ! » |Elle partit. |« Il pleut. » |Elle sortit.",
    "Du pain, du lait, etc. |Ensuite il sort. |J.-P. Martin habite 12, bd. Voltaire. |Il dort.",
    "— Tu viens ? |— Oui. |— Alors partons. |Bon... peut-être. |En 44 av. J.-C. on se taisait.",
    "Il lit ; elle écrit ; ils se taisent. |Le soir tombe ; |Il fait froid.",
  },
  es = {
    "El Sr. García y la sra. López llegaron. |¿Quién es? |¡Nadie! |¡¿Qué?! |Los EE. UU. ganan.",
    "Véase la pág. 14 y el art. 5. |Compró pan, leche, etc. |Después se fue. |D. Juan salió.",
    "«No sé», dijo. |«¡Vete!» gritó ella. |—¿Vienes? —preguntó él. |—Sí. |—Vamos.",
    "Nació en el s. XX y murió en 300 a. C. en Roma. |Llegó a las 5 p. m. y se fue.",
  },
  it = {
    "Il sig. Rossi e la dott.ssa Bianchi sono qui. |L'on. Verdi no. |Pane, latte, ecc. |Poi uscì.",
    "«Vieni!» disse. |«No.» |Uscì. |Perché? |Perché sì! |Vedi pag. 14. |La Soc. S.p.A. vende auto.",
  },
  pt = {
    "O sr. Silva e a Dra. Costa chegaram. |Quem é? |Ninguém! |Pão, leite, etc. |Depois saiu.",
    "Ver pág. 14 e fig. 3. |Mora na av. Brasil, n.º 5. |Morreu em 44 a. C. em Roma.",
  },
  nl = {
    "Dhr. Jansen en mevr. De Vries kwamen. |Brood, melk enz. |Daarna ging hij weg. |Zie blz. 14.",
    "Hij woont Kerkstr. 5 in Delft. |Het huisnr. 7 is van haar. |Dat is mooi.",
    '"Kom!" riep ze. |Hij bleef i.v.m. de regen thuis, d.w.z. in Delft. |In 44 v. Chr. stierf hij.',
  },
  ru = {
    "Он родился в г. Москве. |В 1905 г. Пётр приехал. |Хлеб, сыр и т.д. |Потом и т. п. |Он ушёл.",
    "А. С. Пушкин писал стихи. |Улица им. Ленина, д. 5, кв. 7. |Цена 5 тыс. руб. |Он заплатил.",
    "«Кто там?» — спросил он. |«Это я», — ответила она. |— Ты где? — спросил он. |— Я здесь.",
    "Он сказал: «Я приду». |Мы ждали. |«Мы придём!» |В 1941—1945 гг. шла война. |См. рис. 5.",
  },
  el = {
    "Πού πας; |Πάω σπίτι. |Ναι; |Όχι! |«Πού είσαι;» ρώτησε. |«Εδώ.» |Έφυγε.",
    "Ο κ. Νίκου και η κα Μαρία ήρθαν. |Ψωμί, τυρί κ.λπ. |Μετά φρούτα, π.χ. μήλα. |Βλ. σελ. 14.",
    "Η μάχη έγινε το 490 π.Χ. |Οι Έλληνες νίκησαν· |όλοι χάρηκαν. |Ποιος; |Εγώ.",
  },
  zh = {
    "他說：「你好。」|我走了。|價值3.5元。|你好？！|好。|「你是誰？」他問。|「我是學生。」",
    "“你是谁？”他问道。|“我是学生。”她说。|他走了……然后回来了。|《你好吗？》是一本书。|是!",
    "北京（首都）很大！|上海也是（真的）。|GDP增长3.5%。|Mr. Li来了。|他好.|我好.",
  },
  ja = {
    "「え？」と彼は言った。|「わかったよ！！」|彼女は笑った（本当だ。）。|そう……ね。",
    "彼は「行こう。」と言った。|Yahoo!に行く。|今日は雨だ．|明日は晴れ．|『何？』を見た。 |どう？",
  },
  und = {
    "यह ठीक है।|वह गया॥ |क्या तुम आओगे? |हाँ! |वह घर में है. |मैं भी।", -- Hindi
    "هل أنت بخير؟ |نعم. |ذهب د. أحمد إلى 3.5 كم. |عاد! |یہ کتاب ہے۔ |وہ گیا۔", -- Arabic, Urdu
    "Բարեւ։ |Ոչ։ |Նա գնաց։|Ես մնացի։", -- Armenian
    "ሰላም።|እንዴት ነህ፧ |ደህና ነኝ። |እሺ!", -- Amharic
    "សួស្តី។|ជំរាបសួរ៕ |စားပြီးပြီ။ |ဟုတ်တယ်။", -- Khmer, Burmese
    "Ποιος\u{37E} |Εγώ. |Dr. Smith kom. |Han log. |”Kom!” |Hon gick.", -- the mark U+037E; Swedish
    "ის მოვიდა. |მერე წავიდა. |הוא בא. |היא הלכה.", -- Georgian, Hebrew: no capitals
  },
}

-- Gives a text's sentences as it is written above.
local function split(text, language)
  local doc = gloss.doc(text)
  gloss.tokenizer { language = language }:run(doc)
  local parts, done = {}, 0
  for _, sentence in ipairs(gloss.splitter { language = language }:run(doc)) do
    parts[#parts + 1] = text:sub(done + 1, sentence.first - 1)
    if done > 0 then parts[#parts + 1] = "|" end
    parts[#parts + 1] = sentence.text
    done = sentence.last
  end
  return table.concat(parts) .. text:sub(done + 1)
end

describe("sentences", function()
  for language, texts in pairs(CASES) do
    it("end where they should in " .. language, function()
      for _, text in ipairs(texts) do
        assert.are.equal(text, split((text:gsub("|", "")), language))
      end
    end)
  end

  it("end at the stops of other scripts in every language", function()
    local text = "Он сказал:「你好。」|我走了。 |यह ठीक है।|वह गया। |نعم؟ |Sí."
    for language in pairs(CASES) do
      assert.are.equal(text, split((text:gsub("|", "")), language))
    end
    assert.are.equal(text, split((text:gsub("|", "")), "en"))
  end)
end)
