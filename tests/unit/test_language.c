/* test_language.c -- what each language pack cuts, unknown languages, the caller's own forms. The
** sentences are invented. */
#include "tokens.h"

#include <stdio.h>

/* Writes the tokens of a text parted by bars. */
static void cut(const char *text, const gloss_tokenizer_options *options, char *out, size_t room) {
  gloss_tokenizer *tokenizer;
  gloss_scratch *scratch;
  gloss_doc *doc;
  gloss_layer *tokens;
  gloss_error err;
  size_t at = 0;
  assert_status(gloss_tokenizer_new(&tokenizer, NULL, options, &err), GLOSS_OK);
  assert_status(gloss_scratch_new(&scratch, NULL), GLOSS_OK);
  assert_status(gloss_doc_new(&doc, NULL, str(text), NULL, &err), GLOSS_OK);
  assert_status(gloss_tokenizer_run(tokenizer, doc, scratch, &tokens, &err), GLOSS_OK);
  out[0] = '\0';
  for (uint32_t i = 0; i < gloss_layer_count(tokens); i++) {
    uint32_t first = gloss_layer_starts(tokens)[i], end = gloss_layer_ends(tokens)[i];
    at += (size_t)snprintf(out + at, room - at, "%s%.*s", i > 0 ? "|" : "", (int)(end - first),
                           text + first);
    assert_true(at < room);
  }
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
  gloss_scratch_free(scratch);
  gloss_tokenizer_unref(tokenizer);
}

static void check(const char *text, const char *accepted, const gloss_tokenizer_options *options) {
  char got[1024];
  cut(text, options, got, sizeof got);
  if (strcmp(got, accepted) != 0) print_message("input    %s\naccepted %s\n", text, accepted);
  assert_string_equal(got, accepted);
}

/* The input, and the cuts accepted. */
typedef const char *const cases[][2];

#define CHECK(language_, cases_) check_all(language_, cases_, sizeof(cases_) / sizeof((cases_)[0]))

static void check_all(const char *language, cases list, size_t n) {
  gloss_tokenizer_options options = {.language = language};
  for (size_t i = 0; i < n; i++) check(list[i][0], list[i][1], &options);
}

static void test_german(void **state) {
  (void)state;
  static cases list = {
      {"Am 3. Mai kam Dr. Roth, d.h. z.B. um 9.30 Uhr.",
       "Am|3.|Mai|kam|Dr.|Roth|,|d.h.|z.B.|um|9.30|Uhr|."},
      {"z. B. die Nr. 5 bzw. ca. 10 Mio. Euro", "z.|B.|die|Nr.|5|bzw.|ca.|10|Mio.|Euro"},
      {"Das kostet 1.250,50 Euro, also 3,5 %.", "Das|kostet|1.250,50|Euro|,|also|3,5|%|."},
      {"Er wurde 25. Die Feier war im Jahr 1995. Sie kam.",
       "Er|wurde|25|.|Die|Feier|war|im|Jahr|1995|.|Sie|kam|."},
      {"1. Die Lage\n2. Das Ziel", "1.|Die|Lage|2.|Das|Ziel"},
      {"vom 13.-15. Juli, am 24.12. um acht", "vom|13.|-|15.|Juli|,|am|24.12.|um|acht"},
      {"die EU-Staaten 1990-1995", "die|EU|-|Staaten|1990-1995"},
      {"Wie geht's? So 'ne Frage!!", "Wie|geht|'s|?|So|'ne|Frage|!|!"},
      {"zum im am ins 25j\u00E4hrigen 250g", "zum|im|am|ins|25j\u00E4hrigen|250g"},
      {"M\u00E4r. im M\u00C4R. \u00D6sterr. usw. usf.",
       "M\u00E4r|.|im|M\u00C4R|.|\u00D6sterr.|usw.|usf."}};
  CHECK("de", list);
}

static void test_french(void **state) {
  (void)state;
  static cases list = {
      {"L'homme qu'il a vu aujourd'hui n'est pas d\u2019ici.",
       "L'|homme|qu'|il|a|vu|aujourd'hui|n'|est|pas|d\u2019|ici|."},
      {"Quelqu'un a dit que l'on vient, c'est-\u00E0-dire demain.",
       "Quelqu'un|a|dit|que|l'on|vient|,|c'est-\u00E0-dire|demain|."},
      {"Viendra-t-il ? Est-ce qu'on peut, dis-je.",
       "Viendra|-t-il|?|Est|-ce|qu'|on|peut|,|dis|-je|."},
      {"Donnez-le-moi au rendez-vous, allons-y !", "Donnez|-le|-moi|au|rendez-vous|,|allons|-y|!"},
      {"Celui-ci va peut-\u00EAtre \u00E0 Fort-de-la-Roche du sud-est.",
       "Celui-ci|va|peut-\u00EAtre|\u00E0|Fort-de-la-Roche|du|sud-est|."},
      {"Pointe-d'Alban et Aix-les-Bains", "Pointe-d'Alban|et|Aix-les-Bains"},
      {"25 000 habitants, 1\u00A0234\u202F567 en 1998 200 fois",
       "25 000|habitants|,|1\u00A0234\u202F567|en|1998|200|fois"},
      {"0,5% \u00E0 20h, n\u00B0 12, le 1er ao\u00FBt",
       "0,5|%|\u00E0|20|h|,|n\u00B0|12|,|le|1er|ao\u00FBt"},
      {"M. Roy, J.-C. Blanc, av. J.-C. etc. Fin", "M.|Roy|,|J.-C.|Blanc|,|av.|J.-C.|etc.|Fin"},
      {"de 8h30 \u00E0 20H05, 120h30, voir http://a.fr/?q='x'&y=1'",
       "de|8|h|30|\u00E0|20|H|05|,|120h30|,|voir|http://a.fr/?q='x'&y=1|'"},
      {"Mac OS X. Une page", "Mac|OS|X|.|Une|page"}};
  CHECK("fr", list);
}

static void test_spanish(void **state) {
  (void)state;
  static cases list = {
      {"En EE.UU. la Sra. D\u00EDaz vio al Dr. P. Ruiz, etc.",
       "En|EE.UU.|la|Sra.|D\u00EDaz|vio|al|Dr.|P.|Ruiz|,|etc."},
      {"los EE. UU. en el s. XX", "los|EE.|UU.|en|el|s.|XX"},
      {"De 1990-1995 creci\u00F3 un 3,5 % hasta 1.193,57 km.",
       "De|1990-1995|creci\u00F3|un|3,5|%|hasta|1.193,57|km|."},
      {"la guerra ruso-turca", "la|guerra|ruso|-|turca"},
      {"del al d\u00E1rselo 20km 1\u00BA", "del|al|d\u00E1rselo|20km|1\u00BA"},
      {"a 5 m. de la p\u00E1g. 7, p. ej. aqu\u00ED",
       "a|5|m|.|de|la|p\u00E1g.|7|,|p.|ej|.|aqu\u00ED"},
      {"\u00BFQu\u00E9? \u00A1No! O'Neill.", "\u00BF|Qu\u00E9|?|\u00A1|No|!|O'Neill|."}};
  CHECK("es", list);
}

static void test_italian(void **state) {
  (void)state;
  static cases list = {
      {"L'arte dell'Italia e un'altra c'\u00E8.", "L'|arte|dell'|Italia|e|un'|altra|c'|\u00E8|."},
      {"Un po' di pane, com\u2019era, quest'anno", "Un|po'|di|pane|,|com\u2019|era|,|quest'|anno"},
      {"D'Alberti e Dell'Orto, trent'anni", "D'Alberti|e|Dell'Orto|,|trent'|anni"},
      {"Il sig. Neri, la dott.ssa Bruni e l'avv. Riva",
       "Il|sig.|Neri|,|la|dott.ssa|Bruni|e|l'|avv.|Riva"},
      {"socio-economico, 1.250,50 euro, ecc.", "socio-economico|,|1.250,50|euro|,|ecc."},
      {"della S.p.A. nel 44 a.C.", "della|S.p.A.|nel|44|a.C."}};
  CHECK("it", list);
}

static void test_portuguese(void **state) {
  (void)state;
  static cases list = {
      {"Viu-se e dar-lhe-ia o guarda-chuva.", "Viu-se|e|dar-lhe-ia|o|guarda-chuva|."},
      {"O Sr. Silva e a Dra. Lopes, etc.", "O|Sr.|Silva|e|a|Dra.|Lopes|,|etc."},
      {"R$ 1.250,50 na Av. Central, n.\u00BA 5", "R$|1.250,50|na|Av.|Central|,|n.\u00BA|5"},
      {"um copo d'\u00E1gua do s\u00E9c. XX", "um|copo|d'|\u00E1gua|do|s\u00E9c.|XX"},
      {"a 5 m. da casa, p. ex. aqui", "a|5|m|.|da|casa|,|p.|ex|.|aqui"}};
  CHECK("pt", list);
}

static void test_dutch(void **state) {
  (void)state;
  static cases list = {
      {"'s Avonds zag ik 't huis van oma's auto's.", "'s|Avonds|zag|ik|'t|huis|van|oma's|auto's|."},
      {"In \u2019s-Gravenzand, d.w.z. bij dr. De Wit",
       "In|\u2019s-Gravenzand|,|d.w.z.|bij|dr.|De|Wit"},
      {"Zo'n 3,5 mln. euro, bijv. voor mevr. Bos enz.",
       "Zo'n|3,5|mln.|euro|,|bijv.|voor|mevr.|Bos|enz."},
      {"een zee-egel van J.P. Bakker", "een|zee-egel|van|J.P.|Bakker"}};
  CHECK("nl", list);
}

static void test_russian(void **state) {
  (void)state;
  static cases list = {{"В 1990 г. приехал А. С. Попов, т.е. гость.",
                        "В|1990|г.|приехал|А.|С.|Попов|,|т.е.|гость|."},
                       {"из-за 3-й и 1960-х, т. е. и т.д.", "из-за|3-й|и|1960-х|,|т.|е.|и|т.д."},
                       {"ТЫС. руб. и 2,5 млн. чел.", "ТЫС.|руб.|и|2,5|млн.|чел."},
                       {"Счёт 3:0, ул. Лесная", "Счёт|3:0|,|ул.|Лесная"},
                       {"слово &#39;&#39;да&#39;&#39; тут", "слово|&#39;&#39;|да|&#39;&#39;|тут"},
                       {"дал им. Потом музей им. Орлова, рост 5 см. См. рис. 2",
                        "дал|им|.|Потом|музей|им.|Орлова|,|рост|5|см|.|См.|рис.|2"},
                       {"Пусти́ть", "Пусти́ть"}};
  CHECK("ru", list);
}

static void test_greek(void **state) {
  (void)state;
  static cases list = {
      {"ο κ. Νίκου, π.χ. στις 9 π.μ. και 44 π.Χ.", "ο|κ.|Νίκου|,|π.χ.|στις|9|π.μ.|και|44|π.Χ."},
      {"απ' τους δύο, γι’ αυτό θα ’ναι", "απ'|τους|δύο|,|γι’|αυτό|θα|’ναι"},
      {"ο Β' και ο Δ΄ γύρος", "ο|Β'|και|ο|Δ΄|γύρος"},
      {"30% σε 5,75% και 12.000", "30%|σε|5,75%|και|12.000"},
      {"χώρες-μέλη 2011-2012, 135 ΧΛΜ.", "χώρες-μέλη|2011-2012|,|135|ΧΛΜ."},
      {"Κ.Α.Π. το '80", "Κ.Α.Π.|το|'80"}};
  CHECK("el", list);
}

/* No language has words in these scripts: UAX #29 holds. */
static void test_cjk(void **state) {
  (void)state;
  static cases list = {{"東京タワーへ行く", "東|京|タワー|へ|行|く"},
                       {"アイウABCカ", "アイウ|ABC|カ"},
                       {"か\u3099き", "か\u3099|き"},
                       {"ｶﾀｶﾅ・豈", "ｶﾀｶﾅ|・|豈"},
                       {"한국어 말", "한국어|말"}};
  CHECK("en", list);
}

/* A run of letters and digits in turn, of a size that only one look at each letter can take. */
static void test_clocks(void **state) {
  (void)state;
  enum { SIZE = 1 << 20 };
  char *bytes = malloc(SIZE);
  for (size_t k = 0; k < SIZE; k++) bytes[k] = "h1"[k % 2];
  test_run run =
      test_run_start((gloss_str){bytes, SIZE}, &(gloss_tokenizer_options){.language = "fr"});
  assert_int_equal(gloss_layer_count(run.tokens), 1);
  test_run_stop(run);
  free(bytes);
}

static void test_unknown(void **state) {
  (void)state;
  static cases list = {{"german", "unknown language \"german\": did you mean \"de\" (German)?"},
                       {"FR", "unknown language \"FR\": did you mean \"fr\" (French)?"},
                       {"pt-BR", "unknown language \"pt-BR\": did you mean \"pt\" (Portuguese)?"},
                       {"klingon", "unknown language \"klingon\". There are de el en "},
                       {"", "unknown language \"\". There are de el en "}};
  for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
    gloss_tokenizer_options options = {.language = list[i][0]};
    gloss_splitter_options splitting = {.language = list[i][0]};
    gloss_tokenizer *tokenizer;
    gloss_splitter *splitter;
    gloss_error err;
    assert_status(gloss_tokenizer_new(&tokenizer, NULL, &options, &err), GLOSS_EARG);
    assert_memory_equal(err.message, list[i][1], strlen(list[i][1]));
    assert_non_null(strstr(err.message, " There are de el en es fr it ja nl pt ru zh und"));
    assert_status(gloss_splitter_new(&splitter, NULL, &splitting, &err), GLOSS_EARG);
    assert_memory_equal(err.message, list[i][1], strlen(list[i][1]));
  }
}

static void test_callers_forms(void **state) {
  (void)state;
  gloss_str abbreviations[] = {str("Abt."), str("Hauptstr."), str("ул.Б."), str("verylongword.")};
  gloss_str affixes[] = {str("xl'"), str("'zz"), str("-po"), str("\u2019ww")};
  gloss_tokenizer_options options = {
      .abbreviations = abbreviations, .n_abbreviations = 4, .affixes = affixes, .n_affixes = 4};
  check("Abt. 5, Hauptstr. 7; УЛ.Б. 9 a verylongword. Then otherlongword. End",
        "Abt.|5|,|Hauptstr.|7|;|УЛ.Б.|9|a|verylongword.|Then|otherlongword|.|End", &options);
  check("xl'arm goes-po, he'zz or she'ww, xl' it", "xl'|arm|goes|-po|,|he|'zz|or|she|'ww|,|xl'|it",
        &options);
}

static void test_bad_forms(void **state) {
  (void)state;
  static const struct {
    const char *abbreviation, *affix, *style, *message;
  } list[] = {
      {"Abt", NULL, NULL, "bad abbreviation \"Abt\" (a final stop, and 1 to 32 bytes of UTF-8)"},
      {".", NULL, NULL, "bad abbreviation \".\" (a final stop"},
      {"\xFF.", NULL, NULL, "bad abbreviation"},
      {"abcdefghijabcdefghijabcdefghijabc.", NULL, NULL, "bad abbreviation"},
      {NULL, "'", NULL, "bad affix \"'\" (an apostrophe first or last, or a hyphen first"},
      {NULL, "la", NULL, "bad affix \"la\""},
      {"Abt.", NULL, "whitespace", "style \"whitespace\" takes no option abbreviations"},
      {NULL, "l'", "whitespace", "style \"whitespace\" takes no option affixes"}};
  for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
    gloss_str form = str(list[i].abbreviation ? list[i].abbreviation : list[i].affix);
    gloss_tokenizer_options options = {.style = list[i].style};
    gloss_tokenizer *tokenizer;
    gloss_error err;
    if (list[i].abbreviation) {
      options.abbreviations = &form;
      options.n_abbreviations = 1;
    } else {
      options.affixes = &form;
      options.n_affixes = 1;
    }
    assert_status(gloss_tokenizer_new(&tokenizer, NULL, &options, &err), GLOSS_EARG);
    assert_memory_equal(err.message, list[i].message, strlen(list[i].message));
  }
}

static uint64_t fingerprint(const gloss_tokenizer_options *options) {
  gloss_tokenizer *tokenizer;
  assert_status(gloss_tokenizer_new(&tokenizer, NULL, options, NULL), GLOSS_OK);
  uint64_t h = gloss_tokenizer_fingerprint(tokenizer);
  gloss_tokenizer_unref(tokenizer);
  return h;
}

/* Every language and every form of the caller's changes the fingerprint; their order does not. */
static void test_fingerprint(void **state) {
  (void)state;
  static const char *const names[] = {"de", "el", "en", "es", "fr", "it", "nl", "pt", "ru"};
  uint64_t seen[9];
  for (size_t i = 0; i < 9; i++) {
    gloss_tokenizer_options options = {.language = names[i]};
    seen[i] = fingerprint(&options);
    for (size_t k = 0; k < i; k++) assert_true(seen[k] != seen[i]);
  }
  gloss_str one[] = {str("Abt."), str("Xyz.")}, two[] = {str("Xyz."), str("Abt.")};
  gloss_tokenizer_options a = {.abbreviations = one, .n_abbreviations = 2}, b = a;
  b.abbreviations = two;
  assert_true(fingerprint(&a) == fingerprint(&b));
  b.n_abbreviations = 1;
  assert_true(fingerprint(&a) != fingerprint(&b));
  assert_true(fingerprint(&a) != seen[2]);
}

static gloss_status scenario(const gloss_alloc *alloc) {
  gloss_str form = str("Abt."), affix = str("l'");
  gloss_tokenizer_options options = {.language = "de",
                                     .abbreviations = &form,
                                     .n_abbreviations = 1,
                                     .affixes = &affix,
                                     .n_affixes = 1};
  gloss_tokenizer *tokenizer;
  gloss_status status = gloss_tokenizer_new(&tokenizer, alloc, &options, NULL);
  gloss_tokenizer_unref(tokenizer);
  return status;
}

static void test_failures(void **state) {
  (void)state;
  test_each_failure(scenario);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_german),     cmocka_unit_test(test_french),
      cmocka_unit_test(test_spanish),    cmocka_unit_test(test_italian),
      cmocka_unit_test(test_portuguese), cmocka_unit_test(test_dutch),
      cmocka_unit_test(test_russian),    cmocka_unit_test(test_greek),
      cmocka_unit_test(test_cjk),        cmocka_unit_test(test_unknown),
      cmocka_unit_test(test_clocks),     cmocka_unit_test(test_callers_forms),
      cmocka_unit_test(test_bad_forms),  cmocka_unit_test(test_fingerprint),
      cmocka_unit_test(test_failures)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
