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

from ale_moderation.detectors.offer_shape import fragments, is_offer, seller_voice
from ale_moderation.detectors.spam import weigh_spam
from ale_moderation.evidence import Sign, combined, is_asked, masked_quote, signs_of
from ale_moderation.links import find_links
from ale_moderation.model import Comment, Finding
from ale_moderation.parsed_text import DIGIT, ParsedText

SUSPECTED = 0.45
"""Below this the signs of advertising mean nothing."""

_TIP = 0.6
_FOR_A_CAUSE = 0.85
_OTHER_TOPICS = 0.5

_ALONE = 0.6
"""What a sign weighs that can stand for itself."""

_PLAIN = 0.8
_WAYS = frozenset(("contact", "phone", "link", "handle", "mail", "firm", "delivery", "terms"))
"""With a price or a question to the reader, a way to reach the seller has the shape of an offer."""

_TALK = ("talk", "customer", "helpful")
"""Excuses that weigh half against plain advertising."""

_LONG, _SURE, _IN_LONG = 50, 0.9, 0.7
"""In a long text weak signs meet by chance."""

_LISTING = 22
_FIRM = 0.25
_SIGNATURE = 0.35
_HOOK = 0.2
_ANSWERED = 0.3
_BESIDE_NAMES = frozenset(("&", "hos"))
_COMPANY = frozenset(("AB", "HB", "KB"))
_SELLER = frozenset(("vi", "jag"))
_OFFERING = frozenset(("ad_verb", "ad_help"))
_TO_SELLER = frozenset(
    """
    har behöver söker ska vill saknar letar är trött dags funderar planerar drömmer sugen någon nån
    """.split()
)
"""How a question begins that heads an offer, though it is put to "ni" or "någon"."""

_WARES = frozenset(("ad_goods", "ad_food", "ad_slot", "ad_thing_event"))
_SUBJECTS = frozenset(("event_who", "event_what"))
_WAYS_TO_TAKE_PART = frozenset(("event_how", "ad_excuse"))
_OFFERS = frozenset(("ad_topic", "ad_sign"))
_NAMED = _WARES | {"ad_shop", "ad_lesson"}
_PRICED = _NAMED | {DIGIT}
NEEDS = _SUBJECTS | _OFFERS | _PRICED

_Weighed = tuple[str, float, Sign]

_PRICE = re.compile(
    r"\d(?:[\d .]{0,9}"
    r"(?::-|kr\b|kronor\b|spänn\b|sek\b|tkr\b|lax\b|/mån|/tim|i månaden|per |varm\b)"
    r"| för \d| ?(?:lapp(?:en|ar)?|riksdaler)\b|\d? ?\d?00 ?(?:el|eller|obo|för hela)\b"
    r"|\d{1,3} för (?:hela|allt|båda|alla|paret)\b"
    r"|\d? ?\d?0 ?(?:st\b|styck\b|kubiken|säcken|lasset|kilot|paret|lådan|balen|dygnet|gången"
    r"|timmen|om dagen|natten|i timmen|dagen\b|kvällen\b|passet\b)"
    r"|\d? ?(?:litern|asken|burken|kartongen|bunten|dussinet|flaskan|brickan)\b"
    r"|\d? ?/ ?(?:h|tim|timme|dygn|natt|st|pers|kg|l)\b)",
    re.IGNORECASE,
)
_PRICE_SAID = re.compile(
    r"\bst(?:yck)? \d{2}|, ?[1-9]\d? ?\d{3}(?=,)"
    r"|\bför [1-9]\d? ?\d{2,3}(?=[,.!]|\Z)|[.,] ?[1-9]\d{1,4}0\Z|[.,] ?[1-9]\d? \d00\Z"
    r"|\b(?:tusenlapp(?:en)?|femhundring|hundring)\Z"
    r"|\b(?:priser|pris|endast|bara|ynka|bud) (?:från |över |kring )?[1-9]\d{1,5}\b"
    r"|\b[1-9]\d{0,2} ?\d{2,3} (?:pris|spikat|kontant|plus färg|plus material)\b",
    re.IGNORECASE,
)
_PRICE_LIST = re.compile(
    r"(?:\b[^\W\d]{3,20}:? [1-9]\d{1,3}[05]\b(?! ?(?:kvm|m|km|st))(?: ?kr| ?:-)?[ ,;/+&och]*){2}"
)
_MAIL = re.compile(r"[\w.+-]@[\w-]+\.\w")
_DIGIT = re.compile(r"\d")
_TYRE = re.compile(r"\b\d{3}/\d{2} ?[Rr] ?\d{2}\b")
_PERCENT = re.compile(r"\d ?(?:%|procent)")
_PHONE = re.compile(r"(?<!\d)(?:\+46|0)[ \-]?(?:\(0\))?\d(?:[ \-/]?\d){6,9}(?!\d)")
_HANDLE = re.compile(r"(?<![\w.])@[\w.]{3,30}")
_IN_NUMBERS = (
    ("price", _PRICE, 0.3),
    ("price", _PRICE_SAID, 0.3),
    ("measure", _TYRE, 0.25),
    ("percent", _PERCENT, 0.25),
    ("phone", _PHONE, 0.25),
)
_WITH_AT = (("handle", _HANDLE, 0.25), ("mail", _MAIL, 0.25))
_HOUR = re.compile(r"\d(?:\d?[.:]\d\d|\d?[–-]\d{1,2}|\d{7})\b")
_CLOCK = re.compile(r"\b(?:kl\.?|klockan|den) ?\d")
_CLASS = re.compile(r"\b(?:[Kk]lass|[Vv]i i|[Åå]k) ?\d[A-Fa-f]?\b|\b\d[A-F]\b")


def find_advertising(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """Advertising, a tip of an event, or praise by a customer of what is for sale."""
    tags = parsed.spans.keys()
    tip = None if tags.isdisjoint(_SUBJECTS) else _tip(parsed)
    found = None
    if not tags.isdisjoint(_OFFERS) or (
        not tags.isdisjoint(_PRICED) and _PRICE.search(parsed.text.surface)
    ):
        found = _advert(parsed, tip)
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
    for sign in signs_of(parsed, "ad_topic", is_repetition_counted=True):
        topics[sign.topic].append(sign)
    signs = {sign.name: sign for sign in (*signs_of(parsed, "ad_sign"), *_plain_signs(parsed))}
    hook = signs.get("hook")
    is_answered = hook is not None and hook.weight == _ANSWERED
    if hook is not None and is_answered:
        topics["service"].append(evolve(hook, name="service.answer", weight=_HOOK))
    if "price" in signs and not parsed.spans.keys().isdisjoint(_WARES):
        topics["sale"].append(evolve(signs["price"], name="sale.priced", weight=0.2))
        if listing := _listing(parsed, signs["price"]):
            topics["sale"].append(listing)
    elif not topics and not signs:
        return None
    if "price" in signs and fragments(parsed):
        topics["sale"].append(evolve(signs["price"], name="sale.parts", weight=0.5))
    if firm := next(_firms(parsed, topics), None):
        signs["firm"] = firm
    topics["service"] += seller_voice(parsed)
    if is_offer(signs):
        first = min(signs.values(), key=lambda sign: sign.start)
        topics["service"].append(evolve(first, name="service.offer", weight=0.3))
    if not _WAYS.isdisjoint(signs):
        for name, topic in (("price", "sale"), ("hook", "service")):
            if name in signs:
                topics[topic].append(evolve(signs[name], name=f"{topic}.shape", weight=0.35))
    topics = {name: found for name, found in topics.items() if found}
    if not topics:
        return None
    if "price" not in signs and (prices := _PRICE_LIST.search(parsed.text.surface)):
        signs["price"] = Sign(name="price", weight=0.35, start=prices.start(), end=prices.end())
    sums = {name: combined(s.weight for s in found) for name, found in topics.items()}
    topic = max(sums, key=lambda name: sums[name])
    if len(signs) + sum(map(len, topics.values())) == 1 and sums[topic] < _ALONE:
        return None
    others = combined(_OTHER_TOPICS * value for name, value in sums.items() if name != topic)
    certainty = combined((sums[topic], others, *(sign.weight for sign in signs.values())))
    is_plain = certainty >= _PLAIN
    for excuse in signs_of(parsed, "ad_excuse", is_asked_counted=True):
        if is_answered and hook is not None and excuse.start < hook.end:
            continue
        if topic == "mlm" and excuse.name == "company":
            continue  # "säg till om ni vill vara med", in the team
        is_weak = is_plain and excuse.name in _TALK
        certainty *= 1.0 - excuse.weight * (0.5 if is_weak else 1.0)
    if len(parsed.words) > _LONG and certainty < _SURE:
        certainty *= _IN_LONG
    if parsed.has("event_who") or _CLASS.search(parsed.text.surface):
        certainty *= 1.0 - _FOR_A_CAUSE
    elif tip is not None and tip[1] >= _TIP and certainty < _PLAIN:
        certainty *= 0.7
    if certainty < SUSPECTED:
        return None
    spam = weigh_spam(parsed)
    if spam is not None and spam.certainty > certainty:
        return None
    return topic, certainty, max(topics[topic], key=lambda sign: sign.weight)


def _listing(parsed: ParsedText, price: Sign) -> Sign | None:
    """A ware and its price in few words that neither tell nor judge, as listings put them."""
    is_short = len(parsed.words) <= _LISTING
    if is_short and not parsed.has("ad_comment") and "?" not in parsed.text.surface:
        return evolve(price, name="sale.listing", weight=0.4)
    return None


def _plain_signs(parsed: ParsedText) -> Iterator[Sign]:
    """Signs that are no words."""
    surface = parsed.text.surface
    for link in find_links(parsed.text):
        if link.trust != "trusted":
            yield Sign(name="link", weight=0.35, start=link.start, end=link.end)
            break
    patterns = _IN_NUMBERS if _DIGIT.search(surface) else ()
    for name, pattern, weight in (*patterns, *(_WITH_AT if "@" in surface else ())):
        if match := pattern.search(surface):
            yield Sign(name=name, weight=weight, start=match.start(), end=match.end())
    if "?" in surface and (hook := _hook(parsed)):
        yield hook


def _hook(parsed: ParsedText) -> Sign | None:
    """A question to the reader before an offer, or any that the writer answers with an offer."""
    words = parsed.words
    mark = next((i for i, word in enumerate(words) if word.form.startswith("?")), None)
    if mark is None or mark * 3 >= len(words) * 2:
        return None
    sentence = parsed.sentence(mark)
    asked = is_asked(parsed, mark)
    if asked and words[sentence.start].norm not in _TO_SELLER:
        return None
    is_answered = (
        mark + 2 < len(words)
        and words[mark + 1].norm in _SELLER
        and not _OFFERING.isdisjoint(words[mark + 2].tags)
    )
    if not asked and not is_answered and mark + 2 < len(words):
        is_answered = words[mark + 1].norm in _SELLER and words[mark + 2].norm == "har"
    if asked and not is_answered:
        return None
    start, end = parsed.starts[sentence.start], parsed.ends[mark]
    return Sign(name="hook", weight=_ANSWERED if is_answered else _HOOK, start=start, end=end)


def _firms(parsed: ParsedText, topics: dict[str, list[Sign]]) -> Iterator[Sign]:
    """The names of firms, by a word of the trade among capitals; most where they are signatures."""
    words = parsed.words
    for span in parsed.spans.get("ad_shop"):
        i = span.start
        start, end = parsed.starts[i], parsed.ends[i]
        if not (words[i].is_capitalised or words[i].form in _COMPANY):
            continue
        if any(s.start == start for found in topics.values() for s in found):
            continue
        sentence = parsed.sentence(i)
        if sentence.stop == len(words) and sentence.start and len(sentence) <= 5:
            yield Sign(name="firm", weight=_SIGNATURE, start=start, end=end)
        beside = [k for k in (i - 1, i + 1) if k in sentence]
        if words[i].form in _COMPANY or any(
            words[k].is_capitalised or words[k].form in _BESIDE_NAMES for k in beside
        ):
            yield Sign(name="firm", weight=_FIRM, start=start, end=end)


def _tip(parsed: ParsedText) -> _Weighed | None:
    """A tip of an event of an association or the like, by how sure it is."""
    surface = parsed.text.surface
    tags = parsed.spans.keys()
    has_digit = _DIGIT.search(surface) is not None
    is_placed = has_digit or "event_who" in tags or "event_when" in tags
    is_joined = not tags.isdisjoint(_WAYS_TO_TAKE_PART)
    if not is_joined and not ("event_what" in tags and is_placed) and not _CLASS.search(surface):
        return None
    who, what, when, how = (
        signs_of(parsed, tag) if tag in tags else []
        for tag in ("event_who", "event_what", "event_when", "event_how")
    )
    if has_digit and (match := _CLASS.search(surface)):
        who.append(Sign(name="class", weight=0.5, start=match.start(), end=match.end()))
    if has_digit and (match := _HOUR.search(surface) or _CLOCK.search(surface)):
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
