"""Spam and fraud: an offer that nobody asked for, by how many independent signs there are of it.

The word lists give topics (crypto, loan, phishing …) and signs of how it is offered (messengers,
"click here", haste). Links, sums of money, catchwords and rows of emoji are signs too. The topic
with the most evidence gives the `detail`. Without a topic there is only a suspicion. Warnings and
reports ("Varning! Det går runt …") lower the certainty.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from attrs import frozen

from ale_moderation.detectors.bait import ACT, bait
from ale_moderation.detectors.stakes import GAIN, gain
from ale_moderation.evidence import Sign, combined, masked_quote, signs_of
from ale_moderation.links import Link, find_links
from ale_moderation.model import Comment, Finding
from ale_moderation.parsed_text import LINK, ParsedText

SUSPECTED = 0.4
"""Below this the signs mean nothing. The rest is left to the threshold of the policy."""

NEEDS = frozenset(("spam_topic", "spam_sign", LINK, ACT, GAIN))
_WITHOUT_TOPIC = 0.5
_SHAPED = 0.65
_FAR_WAYS = frozenset(
    ("link", "funnel.app", "funnel.snap", "abroad", "funnel.spelt", "funnel.hidden")
)
_PUSHES = frozenset(
    ("urgency", "assurance", "assurance.discretion", "emoji", "money", "income", "catchword")
)
"""Without a topic, a way out of the page and two or more of these have the shape of spam."""

_WITHOUT_WAY = 0.55
_OTHER_TOPICS = 0.4
_WITHOUT_LURE = 0.6
"""What is left of an offer of work without a way to it or a gain: municipalities have it too."""

_ALONE = 0.5
"""What a sign weighs that can stand for itself."""

_SUPPORTING = frozenset(
    """
    terms object carrier authority domain trade untaxed ease delivery wink doctors back
    result before
    """.split()
)
"""Signs of a topic that carry no topic."""

_STORY = "gain.before"
_PRIVATE_WAYS = frozenset(("funnel.hidden", "funnel.call", "funnel.mine", "funnel.pinned"))
"""Ways out of the page that make an offer of a story without one."""

_FOR_A_CAUSE = frozenset(("giveaway", "job", "gain", "bait", "adult"))
"""What associations, congregations and school classes say too, half as likely a lure with them."""

_DEBATED = frozenset(("drugs", "weapons", "contraband", "sexual_services"))
"""Topics that residents also debate: no offer without a way to get it."""

_DELIVERED = frozenset(("drugs.trade", "contraband.delivery", "sexual_services.visits"))
"""What takes the place of a way to get it."""

_FEWEST, _FEW_KNOWN = 4, 0.35
"""From so many longer words on a text with no more than such a share of Swedish ones is foreign."""

_UNLAWFUL = _DEBATED | {"documents"}
"""Topics that are a crime to offer."""

_LINK_WEIGHTS = {"unknown": 0.35, "short": 0.45, "lookalike": 0.35}
_MONEY = re.compile(
    r"[$€£]\s?\d[\d.,]*|\d[\d .,]{0,12}(?:kr\b|kronor|:-|sek\b|spänn|lax\b|tusen|miljon|euro|"
    r"dollar|usd|eur\b|[$€£])|\d+ ?%",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_ANCHOR = re.compile(r"<a\s[^<>]{0,20}href|\[(?:url|link)[=\]]", re.IGNORECASE)
_SHOUT = re.compile("[A-ZÅÄÖ]{2}")
_CATCHWORD = re.compile(
    r"\b(?:[Ss]kriv|SKRIV|[Kk]ommentera[r]?|[Ss]ms:?a|[Tt]ext|[Tt]ype|[Cc]omment|[Ss]vara|[Ss]kicka)"
    r"\s{1,3}(?:ordet\s|koden\s)?[\"”'»]?[A-ZÅÄÖ]{2,12}\b(?!\s+[A-ZÅÄÖ]{2})"
)
_INCOME = re.compile(
    r"\d[\d .]*(?:kr|kronor|sek|spänn|euro|dollar|usd|[$€£:-]*) ?(?:/|i |om |per |varje |a )"
    r"(?:veckan?|dag(?:en)?|timm?en?|tim|dygn(?:et)?|klick|day|week|hour)\b",
    re.IGNORECASE,
)
_DOMAIN_WORDS = {
    "gambling": re.compile(
        "casino|kasino|betting|spins|slots?|jackpot|lucky|poker|odds|bet[.-]|spel"
    ),
    "loan": re.compile(r"\blan(?:[aek]|\b)|lån|kredit|loan|snabbcash|cash"),
    "crypto": re.compile(
        "krypto|crypto|bitcoin|btc|coin|token|trad(?:e|ing)|invest|profit|forex|fx|rich|rikare|pips"
    ),
    "adult": re.compile(
        "dejt|dating|singl|sex|xxx|porn|porr|heta|nude|milf|escort|cams?[.-]|[.]cam|damer|traff|flirt|"
        "ikvall|passion|fling|kk-|babes|girls|tjejer|lust"
    ),
    "stream": re.compile("stream|strom|live-?tv|livehd|iptv|hdtv|hd[.-]|-tv|tvkung|sport-?direkt"),
    "giveaway": re.compile(
        "vinst|vinn|jubel|prize|gift|lotter|outlet|-rea|rea[.-]|lager|bonus|gratis|free"
    ),
    "miracle": re.compile(
        "slim|diet|bantn|mirak|magic|belly|cure|keto|herbal|natur-?kur|kur[.-]|detox|sparbox|spar-?el"
    ),
    "followers": re.compile("follow|foljar|boost|likes"),
}
_PHONE = re.compile(r"(?<!\d)(?:\+\d{1,3}|07)[ \-]?\d(?:[ \-]?\d){6,11}(?!\d)")
_ABROAD = re.compile(
    r"(?<!\d)(?:\+|00)(?!4[5-7]|358)[1-9]\d{0,2}[ \-]?\d(?:[ \-()]?\d){6,11}(?!\d)"
)
_IN_NUMBERS = (
    ("money", _MONEY, 0.15),
    ("phone", _PHONE, 0.15),
    ("abroad", _ABROAD, 0.35),
    ("income", _INCOME, 0.2),
)
_IN_CAPITALS = (("catchword", _CATCHWORD, 0.35),)
_EMOJI = re.compile("[💰💵💸🤑💲💳📈🔥👉👈➡⬇👇🚀🎁✈💋😈🍑🍆💊❄🍁🍬🌿🍄💉🔴▶🏆💎✅📲🕯🔞]")
_FIRST_EMOJI = "▶"
_PER_GRAM = re.compile(
    r"\b\d{2,3} ?(?:kr|:-|spänn|sek)? ?(?:/|per |gram|g ?/ ?)(?:g|gram|st)?\b(?<=g|m)", re.I
)
_ADULT_EMOJI = re.compile("[😈🍑🍆💋🔞💦👅🥵🙈😏]")
_DRUG_EMOJI = re.compile("[💊❄🍁🍃🍬🌿🍄💉🌲🧊🍫]")


@frozen(kw_only=True)
class Suspicion:
    """What the signs of a comment come to; `sign` is the one that weighs most."""

    topic: str
    certainty: float
    sign: Sign
    is_unlawful: bool


def find_spam(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """Spam, and with it "unlawful" where the offer is a crime in itself."""
    found = weigh_spam(parsed)
    if found is None:
        return
    start, end = parsed.text.original_span(found.sign.start, found.sign.end)
    for kind in ("spam", "unlawful")[: 1 + found.is_unlawful]:
        yield Finding(
            kind=kind,
            detail=found.topic,
            start=start,
            end=end,
            certainty=round(found.certainty, 3),
            detector="spam",
            quote=masked_quote(parsed, found.sign),
        )


def weigh_spam(parsed: ParsedText) -> Suspicion | None:
    """The topic with the most evidence, or None where there is too little."""
    surface = parsed.text.surface
    if parsed.tags.isdisjoint(NEEDS):
        return None
    links = find_links(parsed.text)
    signs = signs_of(parsed, "spam_sign")
    is_numeric = _DIGIT.search(surface) is not None
    topics: dict[str, list[Sign]] = defaultdict(list)
    for sign in (
        *signs_of(parsed, "spam_topic", is_repetition_counted=True),
        *filter(None, (gain(parsed), bait(parsed))),
        *_lookalikes(links),
        *_domain_words(links),
        *_anchors(surface),
        *_drug_offer(surface, is_numeric),
        *_adult_emoji(surface),
        *_foreign(parsed, links, signs),
    ):
        topics[sign.topic].append(sign)
    is_linked = any(link.trust != "trusted" for link in links)
    is_private = any(sign.name in _PRIVATE_WAYS for sign in signs)
    for name, found in list(topics.items()):
        is_story = is_private and any(sign.name == _STORY for sign in found)
        if not (any(map(_is_carrying, found)) or is_story or (is_linked and len(found) > 1)):
            del topics[name]
    if not topics and not signs:
        return None
    signs += _plain_signs(surface, links, is_numeric)
    if len(signs) + sum(map(len, topics.values())) == 1 and not any(
        sign.weight >= _ALONE for found in topics.values() for sign in found
    ):
        return None
    how = combined(sign.weight for sign in signs)
    if not topics and parsed.has("ad_topic"):
        return None
    if not topics:
        limit = _SHAPED if _has_shape(signs) else _WITHOUT_TOPIC
        topic, about, certainty = "contact", signs, min(how, limit)
    else:
        sums = {name: combined(s.weight for s in found) for name, found in topics.items()}
        topic = max(sums, key=lambda name: sums[name])
        about = topics[topic]
        others = combined(_OTHER_TOPICS * value for name, value in sums.items() if name != topic)
        certainty = combined((sums[topic], others, how))
        if not signs and topic in _DEBATED and not any(s.name in _DELIVERED for s in about):
            certainty = min(certainty, _WITHOUT_WAY)
        if not signs and topic == "job":
            certainty *= _WITHOUT_LURE
    for excuse in signs_of(parsed, "spam_excuse", is_asked_counted=True):
        if topic != "recovery":
            certainty *= 1.0 - excuse.weight
    if topic in _FOR_A_CAUSE and (parsed.has("event_who") or _is_for_a_cause(parsed)):
        certainty *= 0.5
    if certainty < SUSPECTED:
        return None
    return Suspicion(
        topic=topic,
        certainty=certainty,
        sign=max(about, key=lambda sign: sign.weight),
        is_unlawful=topic in _UNLAWFUL or (topic == "phishing" and _is_impostor(about)),
    )


def _is_for_a_cause(parsed: ParsedText) -> bool:
    """Whether it is said whom the money goes to; a draw alone says nothing of that."""
    return any(
        span.entry.detail == "cause" and "lott" not in parsed.words[span.start].norm
        for span in parsed.spans.get("ad_excuse")
    )


def _has_shape(signs: list[Sign]) -> bool:
    names = {sign.name for sign in signs}
    return not names.isdisjoint(_FAR_WAYS) and len(names & _PUSHES) > 1


def _is_impostor(signs: list[Sign]) -> bool:
    """Whether the phishing is in the name of an authority, the municipality or the platform."""
    return any(sign.name == "phishing.authority" for sign in signs)


def _is_carrying(sign: Sign) -> bool:
    return sign.name.partition(".")[2] not in _SUPPORTING


def _lookalikes(links: tuple[Link, ...]) -> Iterator[Sign]:
    for link in links:
        if link.trust == "lookalike":
            yield Sign(name="phishing.domain", weight=0.4, start=link.start, end=link.end)
            return


def _domain_words(links: tuple[Link, ...]) -> Iterator[Sign]:
    """What the name of a site says that it offers."""
    for link in links:
        if link.trust in ("unknown", "short"):
            for topic, pattern in _DOMAIN_WORDS.items():
                if pattern.search(link.domain):
                    yield Sign(name=f"{topic}.site", weight=0.3, start=link.start, end=link.end)


def _anchors(surface: str) -> Iterator[Sign]:
    """Markup of links, which nobody writes in a comment by hand."""
    if match := _ANCHOR.search(surface):
        yield Sign(name="links.anchor", weight=0.65, start=match.start(), end=match.end())


def _drug_offer(surface: str, is_numeric: bool) -> Iterator[Sign]:
    """Two or more different emoji that stand for drugs."""
    if is_numeric and (match := _PER_GRAM.search(surface)):
        yield Sign(name="drugs.gram", weight=0.4, start=match.start(), end=match.end())
    found = list(_DRUG_EMOJI.finditer(surface)) if max(surface) >= _FIRST_EMOJI else []
    if len({match.group() for match in found}) > 1:
        start, end = found[0].start(), found[-1].end()
        yield Sign(name="drugs.emoji", weight=0.35, start=start, end=end)


def _foreign(parsed: ParsedText, links: tuple[Link, ...], signs: list[Sign]) -> Iterator[Sign]:
    """Words that are not Swedish around a link to somewhere unknown, or another way out."""
    way: Link | Sign | None = next((link for link in links if link.trust != "trusted"), None)
    if way is None:
        way = next((sign for sign in signs if sign.topic == "funnel"), None)
    if way is None:
        return
    long = [w for w in parsed.words if w.is_word and len(w.norm) > 2 and "." not in w.norm]
    if len(long) >= _FEWEST and sum(w.is_known for w in long) <= _FEW_KNOWN * len(long):
        yield Sign(name="foreign.text", weight=0.35, start=way.start, end=way.end)


def _adult_emoji(surface: str) -> Iterator[Sign]:
    """Emoji that stand for bodies; one is enough beside other words."""
    if max(surface) >= _FIRST_EMOJI and (match := _ADULT_EMOJI.search(surface)):
        yield Sign(name="adult.wink", weight=0.2, start=match.start(), end=match.end())


def _plain_signs(surface: str, links: tuple[Link, ...], is_numeric: bool) -> Iterator[Sign]:
    """Signs that are no words."""
    foreign = [link for link in links if link.trust != "trusted"]
    if foreign:
        first = foreign[0]
        weight = 0.5 if first.is_disguised else _LINK_WEIGHTS[first.trust]
        yield Sign(name="link", weight=weight, start=first.start, end=first.end)
    patterns = _IN_NUMBERS if is_numeric else ()
    for name, pattern, weight in (*patterns, *(_IN_CAPITALS if _SHOUT.search(surface) else ())):
        if match := pattern.search(surface):
            yield Sign(name=name, weight=weight, start=match.start(), end=match.end())
    if max(surface) >= _FIRST_EMOJI and (emoji := list(_EMOJI.finditer(surface))):
        weight = 0.2 if len(emoji) > 2 else 0.1
        yield Sign(name="emoji", weight=weight, start=emoji[0].start(), end=emoji[0].end())
