"""The units of the municipality and what they answer for: `units.toml`, and whose a comment is.

A `[[unit]]` has a name; a `[[topic]]` is a list of words as in `rules/lexicon`, with the unit that
answers for it. A topic with the name of a list of `svc_topic` takes that list in too, as weaker
evidence. One unit may be the one for all the rest, and a unit may get whole kinds of findings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from attrs import field, frozen

from ale_moderation.errors import Problem
from ale_moderation.lexicon import TOPIC_TAG
from ale_moderation.model import Finding, Unit
from ale_moderation.parsed_text import ParsedText
from ale_moderation.rulebook_schema import TOPIC, UNIT, UNITS, nearest, read_table
from ale_moderation.toml_positions import TomlFile

UNITS_FILE = "units.toml"
"""Beside `policy.toml`, where a folder of rules has it."""

_SERVICE_TAG = "svc_topic"
_SERVICE = frozenset(("question", "complaint", "fault_report", "case_handling"))
_WEAK, _BESIDE, _FIRST = 0.4, 3.0, 0.1


@frozen(kw_only=True)
class Units:
    """Who answers for what. Empty where the rules name no units: then nobody is proposed."""

    of_topic: Mapping[str, Unit] = field(factory=lambda: MappingProxyType({}))
    of_kind: Mapping[str, Unit] = field(factory=lambda: MappingProxyType({}))
    otherwise: Unit | None = None

    def responsible(self, parsed: ParsedText, findings: Iterable[Finding]) -> Unit | None:
        """The unit for a comment: by what was found, else by its words, else the one for the rest.

        Words in the sentence of a question, complaint or fault count most; the first that is
        named wins where several units are as near.
        """
        asked: set[int] = set()
        for finding in findings:
            if finding.kind in self.of_kind:
                return self.of_kind[finding.kind]
            if finding.kind in _SERVICE:
                asked.update(_sentences(parsed, finding))
        scores: dict[str, float] = defaultdict(float)
        by_id: dict[str, Unit] = {}
        for span in parsed.at(TOPIC_TAG, _SERVICE_TAG):
            unit = self.of_topic.get(span.entry.detail)
            if unit is None:
                continue
            weight = span.certainty * (1.0 if span.entry.tag == TOPIC_TAG else _WEAK)
            if parsed.sentences[span.start] in asked:
                weight *= _BESIDE
            scores[unit.id] += weight if by_id else weight + _FIRST
            by_id[unit.id] = unit
        return by_id[max(scores, key=lambda id_: scores[id_])] if scores else self.otherwise


def _sentences(parsed: ParsedText, finding: Finding) -> Iterator[int]:
    """The sentences in which the words of a finding stand."""
    for i, number in enumerate(parsed.sentences):
        start, end = parsed.original_span(i, i + 1)
        if start < finding.end and finding.start < end:
            yield number


def check_units(file: TomlFile) -> Iterator[Problem]:
    """Every problem of the file of units, but for the patterns, which the lexicon reads."""
    top, problems = read_table(file, (), UNITS)
    yield from problems
    units = [read_table(file, ("unit", n), UNIT) for n in range(len(top.values.get("unit") or ()))]
    topics = [
        read_table(file, ("topic", n), TOPIC) for n in range(len(top.values.get("topic") or ()))
    ]
    for _, faults in (*units, *topics):
        yield from faults
    ids = [unit.values.get("id") for unit, _ in units]
    otherwise = [unit for unit, _ in units if unit.values.get("otherwise")]
    for n, (unit, _) in enumerate(units):
        if ids[n] is not None and ids[n] in ids[:n]:
            yield unit.problem(("id",), f"there are two units `{ids[n]}`")
    for unit in otherwise[1:]:
        yield unit.problem(("otherwise",), "there is one unit for the rest already")
    names: set[str] = set()
    for topic, _ in topics:
        name, unit_id = topic.values.get("id"), topic.values.get("unit")
        if unit_id is not None and unit_id not in ids:
            known = [id_ for id_ in ids if id_ is not None]
            yield topic.problem(("unit",), f"there is no unit `{unit_id}`", nearest(unit_id, known))
        if name is not None and name in names:
            yield topic.problem(("id",), f"there are two topics `{name}`")
        names.add(name or "")


def read_units(file: TomlFile) -> Units:
    """The units of a file that `check_units` found no fault in."""
    tables = file.data.get("unit", [])
    units = {t["id"]: Unit(id=t["id"], sv=t["name"]["sv"], en=t["name"]["en"]) for t in tables}
    return Units(
        of_topic=MappingProxyType({t["id"]: units[t["unit"]] for t in file.data.get("topic", [])}),
        of_kind=MappingProxyType({k: units[t["id"]] for t in tables for k in t.get("kinds", [])}),
        otherwise=next((units[t["id"]] for t in tables if t.get("otherwise")), None),
    )
