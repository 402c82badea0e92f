"""pyahocorasick, ahocorasick_rs and FlashText on the job of bench/gazetteer.lua: TEXT MARKS LIST
CASE -> lines of name, MB/s, matches, their sum, seconds to build. On the first bytes of the text."""
import sys
import time

SIZE = 2_000_000


def select(found):
    found.sort(key=lambda m: (m[0], -m[1]))
    following = count = total = 0
    for start, end in found:
        if start >= following:
            following = end
            count += 1
            total += start * 31 + end
    return count, total


def report(name, built, text, folded, search):
    best, result = float("inf"), None
    for _ in range(2):
        begun = time.process_time()
        result = select(search(text.lower() if folded else text))
        best = min(best, time.process_time() - begun)
    print(f"{name}\t{len(text) / best / 1e6:.1f}\t{result[0]}\t{result[1] % 1000000007}\t{built:.2f}",
          flush=True)


def main(text_path, marks_path, list_path, case):
    folded = case == "folded"
    with open(text_path, "rb") as file:  # a byte is a character, so that offsets are bytes
        text = file.read(SIZE).decode("latin-1")
    with open(marks_path, "rb") as file:
        marks = file.read(SIZE + 1)
    with open(list_path, "rb") as file:
        names = file.read().decode("latin-1")
    names = list(dict.fromkeys((names.lower() if folded else names).split("\n")))
    names = [name for name in names if name]

    def whole(start, end):
        return marks[start] & 1 and marks[end] & 2

    try:
        import ahocorasick
        begun = time.process_time()
        one = ahocorasick.Automaton()
        for name in names:
            one.add_word(name, len(name))
        one.make_automaton()
        report("pyahocorasick", time.process_time() - begun, text, folded, lambda t: [
            (last + 1 - size, last + 1) for last, size in one.iter(t)
            if whole(last + 1 - size, last + 1)])
        del one
    except ImportError:
        pass
    try:
        import ahocorasick_rs
        begun = time.process_time()
        two = ahocorasick_rs.AhoCorasick(names)
        report("ahocorasick-rs", time.process_time() - begun, text, folded, lambda t: [
            (start, end) for _, start, end in two.find_matches_as_indexes(t, overlapping=True)
            if whole(start, end)])
        del two
    except ImportError:
        pass
    try:
        from flashtext import KeywordProcessor
        begun = time.process_time()
        three = KeywordProcessor(case_sensitive=not folded)
        for name in names:
            three.add_keyword(name)
        report("FlashText", time.process_time() - begun, text, False, lambda t: [
            (start, end) for _, start, end in three.extract_keywords(t, span_info=True)
            if whole(start, end)])
    except ImportError:
        pass


main(*sys.argv[1:])
