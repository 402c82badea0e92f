/* pattern.c -- expressions and rules as they are gathered: nodes, each checked when it is made. */
#include "pattern.h"

#include <string.h>

#include "hash.h"
#include "utf8.h"

/* What a kind of node takes. */
enum {
  TAKES_A = 1,       /* a child */
  TAKES_B = 2,       /* a second one */
  TAKES_NAME = 4,    /* a name */
  TAKES_STRINGS = 8, /* one string at least */
  TAKES_NONE = 16,   /* a may be 0 */
  TAKES_TESTS = 32,  /* children are tests */
  IS_TOKEN = 64,     /* a test of a token */
  IS_ROW = 128       /* a test of a row */
};

static const struct {
  const char *name;
  unsigned takes;
} kinds[] = {
    [GLOSS_NODE_ANY] = {"any", IS_TOKEN},
    [GLOSS_NODE_WORDS] = {"word", IS_TOKEN | TAKES_STRINGS},
    [GLOSS_NODE_FORMS] = {"exact", IS_TOKEN | TAKES_STRINGS},
    [GLOSS_NODE_REGEX] = {"re", IS_TOKEN},
    [GLOSS_NODE_FLAG] = {"flag", IS_TOKEN | IS_ROW | TAKES_NAME},
    [GLOSS_NODE_INITIAL] = {"initial", IS_TOKEN},
    [GLOSS_NODE_IS] = {"is", IS_TOKEN | IS_ROW | TAKES_NAME},
    [GLOSS_NODE_RANGE] = {"range", IS_TOKEN | IS_ROW | TAKES_NAME},
    [GLOSS_NODE_AND] = {"and", TAKES_TESTS | TAKES_A | TAKES_B},
    [GLOSS_NODE_OR] = {"or", TAKES_TESTS | TAKES_A | TAKES_B},
    [GLOSS_NODE_NOT] = {"not", TAKES_TESTS | TAKES_A},
    [GLOSS_NODE_UNIT] = {"unit", TAKES_A | TAKES_NONE | TAKES_NAME},
    [GLOSS_NODE_BOS] = {"BOS", 0},
    [GLOSS_NODE_EOS] = {"EOS", 0},
    [GLOSS_NODE_DOC] = {"DOC", 0},
    [GLOSS_NODE_SEQ] = {"seq", TAKES_A | TAKES_B | TAKES_NONE},
    [GLOSS_NODE_ALT] = {"alt", TAKES_A | TAKES_B},
    [GLOSS_NODE_REPEAT] = {"rep", TAKES_A},
    [GLOSS_NODE_GAP] = {"gap", TAKES_A | TAKES_B},
    [GLOSS_NODE_AHEAD] = {"look", TAKES_A},
    [GLOSS_NODE_BEHIND] = {"look", TAKES_A},
    [GLOSS_NODE_CAPTURE] = {"capture", TAKES_A | TAKES_NAME},
    [GLOSS_NODE_INSIDE] = {"inside", TAKES_A | TAKES_NAME},
    [GLOSS_NODE_OUTSIDE] = {"outside", TAKES_A | TAKES_NAME},
    [GLOSS_NODE_STARTS] = {"starts", TAKES_A | TAKES_NAME},
    [GLOSS_NODE_AGREE] = {"agree", TAKES_A | TAKES_NAME | TAKES_STRINGS},
    [GLOSS_NODE_WHERE] = {"where", TAKES_A},
};

gloss_status gloss_rules_new(gloss_rules **out, const gloss_alloc *alloc, gloss_policy policy) {
  *out = NULL;
  if ((unsigned)policy > GLOSS_BY_PRIORITY) return GLOSS_EARG;
  alloc = gloss__alloc_or_default(alloc);
  gloss_rules *rules = gloss__calloc(alloc, 1, sizeof *rules);
  if (!rules) return GLOSS_ENOMEM;
  rules->alloc = *alloc;
  rules->policy = policy;
  rules->forest.n_nodes = 1;
  if (gloss__grow(alloc, (void **)&rules->forest.nodes, &rules->forest.nodes_room, 16,
                  sizeof *rules->forest.nodes)) {
    gloss_rules_free(rules);
    return GLOSS_ENOMEM;
  }
  rules->forest.nodes[0] = (gloss__node){.sorts = GLOSS__PATTERN};
  *out = rules;
  return GLOSS_OK;
}

void gloss_rules_free(gloss_rules *rules) {
  if (!rules) return;
  const gloss_alloc alloc = rules->alloc;
  gloss__forest_free(&rules->forest, &alloc);
  gloss__free(&alloc, rules->buffer, rules->buffer_room);
  gloss__free(&alloc, rules, sizeof *rules);
}

void gloss__forest_free(gloss__forest *f, const gloss_alloc *alloc) {
  gloss__free(alloc, f->nodes, f->nodes_room * sizeof *f->nodes);
  gloss__free(alloc, f->rules, f->rules_room * sizeof *f->rules);
  gloss__free(alloc, f->lists, f->lists_room * sizeof *f->lists);
  gloss__free(alloc, f->numbers, f->numbers_room * sizeof *f->numbers);
  gloss__free(alloc, f->key_nodes, f->key_nodes_room * sizeof *f->key_nodes);
  gloss__strings_free(&f->texts, alloc);
  gloss__strings_free(&f->keys, alloc);
}

static gloss_status copy_array(const gloss_alloc *alloc, void **out, size_t *room, const void *from,
                               size_t n, size_t size) {
  if (n == 0) return GLOSS_OK;
  gloss_status status = gloss__grow(alloc, out, room, n, size);
  if (status == GLOSS_OK) memcpy(*out, from, n * size);
  return status;
}

gloss_status gloss__forest_copy(gloss__forest *out, const gloss_alloc *alloc,
                                const gloss__forest *from) {
  gloss_status status = GLOSS_OK;
  *out = (gloss__forest){.n_nodes = from->n_nodes,
                         .n_rules = from->n_rules,
                         .n_lists = from->n_lists,
                         .n_numbers = from->n_numbers};
#define COPY(array, n)                                                                             \
  if (status == GLOSS_OK)                                                                          \
  status = copy_array(alloc, (void **)&out->array, &out->array##_room, from->array, n,             \
                      sizeof *out->array)
  COPY(nodes, from->n_nodes);
  COPY(rules, from->n_rules);
  COPY(lists, from->n_lists);
  COPY(numbers, from->n_numbers);
#undef COPY
  for (uint32_t i = 0; status == GLOSS_OK && i < from->texts.count; i++) {
    uint32_t number;
    status = gloss__forest_text(out, alloc, gloss__strings_get(&from->texts, i), &number);
  }
  return status;
}

/* ---- Texts ---- */

gloss_status gloss__forest_text(gloss__forest *f, const gloss_alloc *alloc, gloss_str text,
                                uint32_t *number) {
  return gloss__strings_add(&f->texts, alloc, text, gloss__hash(text.data, text.size), number);
}

/* Takes `size` bytes of the buffer. */
static gloss_status make_room(gloss_rules *r, size_t size) {
  void *data = r->buffer;
  gloss_status status = gloss__grow(&r->alloc, &data, &r->buffer_room, size, 1);
  r->buffer = data;
  return status;
}

/* Gives the number of a name, kept with a NUL after it. */
static gloss_status add_name(gloss_rules *r, gloss_str name, uint32_t *number) {
  if (name.size == 0 || memchr(name.data, 0, name.size)) return GLOSS_EARG;
  if (gloss_utf8_check(name, NULL) != GLOSS_OK) return GLOSS_EUTF8;
  gloss_status status = make_room(r, name.size + 1);
  if (status != GLOSS_OK) return status;
  memcpy(r->buffer, name.data, name.size);
  r->buffer[name.size] = '\0';
  return gloss__forest_text(&r->forest, &r->alloc, (gloss_str){r->buffer, name.size + 1}, number);
}

/* Gives the number of a string, folded if it is one of words. */
static gloss_status add_string(gloss_rules *r, gloss_str text, int fold, uint32_t *number) {
  if (gloss_utf8_check(text, NULL) != GLOSS_OK) return GLOSS_EUTF8;
  if (!fold) return gloss__forest_text(&r->forest, &r->alloc, text, number);
  size_t size;
  gloss_status status = make_room(r, text.size * 12 + 1);
  if (status == GLOSS_OK) status = gloss__fold(&r->alloc, text, r->buffer, r->buffer_room, &size);
  if (status != GLOSS_OK) return status;
  return gloss__forest_text(&r->forest, &r->alloc, (gloss_str){r->buffer, size}, number);
}

/* Adds strings to the lists, names with their NUL. */
static gloss_status add_list(gloss_rules *r, const gloss_str *strings, size_t n, int kind,
                             uint32_t *first) {
  gloss__forest *f = &r->forest;
  *first = f->n_lists;
  if (n > GLOSS_NONE / 2 - f->n_lists) return GLOSS_ERANGE;
  gloss_status status =
      gloss__grow(&r->alloc, (void **)&f->lists, &f->lists_room, f->n_lists + n, sizeof *f->lists);
  for (size_t i = 0; status == GLOSS_OK && i < n; i++) {
    uint32_t *number = &f->lists[*first + i];
    status = kind == GLOSS_NODE_AGREE ? add_name(r, strings[i], number)
                                      : add_string(r, strings[i], kind == GLOSS_NODE_WORDS, number);
  }
  if (status == GLOSS_OK) f->n_lists += (uint32_t)n;
  return status;
}

/* ---- Nodes ---- */

/* Gives the first node that tests the same as `node`, which is to be number n_nodes. */
static gloss_status find_canon(gloss_rules *r, gloss__node *node) {
  gloss__forest *f = &r->forest;
  uint32_t head[10] = {node->kind, node->name, node->n_strings, node->n_numbers};
  uint32_t lists = node->n_strings * (uint32_t)sizeof *f->lists;
  size_t numbers = node->n_numbers * sizeof *f->numbers;
  head[4] = node->a ? f->nodes[node->a].canon : 0;
  head[5] = node->b ? f->nodes[node->b].canon : 0;
  head[6] = node->kind == GLOSS_NODE_FLAG    ? node->min
            : node->kind == GLOSS_NODE_REGEX ? node->tag
                                             : 0;
  double bounds[2] = {0, 0};
  if (node->kind == GLOSS_NODE_RANGE) bounds[0] = node->low, bounds[1] = node->high;
  size_t size = sizeof head + sizeof bounds + lists + numbers;
  gloss_status status = make_room(r, size);
  if (status != GLOSS_OK) return status;
  char *p = r->buffer;
  memcpy(p, head, sizeof head);
  memcpy(p += sizeof head, bounds, sizeof bounds);
  p += sizeof bounds;
  if (lists) memcpy(p, f->lists + node->strings, lists);
  if (numbers) memcpy(p + lists, f->numbers + node->numbers, numbers);
  uint32_t number, before = f->keys.count;
  status = gloss__grow(&r->alloc, (void **)&f->key_nodes, &f->key_nodes_room, (size_t)before + 1,
                       sizeof *f->key_nodes);
  if (status == GLOSS_OK)
    status = gloss__strings_add(&f->keys, &r->alloc, (gloss_str){r->buffer, size},
                                gloss__hash(r->buffer, size), &number);
  if (status != GLOSS_OK) return status;
  if (number == before) f->key_nodes[number] = f->n_nodes;
  node->canon = f->key_nodes[number];
  return GLOSS_OK;
}

static int child_fits(const gloss_rules *r, uint32_t child, unsigned takes) {
  const gloss__forest *f = &r->forest;
  if (child == 0) return (takes & TAKES_NONE) != 0;
  if (child >= f->n_nodes) return 0;
  unsigned wanted = takes & TAKES_TESTS ? GLOSS__TOKEN_TEST | GLOSS__ROW_TEST : GLOSS__PATTERN;
  return (f->nodes[child].sorts & wanted) != 0;
}

/* Says what is wrong with a node's shape; NULL if nothing is. */
static const char *wrong(const gloss_rules *r, const gloss_node *node, unsigned takes) {
  if (node->kind == GLOSS_NODE_UNIT) {
    if (node->a &&
        (node->a >= r->forest.n_nodes || !(r->forest.nodes[node->a].sorts & GLOSS__ROW_TEST)))
      return "a unit takes tests of columns";
  } else if ((takes & TAKES_A && !child_fits(r, node->a, takes)) ||
             (takes & TAKES_B && !child_fits(r, node->b, takes))) {
    return takes & TAKES_TESTS ? "operands must be one-token tests" : "operands must be patterns";
  }
  if (takes & TAKES_STRINGS && node->n_strings == 0) return "needs a string";
  if (node->kind == GLOSS_NODE_IS && node->n_strings + node->n_numbers == 0) return "needs a value";
  if (node->kind == GLOSS_NODE_AGREE && node->n_strings != 2) return "needs two names of captures";
  if (node->kind == GLOSS_NODE_AND || node->kind == GLOSS_NODE_OR) {
    if (!(r->forest.nodes[node->a].sorts & r->forest.nodes[node->b].sorts))
      return "a test of tokens and one of rows do not go together";
  }
  return NULL;
}

static const char *wrong_bounds(const gloss_node *node) {
  uint32_t most = node->max;
  if (node->kind == GLOSS_NODE_GAP) return most > GLOSS__REPEAT_MAX ? "a gap is 0 to 10,000" : NULL;
  if (node->kind != GLOSS_NODE_REPEAT) return NULL;
  if (node->min > most) return "the lower bound is over the upper one";
  if (node->min > GLOSS__REPEAT_MAX || (most != GLOSS_NONE && most > GLOSS__REPEAT_MAX))
    return "a bound is over 10,000";
  return most == 0 ? "the upper bound is 0" : NULL;
}

/* Gives what a node may be used as. */
static uint8_t sorts_of(const gloss_rules *r, const gloss_node *node, unsigned takes) {
  const gloss__node *nodes = r->forest.nodes;
  unsigned sorts = 0;
  if (takes & IS_TOKEN) sorts |= GLOSS__TOKEN_TEST;
  if (takes & IS_ROW) sorts |= GLOSS__ROW_TEST;
  if (takes & TAKES_TESTS) {
    sorts = nodes[node->a].sorts & (GLOSS__TOKEN_TEST | GLOSS__ROW_TEST);
    if (takes & TAKES_B) sorts &= nodes[node->b].sorts;
  } else if (!sorts) {
    return GLOSS__PATTERN;
  }
  return (uint8_t)(sorts | (sorts & GLOSS__TOKEN_TEST ? GLOSS__PATTERN : 0));
}

static uint32_t depth_of(const gloss_rules *r, const gloss_node *node, unsigned takes) {
  uint32_t a = takes & TAKES_A ? r->forest.nodes[node->a].depth : 0;
  uint32_t b = takes & TAKES_B ? r->forest.nodes[node->b].depth : 0;
  return (a > b ? a : b) + 1;
}

/* Gives how many tests a test is made of; of what is none 1. */
static uint32_t tests_of(const gloss_rules *r, const gloss_node *node, unsigned takes) {
  if (!(takes & TAKES_TESTS)) return 1;
  const gloss__node *nodes = r->forest.nodes;
  return 1 + nodes[node->a].tests + (takes & TAKES_B ? nodes[node->b].tests : 0);
}

/* Copies a node's name, strings and numbers. */
static gloss_status add_parts(gloss_rules *r, const gloss_node *node, unsigned takes,
                              gloss__node *made) {
  gloss__forest *f = &r->forest;
  gloss_status status = GLOSS_OK;
  if (takes & TAKES_NAME) status = add_name(r, node->name, &made->name);
  if (status == GLOSS_OK && (takes & TAKES_STRINGS || node->kind == GLOSS_NODE_IS)) {
    status = add_list(r, node->strings, node->n_strings, (int)node->kind, &made->strings);
    made->n_strings = (uint32_t)node->n_strings;
  }
  if (status != GLOSS_OK || node->kind != GLOSS_NODE_IS || node->n_numbers == 0) return status;
  if (node->n_numbers > GLOSS_NONE / 2 - f->n_numbers) return GLOSS_ERANGE;
  status = gloss__grow(&r->alloc, (void **)&f->numbers, &f->numbers_room,
                       f->n_numbers + node->n_numbers, sizeof *f->numbers);
  if (status != GLOSS_OK) return status;
  memcpy(f->numbers + f->n_numbers, node->numbers, node->n_numbers * sizeof *f->numbers);
  made->numbers = f->n_numbers;
  made->n_numbers = (uint32_t)node->n_numbers;
  f->n_numbers += made->n_numbers;
  return GLOSS_OK;
}

static const char *reason(gloss_status status) {
  switch (status) {
  case GLOSS_EARG: return "a name is empty or holds a NUL";
  case GLOSS_EUTF8: return "a string is not UTF-8";
  case GLOSS_ERANGE: return "too many strings";
  default: return "out of memory";
  }
}

gloss_status gloss_rules_node(gloss_rules *r, const gloss_node *node, uint32_t *number,
                              gloss_error *err) {
  *number = 0;
  gloss__forest *f = &r->forest;
  if ((unsigned)node->kind >= sizeof kinds / sizeof *kinds || !kinds[node->kind].name)
    return gloss__fail(err, GLOSS_EARG, node->tag, "unknown kind of node %d", (int)node->kind);
  const char *name = kinds[node->kind].name;
  unsigned takes = kinds[node->kind].takes;
  const char *fault = wrong(r, node, takes);
  if (fault) return gloss__fail(err, GLOSS_EARG, node->tag, "%s: %s", name, fault);
  fault = wrong_bounds(node);
  if (fault) return gloss__fail(err, GLOSS_ERANGE, node->tag, "%s: %s", name, fault);
  gloss__node made = {.kind = (uint8_t)node->kind,
                      .sorts = sorts_of(r, node, takes),
                      .lazy = node->lazy != 0,
                      .negative = node->negative != 0,
                      .a = takes & TAKES_A ? node->a : 0,
                      .b = takes & TAKES_B ? node->b : 0,
                      .min = node->min,
                      .max = node->max,
                      .tag = node->tag,
                      .depth = depth_of(r, node, takes),
                      .tests = tests_of(r, node, takes),
                      .low = node->low,
                      .high = node->high};
  if (made.depth > GLOSS__DEPTH_MAX || f->n_nodes == GLOSS_NONE)
    return gloss__fail(err, GLOSS_ERANGE, node->tag, "%s: nested over 4,000 deep", name);
  if (made.tests > GLOSS__TESTS_MAX)
    return gloss__fail(err, GLOSS_ERANGE, node->tag, "%s: more than 32,768 tests in one", name);
  uint32_t lists = f->n_lists, numbers = f->n_numbers;
  gloss_status status = gloss__grow(&r->alloc, (void **)&f->nodes, &f->nodes_room,
                                    (size_t)f->n_nodes + 1, sizeof *f->nodes);
  if (status == GLOSS_OK) status = add_parts(r, node, takes, &made);
  if (status == GLOSS_OK && made.sorts != GLOSS__PATTERN) status = find_canon(r, &made);
  if (status != GLOSS_OK) {
    f->n_lists = lists;
    f->n_numbers = numbers;
    return gloss__fail(err, status, node->tag, "%s: %s", name, reason(status));
  }
  f->nodes[f->n_nodes] = made;
  *number = f->n_nodes++;
  return GLOSS_OK;
}

static gloss_str text_of(const char *name) { return (gloss_str){name, strlen(name)}; }

gloss_status gloss_rules_add(gloss_rules *r, const gloss_rule *rule, gloss_error *err) {
  gloss__forest *f = &r->forest;
  const char *name = rule->name ? rule->name : "";
  if (!*name) return gloss__fail(err, GLOSS_EARG, rule->tag, "a rule needs a name");
  if (rule->pattern == 0 || rule->pattern >= f->n_nodes ||
      !(f->nodes[rule->pattern].sorts & GLOSS__PATTERN))
    return gloss__fail(err, GLOSS_EARG, rule->tag, "rule %.80s has no pattern", name);
  gloss__rule made = {
      .pattern = rule->pattern, .tag = rule->tag, .priority = rule->priority, .claims = GLOSS_NONE};
  uint32_t lists = f->n_lists;
  const char *within = rule->within ? rule->within : "sentence";
  gloss_status status = gloss__grow(&r->alloc, (void **)&f->rules, &f->rules_room,
                                    (size_t)f->n_rules + 1, sizeof *f->rules);
  if (status == GLOSS_OK) status = add_name(r, text_of(name), &made.name);
  if (status == GLOSS_OK) status = add_name(r, text_of(within), &made.within);
  if (status == GLOSS_OK && rule->claims) status = add_name(r, text_of(rule->claims), &made.claims);
  if (status == GLOSS_OK)
    status = add_list(r, rule->zones, rule->n_zones, GLOSS_NODE_FORMS, &made.zones);
  if (status != GLOSS_OK) {
    f->n_lists = lists;
    return gloss__fail(err, status, rule->tag, "rule %.80s: %s", name, reason(status));
  }
  made.n_zones = (uint32_t)rule->n_zones;
  f->rules[f->n_rules++] = made;
  return GLOSS_OK;
}
