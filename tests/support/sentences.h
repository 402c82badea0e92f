/* sentences.h -- what the tests of the splitter share: a text split as one written with marks. */
#ifndef GLOSS_TESTS_SENTENCES_H
#define GLOSS_TESTS_SENTENCES_H

#include "support.h"

/* Checks that a text, given as its sentences parted by |, is split just there, with a bound when it
** has an end. Each sentence keeps the white space after it: it stands before the mark. */
void test_check_sentences(const char *marked, const gloss_splitter_options *options,
                          gloss_span bound);

/* Gives what a splitter makes of a text, parted by |: its "sentence", "paragraph" or "line" layer;
** a sentence is followed by its reason in angle brackets. White space between is left out. */
void test_write_layer(const char *text, const char *name, const gloss_splitter_options *options,
                      char *out, size_t room);

#endif
