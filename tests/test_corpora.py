"""The corpora are what their README says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ale_moderation.model import KINDS, Action, Visibility
from benchmarks.corpus import ANNOTATED, CORPORA, OWN, is_set_apart, read

LABELS = KINDS | {"benign"}


@pytest.mark.parametrize("name", [*ANNOTATED, *OWN])
def test_labels(name: str) -> None:
    """Labels, actions and visibilities are known, and the headline follows from the visibility."""
    for example in read(name):
        assert set(example.labels) <= LABELS, example.id
        assert example.accepted <= set(Action), example.id
        assert example.visibility in set(Visibility), example.id
        is_removed = example.visibility == "remove"
        assert is_removed == (example.action == "remove_and_document"), example.id


def test_ids_and_texts_are_unique() -> None:
    """No comment stands twice."""
    examples = [e for name in (*ANNOTATED, *OWN) for e in read(name)]

    assert len({e.id for e in examples}) == len(examples)
    assert len({e.text for e in [e for n in OWN for e in read(n)]}) == sum(
        1 for n in OWN for _ in read(n)
    )


def test_the_own_part_is_large_and_half_lawful() -> None:
    """At least 400 comments are our own, half of them left standing."""
    own = [e for name in OWN for e in read(name)]

    assert len(own) >= 400
    assert sum(e.visibility == "keep" for e in own) * 2 >= len(own)
    assert 0.2 <= sum(is_set_apart(e.id) for e in own) / len(own) <= 0.4


def test_readme_counts() -> None:
    """The counts in the README are those of the files."""
    readme = (CORPORA / "README.md").read_text("utf-8")
    stated = {
        name: int(count) for name, count in re.findall(r"\| `(\w+)\.jsonl` \| (\d+) \|", readme)
    }

    assert stated == {
        p.stem: len(p.read_text("utf-8").splitlines()) for p in CORPORA.glob("*.jsonl")
    }


@pytest.mark.parametrize("path", sorted(CORPORA.glob("*.jsonl")), ids=lambda p: p.stem)
def test_no_real_addresses(path: Path) -> None:
    """Mail addresses and unknown web addresses end in .example."""
    for line in path.read_text("utf-8").splitlines():
        text = json.loads(line)["text"]
        for domain in re.findall(r"[\w.+-]+@([\w-]+\.[a-zåäö]{2,})", text):
            assert domain.endswith((".example", "example.com", "ale.se")), text[:20]
