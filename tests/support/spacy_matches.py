"""Prints what spaCy's Matcher finds: for each case {pattern, text} of the JSON file named, a list of
[start, end] in characters, sorted, as one JSON text. The pipeline is a blank English one."""
import json
import sys

import spacy
from spacy.matcher import Matcher

with open(sys.argv[1], encoding="utf-8") as file:
    cases = json.load(file)
nlp = spacy.blank("en")
out = []
for case in cases:
    matcher = Matcher(nlp.vocab)
    matcher.add("X", [case["pattern"]])
    doc = nlp(case["text"])
    doc[0].is_sent_start = True
    spans = {(doc[s].idx, doc[e - 1].idx + len(doc[e - 1])) for _, s, e in matcher(doc)}
    out.append(sorted(map(list, spans)))
print(json.dumps(out))
