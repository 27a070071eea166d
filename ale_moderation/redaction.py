"""A comment's text with labels in the place of personal and confidential data.

Contact data of offices and the names of those who serve in them are public and stay. What a finding
does not show can not be replaced: a person reads the text before it is released.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # model.py calls this module: at run time the import goes one way
    from ale_moderation.model import Finding

_LABELS = {
    "personnummer": "personnummer",
    "samordningsnummer": "samordningsnummer",
    "birth_date": "födelsedatum",
    "plate": "registreringsnummer",
    "account": "kontonummer",
    "iban": "kontonummer",
    "card": "kortnummer",
    "journal_number": "journalnummer",
    "ip_address": "ip-adress",
    "passport": "nummer på handling",
    "phone": "telefonnummer",
    "email": "e-postadress",
    "address": "adress",
    "handle": "kontonamn",
}
_SENSITIVE, _SECRET = "känslig uppgift", "uppgift som prövas"
_KINDS = (
    "personal_data.identifier",
    "personal_data.contact",
    "personal_data.named",
    "personal_data.criminal",
    "personal_data.sensitive",
    "personal_data.self",
    "confidential",
)
"""What is replaced, what goes first where two overlap."""

_WHOLE = "told"
"""The detail of what is replaced with all that stands in it: no single word tells it."""

_NAMED = "personal_data.named"
_NUMBERED = re.compile(r"\[namn (\d{1,6})\]")
_LABEL = re.compile(
    r"\[(?:namn \d{1,6}|" + "|".join((*_LABELS.values(), _SENSITIVE, _SECRET)) + r")\]"
)


def is_redacted(finding: Finding) -> bool:
    """Whether a finding is of a kind that is replaced."""
    return finding.kind in _KINDS and finding.owner not in ("public", "official")


def redacted_text(text: str, findings: Iterable[Finding]) -> str:
    """The text with each personal or confidential datum replaced by a label, `[telefonnummer]`.

    Names are numbered, each person's own: `[namn 1]`. Numbers and other labels that the text
    already holds stay as they are.
    """
    pieces: list[str] = []
    position = 0
    for start, end, label in replacements(text, findings):
        pieces += (text[position:start], label)
        position = end
    return "".join((*pieces, text[position:]))


def replacements(text: str, findings: Iterable[Finding]) -> list[tuple[int, int, str]]:
    """The stretches of the text that are replaced, apart from each other and in order."""
    chosen = sorted(
        (f for f in findings if is_redacted(f)),
        key=lambda f: (f.detail != _WHOLE, _KINDS.index(f.kind), f.start),
    )
    kept: list[Finding] = []
    for finding in chosen:
        if all(finding.end <= other.start or other.end <= finding.start for other in kept):
            kept.append(finding)
    labels = _Labels(text)
    kept.sort(key=lambda finding: finding.start)
    return [(finding.start, finding.end, labels.of(finding)) for finding in kept]


def without_labels(text: str) -> str:
    """The text with full stops in the place of labels, so that nothing is found in them."""
    return _LABEL.sub(lambda match: "." * len(match.group()), text)


class _Labels:
    """The labels of one text; the same name gets the same number."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._next = max((int(number) for number in _NUMBERED.findall(text)), default=0) + 1
        self._names: dict[str, int] = {}

    def of(self, finding: Finding) -> str:
        """The label of a finding, in square brackets."""
        if finding.kind == _NAMED:
            name = self._text[finding.start : finding.end].casefold()
            owner = self._names.get(name.removesuffix("s"))
            if name not in self._names and owner is not None:
                return f"[namn {owner}]s"
            if name not in self._names:
                self._names[name] = self._next
                self._next += 1
            return f"[namn {self._names[name]}]"
        if finding.kind == "confidential":
            return f"[{_SECRET}]"
        return f"[{_LABELS.get(finding.detail, _SENSITIVE)}]"
