/* test_doc.c -- documents: text, options, metadata, positions, symbols, and who keeps whom. */
#include <stdio.h>

#include "support.h"

static gloss_status make(gloss_doc **doc, gloss_str text, const gloss_doc_options *options,
                         gloss_error *err) {
  return gloss_doc_new(doc, NULL, text, options, err);
}

static void texts(void **state) {
  (void)state;
  gloss_doc *doc;
  gloss_error err;
  assert_status(make(&doc,
                     (gloss_str){"\xEF\xBB\xBF"
                                 "a\r\n\0b",
                                 8},
                     NULL, NULL),
                GLOSS_OK);
  assert_int_equal(gloss_doc_text(doc).size, 5);
  assert_memory_equal(gloss_doc_text(doc).data, "a\r\n\0b", 5);
  assert_str(gloss_doc_id(doc), "");
  gloss_doc_unref(doc);
  assert_status(make(&doc, (gloss_str){NULL, 0}, NULL, NULL), GLOSS_OK);
  assert_int_equal(gloss_doc_text(doc).size, 0);
  gloss_doc_unref(doc);
  assert_status(make(&doc,
                     str("\xEF\xBB\xBF"
                         "ab\xFFz"),
                     NULL, &err),
                GLOSS_EUTF8);
  assert_null(doc);
  assert_int_equal(err.offset, 5);
  gloss_doc_options repair = {.replace_bad = 1};
  assert_status(make(&doc,
                     str("\xEF\xBB\xBF"
                         "ab\xFFz"),
                     &repair, &err),
                GLOSS_OK);
  assert_str(gloss_doc_text(doc), "ab\xEF\xBF\xBDz");
  gloss_doc_unref(doc);
  assert_status(make(&doc, (gloss_str){"", UINT32_MAX}, NULL, &err), GLOSS_ERANGE);
  assert_status(make(&doc, (gloss_str){"", SIZE_MAX}, &repair, &err), GLOSS_ERANGE);
  assert_null(doc);
  gloss_doc_unref(NULL);
}

static void options(void **state) {
  (void)state;
  gloss_doc *doc;
  gloss_error err;
  gloss_str from;
  gloss_doc_options o = {.id = str("story-1"), .ref_date = str("2010-12-10")};
  assert_status(make(&doc, str("x"), &o, NULL), GLOSS_OK);
  assert_str(gloss_doc_id(doc), "story-1");
  assert_str(gloss_doc_ref_date(doc, &from), "2010-12-10");
  assert_str(from, "option");
  assert_status(gloss_doc_set_ref_date(doc, str("2010-12-11"), str("meta")), GLOSS_EEXIST);
  gloss_doc_unref(doc);
  o.id = str("\xFF");
  assert_status(make(&doc, str("x"), &o, &err), GLOSS_EARG);
  assert_string_equal(err.message, "id is not UTF-8");
  o = (gloss_doc_options){.ref_date = str("2010-13-10")};
  assert_status(make(&doc, str("x"), &o, &err), GLOSS_EARG);
  assert_string_equal(err.message, "reference date is no date");
  assert_null(doc);
}

static void dates(void **state) {
  (void)state;
  static const char *const bad[] = {"",           "2010-2-10",  "2010-00-10", "2010-01-00",
                                    "2010-04-31", "2011-02-29", "1900-02-29", "2010/12/10",
                                    "2010-12-1x", "+010-12-10", "2010-12-100"};
  static const char *const good[] = {"2012-02-29", "2000-02-29", "0000-01-01", "9999-12-31"};
  gloss_str from;
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    gloss_doc *doc = make_doc("x");
    assert_status(gloss_doc_set_ref_date(doc, str(bad[i]), str("meta")), GLOSS_EARG);
    assert_int_equal(gloss_doc_ref_date(doc, &from).size, 0);
    assert_int_equal(from.size, 0);
    gloss_doc_unref(doc);
  }
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    gloss_doc *doc = make_doc("x");
    assert_status(gloss_doc_set_ref_date(doc, str(good[i]), str("\xFF")), GLOSS_EARG);
    assert_status(gloss_doc_set_ref_date(doc, str(good[i]), str("dateline")), GLOSS_OK);
    assert_str(gloss_doc_ref_date(doc, &from), good[i]);
    assert_str(from, "dateline");
    gloss_doc_unref(doc);
  }
}

/* Writes the i-th of many names. */
static gloss_str numbered(char *name, size_t room, unsigned i) {
  return (gloss_str){name, (size_t)snprintf(name, room, "name%u", i)};
}

static void bounded(void **state) {
  (void)state;
  gloss_doc *doc = make_doc("x");
  gloss_builder *builder;
  gloss_layer *layer;
  gloss_error err;
  char name[16];
  uint32_t column;
  assert_status(gloss_builder_new(&builder, doc, "layer", 1), GLOSS_OK);
  for (unsigned i = 0; i <= GLOSS_PARTS_MAX; i++) {
    gloss_str key = numbered(name, sizeof name, i);
    gloss_status expected = i < GLOSS_PARTS_MAX ? GLOSS_OK : GLOSS_ERANGE;
    assert_status(gloss_doc_set_meta(doc, key, str("v")), expected);
    assert_status(gloss_builder_column(builder, name, GLOSS_U8, 0, NULL, &column), expected);
    layer = make_layer(doc, name, NULL, 0);
    assert_status(gloss_doc_bind(doc, layer), expected);
    gloss_layer_unref(layer);
  }
  assert_status(gloss_doc_set_meta(doc, str("name0"), str("w")), GLOSS_OK);
  assert_status(gloss_builder_seal(builder, &layer, NULL, NULL), GLOSS_OK);
  gloss_column one_more = {.name = "more", .type = GLOSS_U8};
  assert_status(gloss_layer_add_column(layer, &one_more, &err), GLOSS_ERANGE);
  assert_string_equal(err.message, "column more: a layer has no more than 4096");
  gloss_layer_unref(layer);
  gloss_builder_free(builder);
  gloss_doc_unref(doc);
}

static void metadata(void **state) {
  (void)state;
  gloss_doc *doc = make_doc("x");
  gloss_str key, value;
  assert_status(gloss_doc_set_meta(doc, str("url"), str("u")), GLOSS_OK);
  assert_status(gloss_doc_set_meta(doc, str("source"), str("agency")), GLOSS_OK);
  assert_status(gloss_doc_set_meta(doc, str("url"), str("v")), GLOSS_OK);
  assert_status(gloss_doc_set_meta(doc, str("empty"), str("")), GLOSS_OK);
  assert_status(gloss_doc_set_meta(doc, str(""), str("v")), GLOSS_EARG);
  assert_status(gloss_doc_set_meta(doc, str("\xFF"), str("v")), GLOSS_EUTF8);
  assert_status(gloss_doc_set_meta(doc, str("url"), str("\xFF")), GLOSS_EUTF8);
  assert_str(gloss_doc_meta(doc, str("url")), "v");
  assert_str(gloss_doc_meta(doc, str("ur")), "");
  assert_str(gloss_doc_meta(doc, str("")), "");
  assert_status(gloss_doc_meta_at(doc, 1, &key, &value), GLOSS_OK);
  assert_str(key, "source");
  assert_str(value, "agency");
  assert_status(gloss_doc_meta_at(doc, 2, &key, &value), GLOSS_OK);
  assert_str(value, "");
  assert_status(gloss_doc_meta_at(doc, 3, &key, &value), GLOSS_ENOENT);
  gloss_doc_unref(doc);
}

static void positions(void **state) {
  (void)state;
  gloss_doc *doc = make_doc("a\xC3\xA9\xF0\x9F\x98\x80z");
  uint32_t bytes[] = {0, 1, 3, 7, 8}, points[] = {0, 1, 2, 3, 4}, units[] = {0, 1, 2, 4, 5};
  uint32_t out[5];
  assert_status(gloss_doc_convert(doc, GLOSS_BYTES, GLOSS_CODEPOINTS, bytes, 5, out), GLOSS_OK);
  assert_memory_equal(out, points, sizeof out);
  assert_status(gloss_doc_convert(doc, GLOSS_UTF16, GLOSS_BYTES, units, 5, units), GLOSS_OK);
  assert_memory_equal(units, bytes, sizeof out); /* in place */
  gloss_doc_unref(doc);
  doc = make_doc("ascii");
  assert_status(gloss_doc_convert(doc, GLOSS_UTF16, GLOSS_BYTES, points, 5, out), GLOSS_OK);
  assert_memory_equal(out, points, sizeof out);
  assert_status(gloss_doc_convert(doc, GLOSS_BYTES, GLOSS_UTF16, &(uint32_t){6}, 1, out),
                GLOSS_ERANGE);
  assert_status(gloss_doc_convert(doc, GLOSS_BYTES, GLOSS_UTF16, NULL, 0, NULL), GLOSS_OK);
  gloss_doc_unref(doc);
}

static void symbols(void **state) {
  (void)state;
  gloss_pool *pool;
  gloss_doc *a, *b;
  uint32_t first, second;
  assert_status(gloss_pool_new(&pool, NULL), GLOSS_OK);
  assert_status(gloss_doc_new(&a, pool, str("a"), NULL, NULL), GLOSS_OK);
  assert_status(gloss_doc_new(&b, pool, str("b"), NULL, NULL), GLOSS_OK);
  gloss_pool_unref(pool);
  assert_status(gloss_doc_intern(a, str("word"), &first), GLOSS_OK);
  assert_status(gloss_doc_intern(b, str("word"), &second), GLOSS_OK);
  assert_int_equal(first, second);
  assert_str(gloss_doc_string(b, first), "word");
  assert_status(gloss_doc_intern(a, str("\x80"), &first), GLOSS_EUTF8);
  assert_int_equal(first, 0);
  gloss_doc_unref(a);
  assert_str(gloss_doc_string(b, second), "word");
  gloss_doc_unref(b);
}

static const gloss_span ab[] = {{0, 1}, {1, 2}};

static void binding(void **state) {
  (void)state;
  gloss_doc *doc = make_doc("abc"), *other = make_doc("abc");
  gloss_layer *one = make_layer(doc, "one", ab, 2), *two = make_layer(doc, "two", ab, 1);
  gloss_layer *again = make_layer(doc, "one", ab, 1);
  assert_null(gloss_doc_layer(doc, "one"));
  assert_status(gloss_doc_bind(other, one), GLOSS_EARG);
  assert_status(gloss_doc_bind(doc, one), GLOSS_OK);
  assert_status(gloss_doc_bind(doc, two), GLOSS_OK);
  assert_status(gloss_doc_bind(doc, again), GLOSS_EEXIST);
  assert_status(gloss_doc_bind(doc, one), GLOSS_EEXIST);
  assert_ptr_equal(gloss_doc_layer(doc, "two"), two);
  assert_ptr_equal(gloss_doc_layer_at(doc, 0), one);
  assert_null(gloss_doc_layer_at(doc, 2));
  gloss_layer_unref(two);
  gloss_layer_unref(again);
  gloss_doc_unref(other);
  gloss_doc_unref(doc);
  assert_str(gloss_doc_text(gloss_layer_doc(one)), "abc"); /* the layer keeps the document */
  assert_ptr_equal(gloss_doc_layer(gloss_layer_doc(one), "two"), two);
  gloss_layer_unref(one);
}

/* Every way of keeping a document alive, in every order of letting go. */
static void references(void **state) {
  (void)state;
  for (int order = 0; order < 6; order++) {
    test_alloc a;
    gloss_pool *pool;
    gloss_doc *doc;
    test_alloc_init(&a, 0, 0);
    assert_status(gloss_pool_new(&pool, &a.alloc), GLOSS_OK);
    assert_status(gloss_doc_new(&doc, pool, str("abc"), NULL, NULL), GLOSS_OK);
    gloss_pool_unref(pool);
    gloss_layer *bound = make_layer(doc, "bound", ab, 2), *loose = make_layer(doc, "loose", ab, 2);
    gloss_layer_ref(gloss_layer_ref(bound)); /* taken before it is bound */
    assert_status(gloss_doc_bind(doc, bound), GLOSS_OK);
    gloss_layer_unref(gloss_layer_ref(bound));
    gloss_layer_unref(bound);
    gloss_layer_ref(loose);
    gloss_doc_ref(doc);
    gloss_doc_unref(doc);
    for (int step = 0; step < 3; step++) {
      assert_true(a.live > 0);
      switch ((order + step * (order < 3 ? 1 : 2)) % 3) {
      case 0: gloss_doc_unref(doc); break;
      case 1:
        gloss_layer_unref(bound);
        gloss_layer_unref(bound);
        break;
      default: gloss_layer_unref(loose); gloss_layer_unref(loose);
      }
    }
    assert_int_equal(a.live, 0);
  }
}

static gloss_status scenario(const gloss_alloc *alloc) {
  gloss_pool *pool;
  gloss_doc *doc = NULL;
  gloss_layer *layer = NULL;
  gloss_error err;
  gloss_doc_options o = {.id = str("id"), .ref_date = str("2010-12-10"), .replace_bad = 1};
  uint32_t out, symbol;
  gloss_status status = gloss_pool_new(&pool, alloc);
  if (status) return status;
  status = gloss_doc_new(&doc, pool, str("caf\xC3\xA9 \xFF"), &o, &err);
  if (status) {
    assert_null(doc);
    assert_status(err.code, GLOSS_ENOMEM);
    goto fail;
  }
  TRY(gloss_doc_set_meta(doc, str("key"), str("old")));
  status = gloss_doc_set_meta(doc, str("key"), str("new"));
  assert_str(gloss_doc_meta(doc, str("key")), status ? "old" : "new");
  if (status) goto fail;
  status = gloss_doc_set_meta(doc, str("second"), str("value"));
  assert_int_equal(gloss_doc_meta_at(doc, 1, &(gloss_str){0}, &(gloss_str){0}) == GLOSS_OK,
                   status == GLOSS_OK);
  if (status) goto fail;
  TRY(gloss_doc_convert(doc, GLOSS_CODEPOINTS, GLOSS_BYTES, &(uint32_t){4}, 1, &out));
  assert_int_equal(out, 5);
  TRY(gloss_doc_intern(doc, str("word"), &symbol));
  TRY(try_layer(&layer, doc, "layer", ab, 2));
  status = gloss_doc_bind(doc, layer);
  assert_ptr_equal(gloss_doc_layer(doc, "layer"), status ? NULL : layer);
fail:
  gloss_layer_unref(layer);
  gloss_doc_unref(doc);
  gloss_pool_unref(pool);
  return status;
}

static void without_memory(void **state) {
  (void)state;
  test_each_failure(scenario);
}

static gloss_status set_date(const gloss_alloc *alloc) {
  gloss_pool *pool;
  gloss_doc *doc = NULL;
  gloss_status status = gloss_pool_new(&pool, alloc);
  if (status) return status;
  TRY(gloss_doc_new(&doc, pool, str("x"), NULL, NULL));
  status = gloss_doc_set_ref_date(doc, str("2010-12-10"), str("dateline"));
  assert_int_equal(gloss_doc_ref_date(doc, NULL).size, status ? 0 : 10);
fail:
  gloss_doc_unref(doc);
  gloss_pool_unref(pool);
  return status;
}

static void date_without_memory(void **state) {
  (void)state;
  test_each_failure(set_date);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(texts),
                                     cmocka_unit_test(options),
                                     cmocka_unit_test(dates),
                                     cmocka_unit_test(metadata),
                                     cmocka_unit_test(bounded),
                                     cmocka_unit_test(positions),
                                     cmocka_unit_test(symbols),
                                     cmocka_unit_test(binding),
                                     cmocka_unit_test(references),
                                     cmocka_unit_test(without_memory),
                                     cmocka_unit_test(date_without_memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
