/* sentencelines.h -- what the two files on line breaks share. */
#ifndef GLOSS_CORE_SENTENCELINES_H
#define GLOSS_CORE_SENTENCELINES_H

#include "gloss.h"

/* Gives the length of the word at i: up to white space. (sentencelines.c) */
uint32_t gloss__word_length(gloss_str text, size_t i);

#endif
