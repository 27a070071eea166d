"""The functional suite: `python -m benchmarks.functional [--wrong]`.

Cases in the manner of HateCheck, sorted by what each tests; an offence stands beside lawful words
that differ from it in little. Only offence is judged: a lawful case that another ground removes,
such as a phone number, is right.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator

from attrs import frozen

from ale_moderation import Decision, Moderator
from ale_moderation.model import Record, Visibility
from benchmarks.corpus import CORPORA

_OFFENCES = ("insult.", "hate.", "threat.", "incitement", "selfharm.", "obscene", "defamation")


@frozen(kw_only=True)
class Case:
    """A comment and what it tests. `expected` is remove, keep or register."""

    id: str
    functionality: str
    text: str
    expected: str
    is_known_miss: bool


def read_cases() -> Iterator[Case]:
    """Every case, in order."""
    with (CORPORA / "functional.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Case(
                id=row["id"],
                functionality=row["functionality"],
                text=row["text"],
                expected=row["expected"],
                is_known_miss=row.get("known_miss", False),
            )


def is_right(case: Case, decision: Decision) -> bool:
    """Whether a decision is what the case expects."""
    if case.expected == "remove":
        return decision.visibility is Visibility.REMOVE
    if case.expected == "register":
        return decision.record in (Record.REGISTER, Record.REGISTER_WITH_SECRECY_MARK)
    return not removes_offence(decision)


def removes_offence(decision: Decision) -> bool:
    """Whether a comment is removed, and an offence is among the grounds."""
    return decision.visibility is Visibility.REMOVE and any(
        j.visibility is Visibility.REMOVE and j.rule.startswith(_OFFENCES)
        for j in decision.justifications
    )


def main() -> None:
    """Print the share of right decisions per functionality and over all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="list the wrong decisions")
    options = parser.parse_args()
    moderator = Moderator()
    right: dict[str, list[bool]] = defaultdict(list)
    wrong: list[Case] = []
    for case in read_cases():
        is_good = is_right(case, moderator(case.text))
        right[case.functionality].append(is_good)
        if not is_good:
            wrong.append(case)
    print(f"{'functionality':36}{'right':>7}{'n':>5}")
    for name, results in sorted(right.items()):
        print(f"{name:36}{sum(results) / len(results):>7.2f}{len(results):>5}")
    total = [result for results in right.values() for result in results]
    lawful = sum(case.expected == "keep" for case in wrong)
    print(f"{'all':36}{sum(total) / len(total):>7.3f}{len(total):>5}")
    print(f"functionalities: {len(right)}; lawful comments removed for offence: {lawful}")
    if options.wrong:
        for case in wrong:
            print(f"  {case.id} {case.functionality} want {case.expected}: {case.text}")


if __name__ == "__main__":
    main()
