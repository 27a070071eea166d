"""How well identifiers are found, beside Presidio: `python -m benchmarks.identifiers [--wrong]`.

Recall and precision per kind on `corpora/identifiers.jsonl`: a find is right where it overlaps an
annotated identifier of its kind. Of ale_moderation those finds count whose certainty reaches the
threshold of removal and that are not an office's own. presidio-analyzer has a blank `sv` engine,
every recogniser that it ships for all languages or for Swedish, and is told that telephones are
Swedish; only kinds for which it has a recogniser are counted for it. Dates of birth and numbers
with hidden digits are no kind here and count neither way. The part set apart for testing is counted
on its own and never listed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set

from attrs import frozen

from ale_moderation import Moderator
from benchmarks.corpus import CORPORA, is_set_apart
from benchmarks.results import add_json, save

KINDS = (
    *("personnummer", "samordningsnummer", "phone", "email", "address", "property", "plate"),
    *("account", "iban", "card", "ip_address", "journal_number", "passport", "handle"),
)
PRESIDIO = {
    "SE_PERSONNUMMER": "personnummer",
    "PHONE_NUMBER": "phone",
    "EMAIL_ADDRESS": "email",
    "IBAN_CODE": "iban",
    "CREDIT_CARD": "card",
    "IP_ADDRESS": "ip_address",
    "MAC_ADDRESS": "ip_address",
}
"""The kinds that Presidio knows. It makes no difference between the two identity numbers."""

_RESERVED = re.compile("example", re.I)
"""Presidio takes no address whose domain does not exist; it is shown one as long that does."""

_ONE_TO_PRESIDIO = {"samordningsnummer": "personnummer"}


@frozen(kw_only=True)
class Place:
    """Something of a kind at `start` to `end` of a text."""

    start: int
    end: int
    kind: str


@frozen(kw_only=True)
class Example:
    """A text with the identifiers in it; `near_miss` says what it resembles where it has none."""

    id: str
    text: str
    places: tuple[Place, ...]
    near_miss: str


@frozen(kw_only=True)
class Judged:
    """What a tool missed and what it found in one text, right or wrong."""

    example: Example
    hit: tuple[Place, ...]
    missed: tuple[Place, ...]
    right: tuple[Place, ...]
    false: tuple[Place, ...]


Find = Callable[[str], Iterable[Place]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="list ours that are wrong")
    add_json(parser)
    options = parser.parse_args()
    examples = list(read())
    parts = {
        "development": [e for e in examples if not is_set_apart(e.id)],
        "set apart": [e for e in examples if is_set_apart(e.id)],
    }
    ours = find_ours()
    presidio = find_presidio() if importlib.util.find_spec("presidio_analyzer") else None
    if presidio is None:
        print("presidio-analyzer is not installed: pip install 'ale-moderation[benchmark]'")
    measured = {}
    for name, part in parts.items():
        judged = [judge(example, ours(example.text)) for example in part]
        beside = [judge(merged(e), presidio(e.text)) for e in part] if presidio else []
        report(name, judged, beside)
        shared = PRESIDIO.values() | _ONE_TO_PRESIDIO.keys()
        measured[name] = {"ale_moderation": shares(judged, shared)}
        if beside:
            measured[name]["presidio-analyzer"] = shares(beside, shared)
        if options.wrong and name == "development":
            list_wrong(judged)
    known = ", ".join(kind for kind in KINDS if kind in PRESIDIO.values())
    print(
        f"\nPresidio has recognisers for: {known}; samordningsnummer count as personnummer there."
    )
    save(options.json, measured)


def read() -> Iterator[Example]:
    """The sentences of the corpus, in order."""
    with (CORPORA / "identifiers.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            places, seen = [], 0
            for identifier in row["identifiers"]:
                start = row["text"].index(identifier["text"], seen)
                seen = start + len(identifier["text"])
                places.append(Place(start=start, end=seen, kind=identifier["kind"]))
            yield Example(
                id=row["id"],
                text=row["text"],
                places=tuple(places),
                near_miss=row.get("near_miss", ""),
            )


def merged(example: Example) -> Example:
    """The example as a tool sees it that does not part the two identity numbers."""
    places = tuple(
        Place(start=p.start, end=p.end, kind=_ONE_TO_PRESIDIO.get(p.kind, p.kind))
        for p in example.places
        if _ONE_TO_PRESIDIO.get(p.kind, p.kind) in PRESIDIO.values()
    )
    return Example(id=example.id, text=example.text, places=places, near_miss=example.near_miss)


def judge(example: Example, found: Iterable[Place]) -> Judged:
    """Which identifiers were hit and which finds were right."""
    finds = tuple(found)
    hit = tuple(p for p in example.places if any(_is_same(p, f) for f in finds))
    right = tuple(f for f in finds if any(_is_same(p, f) for p in example.places))
    return Judged(
        example=example,
        hit=hit,
        missed=tuple(p for p in example.places if p not in hit),
        right=right,
        false=tuple(f for f in finds if f not in right),
    )


def _is_same(place: Place, other: Place) -> bool:
    return place.kind == other.kind and place.start < other.end and other.start < place.end


def find_ours() -> Find:
    """ale_moderation with the shipped rules."""
    moderator = Moderator()
    threshold = moderator.rulebook.policy.removal_threshold

    def find(text: str) -> Iterator[Place]:
        for finding in moderator(text).findings:
            is_contact = finding.kind in ("personal_data.identifier", "personal_data.contact")
            is_sure = finding.certainty >= threshold and finding.owner != "public"
            if is_contact and is_sure and finding.detail in KINDS:
                yield Place(start=finding.start, end=finding.end, kind=finding.detail)

    return find


def find_presidio() -> Find:
    """presidio-analyzer without network, at its own threshold."""
    import logging

    import tldextract.tldextract
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer import predefined_recognizers as shipped

    from benchmarks.speed import _blank_engine

    logging.disable(logging.WARNING)
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())
    blank = _blank_engine()
    registry = RecognizerRegistry(supported_languages=["sv"])
    registry.load_predefined_recognizers(languages=["sv"], nlp_engine=blank)
    registry.remove_recognizer("PhoneRecognizer")
    registry.add_recognizer(
        shipped.PhoneRecognizer(supported_language="sv", supported_regions=("SE",))
    )
    registry.add_recognizer(shipped.CreditCardRecognizer(supported_language="sv"))
    registry.add_recognizer(shipped.SePersonnummerRecognizer())
    registry.add_recognizer(shipped.SeOrganisationsnummerRecognizer())
    engine = AnalyzerEngine(nlp_engine=blank, registry=registry, supported_languages=["sv"])

    def find(text: str) -> Iterator[Place]:
        real = _RESERVED.sub("company", text)
        for result in engine.analyze(real, language="sv", entities=list(PRESIDIO)):
            yield Place(start=result.start, end=result.end, kind=PRESIDIO[result.entity_type])

    return find


def report(name: str, ours: Sequence[Judged], presidio: Sequence[Judged]) -> None:
    """Print recall and precision per kind, in all, and on the kinds that Presidio knows."""
    near_misses = sum(not j.example.places for j in ours)
    print(f"\n== {name}: {len(ours)} sentences, {near_misses} of them near misses")
    print(f"{'':20}{'n':>5}  {'ours: recall  precision':>24}  {'Presidio: recall  precision':>28}")
    known = set(PRESIDIO.values())
    for kind in KINDS:
        beside = figures(presidio, {kind}) if presidio and kind in known else ""
        print(f"{kind:20}{_count(ours, {kind}):>5}  {figures(ours, {kind}):>24}  {beside:>28}")
    in_all = set(KINDS)
    print(f"{'all kinds':20}{_count(ours, in_all):>5}  {figures(ours, in_all):>24}")
    shared = known | _ONE_TO_PRESIDIO.keys()
    beside = figures(presidio, known) if presidio else ""
    print(
        f"{'kinds of both':20}{_count(ours, shared):>5}  {figures(ours, shared):>24}  {beside:>28}"
    )


def figures(judged: Iterable[Judged], kinds: set[str]) -> str:
    """Recall and precision on some kinds, as they are printed; a dash where nothing was found."""
    shown = ("-" if share is None else f"{share:.3f}" for share in shares(judged, kinds).values())
    return " ".join(f"{share:>10}" for share in shown)


def shares(judged: Iterable[Judged], kinds: Set[str]) -> dict[str, float | None]:
    """Recall and precision on some kinds; None where nothing was found."""
    counts = Counter[str]()
    for one in judged:
        for name in ("hit", "missed", "right", "false"):
            counts[name] += sum(place.kind in kinds for place in getattr(one, name))
    return {
        "recall": _share(counts["hit"], counts["missed"]),
        "precision": _share(counts["right"], counts["false"]),
    }


def _share(good: int, bad: int) -> float | None:
    return good / (good + bad) if good + bad else None


def _count(judged: Iterable[Judged], kinds: set[str]) -> int:
    return sum(place.kind in kinds for one in judged for place in one.example.places)


def list_wrong(judged: Iterable[Judged]) -> None:
    """Print what was missed and what was found in vain."""
    for one in judged:
        for title, places in (("missed", one.missed), ("in vain", one.false)):
            for place in places:
                form = one.example.text[place.start : place.end]
                print(f"  {one.example.id} {title} {place.kind} {form!r}: {one.example.text}")


if __name__ == "__main__":
    main()
