"""In whose mouth an expression stands: the writer's own, quoted, reported, negated, reclaimed.

Only an expression in the writer's own voice is an attack; the rules make the exceptions.
"""

from __future__ import annotations

import re

from ale_moderation.nlp import ParsedText

_QUOTED = re.compile(
    r'"[^"\n]{1,300}"|”[^”\n]{1,300}”|“[^”"\n]{1,300}[”"]|«[^»\n]{1,300}»|\'[^\'\n]{3,300}\'(?!\w)'
)
_NEGATIONS = frozenset(
    (
        "inte",
        "ej",
        "aldrig",
        "knappast",
        "ingen",
        "inget",
        "inga",
        "ingalunda",
        "icke",
        "ente",
        "int",
        "not",
        "never",
        "no",
    )
)
_NOT_REALLY_NEGATED = frozenset(
    ("annat", "bara", "minst", "mindre", "än", "riktig", "klok", "kloka")
)
_REPORT_KEYS = frozenset(
    """
    kalla kallad kallade kallas kallar kallades skrek ropade hört hörde höra sprejat sprayat sprejade
    klottrat klottrade klottrad klotter öknamn skällsord skällde tillmäle ordet
    """.split()
)


def voice_of(parsed: ParsedText, start: int, end: int) -> str:
    """The voice of words `start` to `end`: own, quoted, reported, negated or reclaimed."""
    sentence = parsed.sentence(start)
    if _is_negated(parsed, start, sentence):
        return "negated"
    reported = _is_reported(parsed, start, end, sentence)
    if _in_quotes(parsed, start, end):
        return "own" if _is_endorsed(parsed, start, sentence) else "quoted"
    return "reported" if reported else "own"


def _in_quotes(parsed: ParsedText, start: int, end: int) -> bool:
    surface = parsed.text.surface
    if not any(c in surface for c in "\"”“«'"):
        return False
    a, b = parsed.starts[start], parsed.ends[end - 1]
    if len(surface.strip()) <= b - a + 4:
        return False
    for match in _QUOTED.finditer(surface):
        if match.start() < a and b < match.end():
            return match.end() - match.start() < len(surface.strip()) - 1
    return False


def _is_endorsed(parsed: ParsedText, start: int, sentence: range) -> bool:
    """Whether the writer makes quoted words their own ("skriver det igen", "gör skäl för namnet")."""
    words = [w.norm for w in parsed.words]
    joined = " ".join(words)
    return "det igen" in joined or "skäl för" in joined or "håller med" in joined


def _is_negated(parsed: ParsedText, start: int, sentence: range) -> bool:
    """Whether a negation governs the expression: in the same clause, before it, after any copula."""
    words = parsed.words
    for i in range(start - 1, max(sentence.start, start - 8) - 1, -1):
        norm = words[i].norm
        if norm in (",", ";", ":", "–", "-", "men", "och", "å", "utan", "så", "but", "då"):
            return False
        if norm in _NEGATIONS:
            if i > sentence.start and words[i - 1].norm in ("om", "if"):
                return False  # "om inte ni …" sets a condition
            after = {w.norm for w in words[i + 1 : start + 1]}
            return after.isdisjoint(_NOT_REALLY_NEGATED)
    return False


def _is_reported(parsed: ParsedText, start: int, end: int, sentence: range) -> bool:
    """Whether the sentence tells that somebody used the words about somebody."""
    words = parsed.words
    window = range(max(sentence.start, start - 7), min(sentence.stop, end + 7))
    verbs = [i for i in window if words[i].norm in _REPORT_KEYS and not start <= i < end]
    if not verbs or _is_endorsed(parsed, start, sentence):
        return False
    if any("pron_2s" in words[i].tags or "poss_2" in words[i].tags for i in window):
        return any(
            words[i].norm in ("kallad", "kallade", "kallades", "kalla", "kallar") for i in verbs
        )
    # "jag säger att X är en idiot", "jag kallar X för …" is the writer's own word
    for i in verbs:
        near = range(max(sentence.start, i - 3), min(sentence.stop, i + 2))
        if any("pron_1s" in words[k].tags for k in near) and words[i].norm not in (
            "kallad",
            "kallades",
            "kallade",
            "hört",
            "höra",
        ):
            return False
    return True
