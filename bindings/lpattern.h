/* lpattern.h -- the trees of gloss.pattern (docs/pattern-ast.md) read into nodes and rules. A node's
** tag is its place in the list of trees, from 1. */
#ifndef GLOSS_LPATTERN_H
#define GLOSS_LPATTERN_H

#include "lbox.h"

/* What reading carries along: stack indices of the trees by tag, and of node numbers by tree. */
typedef struct lpattern_reader {
  lua_State *L;
  gloss_rules *rules;
  int trees, numbers;
  lua_Integer n_trees;
  int depth;
} lpattern_reader;

/* Raises an error that begins with the `where` of the tree with a tag. */
int lpattern_fail(lpattern_reader *r, uint32_t tag, const char *message);
/* Adds the rule at index. */
void lpattern_rule(lpattern_reader *r, int index);

#endif
