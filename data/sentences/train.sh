#!/bin/sh
# Makes en.model, the same bytes every time: train.sh GLOSS GOLD, the program and the folder with the
# train halves of UD English EWT and GUM (sentences and text as JSONL). See data/SOURCES.md.
set -eu
gloss=$(realpath "$1") gold=$(realpath "$2")
cd "$(dirname "$0")/.."
"$gloss" train sentences "$gold/en_ewt-train.jsonl" "$gold/en_gum-train.jsonl" \
  --words forename=forenames.tsv --words forename=given-names.tsv \
  --words surname=surnames.tsv --words surname=family-names.tsv --words common=words.tsv \
  -o sentences/en.model
