"""Named people: private persons, and those who represent the municipality."""

from __future__ import annotations

import pytest

from ale_moderation.detectors.names import find_names
from ale_moderation.model import Comment, Finding
from ale_moderation.nlp import SwedishPipeline


def find(parse: SwedishPipeline, text: str) -> list[Finding]:
    return list(find_names(parse(text), Comment(text=text)))


@pytest.mark.parametrize(
    ("text", "kind", "owner"),
    [
        ("Tack Ove Sagomark för skjutsen", "personal_data.named", "third"),
        ("Min granne Signe Fabelgren har fått hund", "personal_data.named", "third"),
        ("Rektor Ove Sagomark öppnade skolan", "personal_data.official", "official"),
        ("Kommunalrådet Signe Fabelgren talade", "personal_data.official", "official"),
        ("Ove Sagomark på bygglov svarade snabbt", "personal_data.official", "official"),
    ],
)
def test_names(parse: SwedishPipeline, text: str, kind: str, owner: str) -> None:
    """A name is found with whose it is."""
    [finding] = find(parse, text)

    assert (finding.kind, finding.owner) == (kind, owner)


@pytest.mark.parametrize(
    "text",
    ["Rektorn öppnade skolan", "Bussen till Älvängen är sen", "Tack för hjälpen", "@kommunen hej"],
)
def test_no_names(parse: SwedishPipeline, text: str) -> None:
    """Roles, places and the one addressed are no names of third persons."""
    assert not find(parse, text)


def test_quote_is_a_label(parse: SwedishPipeline) -> None:
    """The name itself stands in no quote, but its place is given."""
    text = "Tack Ove Sagomark!"
    [finding] = find(parse, text)

    assert finding.quote == "namn"
    assert text[finding.start : finding.end] == "Ove Sagomark"


def test_a_long_text_ends(parse: SwedishPipeline) -> None:
    """A hundred thousand characters of names give a finding for each."""
    text = ("Tack Ove Sagomark. " * 100_000)[:100_000]

    assert len(find(parse, text)) >= 5_000
