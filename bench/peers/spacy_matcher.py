"""Times spaCy's Matcher over a text: prints the seconds over tokens and the matches.

The text and the rules come as JSON in the file named; the pipeline is a blank English one.
"""
import json
import sys
import time

import spacy
from spacy.matcher import Matcher

with open(sys.argv[1], encoding="utf-8") as file:
    data = json.load(file)
nlp = spacy.blank("en")
nlp.max_length = len(data["text"]) + 1
matcher = Matcher(nlp.vocab)
for rule in data["rules"]:
    matcher.add(rule["name"], [rule["pattern"]])
doc = nlp(data["text"])
best, found = float("inf"), 0
for _ in range(2):
    start = time.process_time()
    found = len(matcher(doc))
    best = min(best, time.process_time() - start)
print(best, found)
