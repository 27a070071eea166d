"""The links of a text, and how far they are to be trusted.

Which part of a host is registered by somebody (`se.care` in `1177.se.care`) is known to tldextract,
by the list that comes with it; nothing is fetched. It is imported when a text first holds a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import field, frozen

from ale_moderation.text import NormalisedText

if TYPE_CHECKING:
    from tldextract import TLDExtract

_TOP = (
    "example|se|nu|com|net|org|info|biz|online|site|shop|store|xyz|top|club|app|io|me|co|ly|gl|gg|"
    "link|click|live|vip|ru|cn|eu|no|dk|fi|de|uk|tv|to|cc|ai|dev|page|pro|life|world|today|icu|"
    "bet|casino|poker|games|loan|loans|credit|cash|money|finance|fund|trade|trading|exchange|win|"
    "bid|fun|tech|space|website|host|press|expert|agency|digital|network|social|support|services|"
    "solutions|center|group|company|business|care|health|fit|diet|beauty|dating|chat|sex|porn|xxx|"
    "adult|cam|webcam|stream|video|download|review|reviews|deals|discount|sale|promo|gift|lol|"
    "buzz|rest|cyou|cfd|sbs|monster|quest|bond|skin|lat|pics|media|email|ninja|ink|ws|tk|ml|cf|gq|"
    "pw|su|kz|pl|lt|lv|ee|fr|nl|us|ca|br|bio|bar|zip|mov"
)
"""Tops under which a bare domain is taken for a link. The rest need a scheme, www or a path, for
many are Swedish words: `.men`, `.is`, `.in`."""

_DOT = (
    r"(?:\.| ?[\[({](?:dot|punkt|prick|\.)[\])}] ?| (?:dot|punkt) (?=(?:se|com|nu|net|example)\b)"
    r"| \.(?=(?:se|com|nu|net|example)\b))"
)
_PLAIN_HINT = re.compile(rf"\.(?:{_TOP})(?!\w)|\w\.[a-z]{{2,24}}/|\w\[\.\]\w", re.IGNORECASE)
_JOINED = re.compile(r"\.\w")
_DISGUISES = ("[", "(", "{", "://", "dot", "DOT", "Dot", "punkt", "PUNKT", "Punkt")
_HINT = re.compile(
    rf"\.(?:{_TOP})(?!\w)|://|www\.|\w\.[a-z]{{2,24}}/|[\[({{](?:dot|punkt|prick|\.)[\])}}]"
    r"| (?:dot|punkt) (?:se|com|nu|net|example)\b",
    re.IGNORECASE,
)
_LABEL = r"[^\W_][\w-]{0,62}"
_LINK = re.compile(
    r"(?<![\w@.-])(?:(?P<scheme>h(?:tt|xx)ps?)(?:://|\[:\]//|:\\\\))?"
    rf"(?P<host>(?P<ip>\d{{1,3}}(?:\.\d{{1,3}}){{3}})|{_LABEL}(?:{_DOT}{_LABEL}){{0,5}}"
    rf"{_DOT}[^\W\d_][\w-]{{1,30}})(?![\w@-])(?P<path>(?::\d{{2,5}})?/[^\s<>\"”)]{{0,200}})?",
    re.IGNORECASE,
)
_BARE_TOP = frozenset(_TOP.split("|"))
_NEXT_SENTENCE = re.compile(r"(?<=[a-z0-9åäö])\.[A-ZÅÄÖ][a-zåäö]*\Z")
_AT = re.compile(r"(?:@|[\[({]\s?(?:at|snabel-?a)\s?[\])}]|\b(?:at|snabel-?a))\s*\Z", re.IGNORECASE)
_ANY_DOT = re.compile(_DOT, re.IGNORECASE)

_TRUSTED = frozenset(
    """
    ale.se 1177.se sverige.se krisinformation.se elpriskollen.se hallakonsument.se bankid.com
    svt.se sverigesradio.se sr.se tv4.se gp.se dn.se svd.se expressen.se aftonbladet.se ttela.se
    alekuriren.se omni.se tt.se bohuslaningen.se wikipedia.org youtube.com youtu.be facebook.com
    instagram.com google.com google.se vasttrafik.se trafikverket.se skatteverket.se polisen.se
    forsakringskassan.se arbetsformedlingen.se transportstyrelsen.se tullverket.se kronofogden.se
    naturvardsverket.se boverket.se livsmedelsverket.se folkhalsomyndigheten.se socialstyrelsen.se
    skolverket.se skolinspektionen.se migrationsverket.se msb.se mcf.se smhi.se scb.se imy.se pts.se
    lansstyrelsen.se riksdagen.se regeringen.se domstol.se jo.se arn.se konsumentverket.se skr.se
    lantmateriet.se energimyndigheten.se csn.se pensionsmyndigheten.se valmyndigheten.se ei.se
    vgregion.se orust.se goteborg.se kungalv.se lillaedet.se postnord.se swedavia.se sj.se
    svenskakyrkan.se rodakorset.se raddabarnen.se scouterna.se pro.se spf.se lions.se equmenia.se
    naturskyddsforeningen.se hembygd.se laget.se svenskalag.se sportadmin.se idrottonline.se rf.se
    svenskfotboll.se bygdegardarna.se abf.se sv.se studieframjandet.se friluftsframjandet.se
    swedbank.se nordea.se handelsbanken.se seb.se sparbanken.se klarna.com swish.nu dhl.com ups.com
    bring.se budbee.com instabox.se telia.se netflix.com spotify.com paypal.com meta.com
    """.split()
)
"""Authorities, news, associations, banks and the large platforms: a link there is no sign of
spam."""

_TRUSTED_PARTS = ("forening", "hembygd", "scout", "kyrka")
_SHORTENERS = frozenset(
    """
    bit.ly tinyurl.com goo.gl t.co t.ly cutt.ly rebrand.ly is.gd v.gd ow.ly buff.ly shorturl.at
    rb.gy lnkd.in tiny.cc bl.ink shorte.st adf.ly s.id soo.gd clck.ru u.to x.gd urlz.fr cli.re
    qrco.de tr.ee linktr.ee beacons.ai bio.link lnk.bio campsite.bio taplink.cc allmylinks.com
    linkin.bio solo.to msha.ke hoo.be heylink.me linkpop.com bio.site flow.page linkfly.to
    t.me telegram.me telegram.dog wa.me wa.link whatsapp.com signal.me signal.group m.me line.me
    discord.gg viber.com wechat.com snapchat.com onlyfans.com fansly.com
    """.split()
)
"""Shorteners, collections of links and messengers: where they lead is not to be seen."""

_SHORT_NAMES = frozenset(
    domain.partition(".")[0] for domain in ("bit.ly", "tinyurl.com", "cutt.ly")
)
_BORROWED = frozenset(
    """
    postnord postnords postombud pn dhl bring budbee instabox schenker ups bankid swish swedbank
    nordea handelsbanken seb klarna sparbanken skatteverket forsakringskassan transportstyrelsen
    trafikverket kronofogden polisen tullverket pensionsmyndigheten arbetsformedlingen csn
    migrationsverket kommun kommunen alekommun trangselskatt netflix spotify telia paypal facebook
    instagram meta metabusiness appeal verify account security copyright helpcenter support
    aterbetalning aterbaring utbetalning skatt betal
    """.split()
)
"""Names of carriers, banks, authorities and platforms, and the words that go with them."""

_LONG = 8
_SHORTEST_LIKENESS = 6
_LIKE = frozenset(
    """
    postnord bankid swedbank nordea handelsbanken klarna sparbanken skatteverket forsakringskassan
    transportstyrelsen trafikverket kronofogden polisen tullverket pensionsmyndigheten netflix
    arbetsformedlingen migrationsverket spotify paypal facebook instagram alekommun
    """.split()
)
"""Names of which a misspelling is no accident."""

_UNDOTTED = str.maketrans("åäöé", "aaoe")
_DIGITS_AS_LETTERS = str.maketrans("013457i|", "oleastll")


@frozen(kw_only=True)
class Link:
    """A link at code points `start` to `end` of the surface.

    `trust` is "trusted", "unknown", "short" (hides where it leads, a bare number included) or
    "lookalike" (bears the name of an authority, a carrier, a bank or a platform that it does not
    belong to, or letters that are not what they look like). A disguised link is spelt so that
    machines do not see it.
    """

    domain: str = field(repr=False)
    start: int
    end: int
    trust: str
    is_disguised: bool


def find_links(text: NormalisedText | str) -> tuple[Link, ...]:
    """The links of a text in order of place; addresses of e-mail are none."""
    surface = text if isinstance(text, str) else text.surface
    if _JOINED.search(surface) is None and not any(mark in surface for mark in _DISGUISES):
        return ()
    if _HINT.search(surface) is None:
        return ()
    return tuple(_links(surface, None if isinstance(text, str) else text))


def may_hold_link(surface: str) -> bool:
    """Whether a text holds something like a link in plain writing; cheap."""
    return "://" in surface or "www." in surface or _PLAIN_HINT.search(surface) is not None


def _links(surface: str, text: NormalisedText | None) -> Iterator[Link]:
    for match in _LINK.finditer(surface):
        if _AT.search(surface, max(0, match.start() - 14), match.start()) is not None:
            continue
        written = _NEXT_SENTENCE.sub("", match["host"])
        end = match.end() if match["path"] else match.start("host") + len(written)
        written = written.casefold()
        host = _ANY_DOT.sub(".", written).replace(" ", "")
        is_marked = bool(match["scheme"] or match["path"]) or host.startswith("www.")
        host = host.removeprefix("www.")
        if match["ip"] is None and not _is_host(host, is_marked=is_marked):
            continue
        scheme = (match["scheme"] or "").casefold()
        is_false = _is_false(host) or (text is not None and _is_mapped(text, match))
        yield Link(
            domain=host,
            start=match.start(),
            end=end,
            trust="lookalike" if is_false else "short" if match["ip"] else _trust(host),
            is_disguised=scheme.startswith("hxx") or host != written.removeprefix("www."),
        )


def _is_host(host: str, *, is_marked: bool) -> bool:
    """Whether a name ends in a top that exists, and one that few words end in if it stands bare."""
    top = host.rpartition(".")[2]
    return top in _BARE_TOP or (is_marked and top in _extract().tlds)


def _is_false(host: str) -> bool:
    """Whether a host is written with letters of several scripts, openly or in their ASCII form."""
    return any(label.startswith("xn--") for label in host.split(".")) and any(
        ord(c) > 0x24F for c in _decoded(host)
    )


def _decoded(host: str) -> str:
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return "\N{REPLACEMENT CHARACTER}"


def _is_mapped(text: NormalisedText, match: re.Match[str]) -> bool:
    """Whether look-alike letters were mapped to Latin ones in a host."""
    start, end = text.original_span(*match.span("host"))
    return match["host"].isascii() and any(
        0x370 <= ord(c) < 0x600 for c in text.original[start:end]
    )


@lru_cache(1)
def _extract() -> TLDExtract:
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None, extra_suffixes=("example",))


@lru_cache(4096)
def _trust(domain: str) -> str:
    found = _extract().extract_str(domain.translate(_UNDOTTED))
    registered = f"{found.domain}.{found.suffix}"
    if registered in _TRUSTED:
        return "trusted"
    if registered in _SHORTENERS or (found.domain in _SHORT_NAMES and not found.subdomain):
        return "short"
    labels = domain.translate(_UNDOTTED).split(".")
    parts = [part for label in labels[:-1] for part in label.split("-")]
    pairs = (".".join(labels[i : i + 2]) for i in range(len(labels) - 2))
    if not _TRUSTED.isdisjoint(pairs) or any(
        _is_borrowed(part) or _is_like(part) for part in parts
    ):
        return "lookalike"
    if found.suffix in ("se", "nu", "org") and any(p in domain for p in _TRUSTED_PARTS):
        return "trusted"
    return "unknown"


def _is_borrowed(part: str) -> bool:
    """Whether a part of a domain is a name of `_BORROWED`, or begins with one of the long ones."""
    return part in _BORROWED or any(
        part.startswith(name) for name in _BORROWED if len(name) >= _LONG
    )


def _is_like(part: str) -> bool:
    """Whether a part is a name with digits for letters, or a long one but for one letter."""
    if len(part) < _SHORTEST_LIKENESS:
        return False
    plain = part.translate(_DIGITS_AS_LETTERS)
    for name in _LIKE:
        if plain == name.translate(_DIGITS_AS_LETTERS):
            return True
        if len(name) >= _LONG and abs(len(name) - len(part)) <= 1 and _is_one_off(part, name):
            return True
    return False


def _is_one_off(one: str, other: str) -> bool:
    """Whether two words differ by one letter put in, left out, changed or swapped with the next."""
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if at is None:
        return True
    rest, other_rest = one[at:], other[at:]
    return (
        rest[1:] == other_rest[1:]
        or rest[1:] == other_rest
        or rest == other_rest[1:]
        or (rest[1::-1] == other_rest[:2] and rest[2:] == other_rest[2:])
    )
