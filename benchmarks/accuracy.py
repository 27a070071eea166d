"""How often the decision is right: `python -m benchmarks.accuracy [--wrong]`.

Prints, for each corpus, the share of right headline actions, precision and recall per action, the
precision of removals, and precision and recall per category. The comments set apart for testing
are counted on their own and never printed; `--wrong` lists the other wrong ones.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from ale_moderation import Category, Decision, Moderator
from benchmarks.corpus import ANNOTATED, PARTS, Example, is_set_apart, read

ACTIONS = ("keep", "answer", "register", "remove_and_document")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="list the wrong decisions")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    options = parser.parse_args()
    moderator = Moderator()
    parts: dict[str, list[Example]] = {name: list(read(name)) for name in ANNOTATED}
    for title, names in PARTS:
        own = [example for name in names for example in read(name)]
        parts[f"{title}, development"] = [e for e in own if not is_set_apart(e.id)]
        parts[f"{title}, set apart"] = [e for e in own if is_set_apart(e.id)]
    figures = {}
    for name, examples in parts.items():
        judged = list(zip(examples, moderator.pipe(e.text for e in examples), strict=True))
        figures[name] = report(name, judged)
        if options.wrong and not name.endswith("set apart"):
            list_wrong(judged)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")


def report(name: str, judged: list[tuple[Example, Decision]]) -> dict[str, float]:
    """Print and return the figures of one part."""
    right = sum(d.action in e.accepted for e, d in judged)
    removed = [(e, d) for e, d in judged if d.action == "remove_and_document"]
    removed_right = sum(d.action in e.accepted for e, d in removed)
    criticism = sum("criticism" in e.labels and e.visibility == "keep" for e, _ in removed)
    figures = {
        "comments": len(judged),
        "action right": right / len(judged),
        "removal precision": removed_right / len(removed) if removed else 1.0,
        "lawful criticism removed": criticism,
    }
    print(f"\n== {name}: {len(judged)} comments")
    print(f"action right        {figures['action right']:.3f}")
    print(
        f"removal precision   {figures['removal precision']:.3f} ({removed_right}/{len(removed)})"
    )
    print(f"lawful criticism removed: {criticism}")
    print(f"{'action':22}{'precision':>10}{'recall':>8}{'n':>6}")
    for action in ACTIONS:
        found = [e for e, d in judged if d.action == action]
        wanted = [d for e, d in judged if e.action == action]
        precision = sum(action in e.accepted for e in found) / len(found) if found else 1.0
        hit = sum(d.action in e.accepted for e, d in judged if e.action == action)
        recall = hit / len(wanted) if wanted else 1.0
        figures |= {f"{action} precision": precision, f"{action} recall": recall}
        print(f"{action:22}{precision:>10.3f}{recall:>8.3f}{len(wanted):>6}")
    print(f"{'category':22}{'precision':>10}{'recall':>8}{'n':>6}")
    for category in Category:
        found_in = [e for e, d in judged if category in d.categories]
        wanted_in = [d for e, d in judged if category in categories_of(e)]
        both = sum(category in categories_of(e) for e in found_in)
        precision = both / len(found_in) if found_in else 1.0
        recall = both / len(wanted_in) if wanted_in else 1.0
        figures |= {f"{category} precision": precision, f"{category} recall": recall}
        print(f"{category:22}{precision:>10.3f}{recall:>8.3f}{len(wanted_in):>6}")
    confused = Counter((e.action, d.action.value) for e, d in judged if d.action not in e.accepted)
    for (wanted_action, got), count in confused.most_common():
        print(f"  {wanted_action} taken for {got}: {count}")
    return figures


def categories_of(example: Example) -> set[str]:
    """The categories that the labels of an example belong to."""
    return {label.partition(".")[0] for label in example.labels} & set(Category)


def list_wrong(judged: Iterable[tuple[Example, Decision]]) -> None:
    """Print the wrong decisions of a development part."""
    for example, decision in judged:
        if decision.action not in example.accepted:
            rules = ", ".join(j.rule for j in decision.justifications)
            text = " ".join(example.text.split())[:140]
            print(f"  {example.id} {example.action} -> {decision.action} [{rules}] {text}")


if __name__ == "__main__":
    main()
