"""Advertising: the sender sells, lets, buys, hires or promotes; and tips that are none.

Signs add up as in `spam`: words of the trade and of sellers, prices, links, telephone numbers, a
question to the reader before the offer. Associations, good causes, customers' praise, gifts and
talk of what the municipality sells lower the certainty. A tip of an event needs two of who, what,
when and how.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from attrs import evolve

from ale_moderation.detectors.spam import weigh_spam
from ale_moderation.evidence import Sign, combined, is_asked, masked_quote, signs_of
from ale_moderation.links import find_links
from ale_moderation.model import Comment, Finding
from ale_moderation.nlp import ParsedText

SUSPECTED = 0.45
"""Below this the signs of advertising mean nothing."""

_CLEAR_SPAM = 0.6
_TIP = 0.6
_FOR_A_CAUSE = 0.85
_OTHER_TOPICS = 0.5

_ALONE = 0.6
"""What a sign weighs that can stand for itself."""

_PLAIN = 0.8
_WAYS = ("contact", "phone", "link", "handle")
"""With a price or a question to the reader, a way to reach the seller has the shape of an offer."""

_TALK = ("talk", "customer", "helpful")
"""Excuses that weigh half against plain advertising."""

_Weighed = tuple[str, float, Sign]

_SUBJECTS = frozenset(("event_who", "event_what"))
_OFFERS = frozenset(("ad_topic", "ad_sign"))
_TAGS = _SUBJECTS | _OFFERS

_PRICE = re.compile(
    r"\d[\d .]{0,9}(?::-|kr\b|kronor\b|spänn\b|sek\b|lax\b|/mån|/tim|i månaden|per |varm\b)"
    r"|\d för \d|\bst(?:yck)? \d{2}|, ?[1-9]\d? ?\d{3}(?=,)",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\d ?(?:%|procent)")
_PHONE = re.compile(r"(?<!\d)(?:\+46|0)[ \-]?(?:\(0\))?\d(?:[ \-/]?\d){6,9}(?!\d)")
_HANDLE = re.compile(r"(?<![\w.])@[\w.]{3,30}")
_HOUR = re.compile(
    r"\b(?:kl\.?|klockan) ?\d|\b\d{1,2}[.:]\d\d\b|\b\d{1,2}[–-]\d{1,2}\b|\bden \d|\d{8}\b"
)
_CLASS = re.compile(r"\b(?:[Kk]lass|[Vv]i i|[Åå]k) ?\d[A-Fa-f]?\b|\b\d[A-F]\b")


def find_advertising(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """Advertising, a tip of an event, or praise by a customer of what is for sale."""
    tags = parsed.spans.keys()
    if tags.isdisjoint(_TAGS):
        return
    tip = None if tags.isdisjoint(_SUBJECTS) else _tip(parsed)
    found = None if tags.isdisjoint(_OFFERS) else _advert(parsed, tip)
    if found is not None:
        yield _finding(parsed, "advertising", *found)
    elif tip is not None and tip[1] >= _TIP and weigh_spam(parsed) is None:
        yield _finding(parsed, "event_tip", *tip)
    elif "ad_topic" in tags:
        for excuse in signs_of(parsed, "ad_excuse"):
            if excuse.name == "customer":
                yield _finding(parsed, "benign", "customer_praise", 0.7, excuse)
                return


def _finding(parsed: ParsedText, kind: str, detail: str, certainty: float, sign: Sign) -> Finding:
    start, end = parsed.text.original_span(sign.start, sign.end)
    return Finding(
        kind=kind,
        detail=detail,
        start=start,
        end=end,
        certainty=round(certainty, 3),
        detector="advertising",
        quote=masked_quote(parsed, sign),
    )


def _advert(parsed: ParsedText, tip: _Weighed | None) -> _Weighed | None:
    """Topic, certainty and weightiest sign, or None where there is too little."""
    topics: dict[str, list[Sign]] = defaultdict(list)
    for sign in signs_of(parsed, "ad_topic"):
        topics[sign.topic].append(sign)
    signs = [*signs_of(parsed, "ad_sign"), *_plain_signs(parsed)]
    price = next((sign for sign in signs if sign.name == "price"), None)
    if price is not None and any(sign.name in _WAYS for sign in signs):
        topics["sale"].append(evolve(price, name="sale.shape", weight=0.35))
    hook = next((sign for sign in signs if sign.name == "hook"), None)
    if hook is not None and any(sign.name in _WAYS for sign in signs):
        topics["service"].append(evolve(hook, name="service.shape", weight=0.35))
    if not topics:
        return None
    sums = {name: combined(s.weight for s in found) for name, found in topics.items()}
    topic = max(sums, key=lambda name: sums[name])
    if len(signs) + sum(map(len, topics.values())) == 1 and sums[topic] < _ALONE:
        return None
    others = combined(_OTHER_TOPICS * value for name, value in sums.items() if name != topic)
    certainty = combined((sums[topic], others, *(sign.weight for sign in signs)))
    is_plain = certainty >= _PLAIN
    for excuse in signs_of(parsed, "ad_excuse", is_asked_counted=True):
        is_weak = is_plain and excuse.name in _TALK
        certainty *= 1.0 - excuse.weight * (0.5 if is_weak else 1.0)
    if parsed.has("event_who") or _CLASS.search(parsed.text.surface):
        certainty *= 1.0 - _FOR_A_CAUSE
    elif tip is not None and tip[1] >= _TIP:
        certainty *= 0.7
    if certainty < SUSPECTED:
        return None
    spam = weigh_spam(parsed)
    if spam is not None and (spam.certainty >= _CLEAR_SPAM or spam.certainty > certainty):
        return None
    return topic, certainty, max(topics[topic], key=lambda sign: sign.weight)


def _plain_signs(parsed: ParsedText) -> Iterator[Sign]:
    """Signs that are no words."""
    surface = parsed.text.surface
    for link in find_links(surface):
        if link.trust != "trusted":
            yield Sign(name="link", weight=0.35, start=link.start, end=link.end)
            break
    for name, pattern, weight in (
        ("price", _PRICE, 0.3),
        ("percent", _PERCENT, 0.25),
        ("phone", _PHONE, 0.25),
        ("handle", _HANDLE, 0.25),
    ):
        if match := pattern.search(surface):
            yield Sign(name=name, weight=weight, start=match.start(), end=match.end())
    hook = next((i for i, word in enumerate(parsed.words) if word.form.startswith("?")), None)
    if hook is not None and hook * 3 < len(parsed.words) * 2 and not is_asked(parsed, hook):
        sentence = parsed.sentence(hook)
        start, end = parsed.starts[sentence.start], parsed.ends[hook]
        yield Sign(name="hook", weight=0.2, start=start, end=end)


def _tip(parsed: ParsedText) -> _Weighed | None:
    """A tip of an event of an association or the like, by how sure it is."""
    surface = parsed.text.surface
    who, what, when, how = (
        signs_of(parsed, tag) for tag in ("event_who", "event_what", "event_when", "event_how")
    )
    if match := _CLASS.search(surface):
        who.append(Sign(name="class", weight=0.5, start=match.start(), end=match.end()))
    if match := _HOUR.search(surface):
        when.append(Sign(name="hour", weight=0.35, start=match.start(), end=match.end()))
    cause = [sign for sign in signs_of(parsed, "ad_excuse") if sign.name == "cause"]
    subject = who + what
    if not subject or not (what or how or cause) or not (who or when or how):
        return None
    groups = (who, what, when, how, cause)
    certainty = combined(max(s.weight for s in found) for found in groups if found)
    for excuse in signs_of(parsed, "event_excuse"):
        certainty *= 1.0 - excuse.weight
    detail = "fundraising" if cause else "association"
    return detail, certainty, subject[0]
