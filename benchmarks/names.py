"""How well names of persons are found: `python -m benchmarks.names FILE`.

FILE has a token and its tag (`PER` or another) on each line, parted by a tab, and a blank line
after each sentence. Precision and recall are counted over tokens.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from ale_moderation.lexicon_files import load_lexicon
from ale_moderation.nlp import SwedishPipeline
from ale_moderation.rulebook import rules_folder

Token = tuple[str, str]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    path = parser.parse_args().file
    parse = SwedishPipeline(load_lexicon(rules_folder() / "lexicon"))
    right = found = wanted = 0
    for sentence in sentences(path.read_text("utf-8").split("\n")):
        hits = [(tag == "PER", is_found) for tag, is_found in judged(parse, sentence)]
        right += hits.count((True, True))
        found += sum(is_found for _, is_found in hits)
        wanted += sum(is_person for is_person, _ in hits)
    print(f"tokens of names {wanted}")
    print(f"precision       {right / found:.3f}")
    print(f"recall          {right / wanted:.3f}")


def sentences(lines: Iterable[str]) -> Iterator[list[Token]]:
    """The tokens of each sentence; lines that are no token and tag are passed over."""
    sentence: list[Token] = []
    for line in lines:
        form, _, tag = line.replace("\xad", "").partition("\t")
        if form.strip() and tag:
            sentence.append((form, tag))
        elif sentence and not line.strip():
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def judged(parse: SwedishPipeline, sentence: list[Token]) -> Iterator[tuple[str, bool]]:
    """The tag of each word of a sentence, and whether it was found to be of a name."""
    parsed = parse(" ".join(form for form, _ in sentence))
    covered: set[int] = set()
    for mention in parsed.people:
        if mention.is_named:
            covered.update(range(*parsed.original_span(mention.start, mention.end)))
    place = 0
    for form, tag in sentence:
        if any(c.isalpha() for c in form):
            yield tag, place in covered
        place += len(form) + 1


if __name__ == "__main__":
    main()
