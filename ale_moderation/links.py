"""The links of a text, and how far they are to be trusted."""

from __future__ import annotations

import re

from attrs import field, frozen

_TOP = (
    "example|se|nu|com|net|org|info|biz|online|site|shop|store|xyz|top|club|app|io|me|co|ly|gl|gg|"
    "link|click|live|vip|ru|cn|eu|no|dk|fi|de|uk|tv|to|cc|ai|dev|page|pro|life|world|today|icu"
)
_DOT = (
    r"(?:\.| ?[\[({](?:dot|punkt|prick|\.)[\])}] ?| (?:dot|punkt) (?=(?:se|com|nu|net|example)\b))"
)
_PLAIN_HINT = re.compile(rf"\.(?:{_TOP})(?!\w)")
_JOINED = re.compile(r"\.\w")
_DISGUISES = ("[", "(", "{", "://", "dot", "DOT", "Dot", "punkt", "PUNKT", "Punkt")
_HINT = re.compile(
    rf"\.(?:{_TOP})(?!\w)|://|www\.|[\[({{](?:dot|punkt|prick|\.)[\])}}]"
    r"| (?:dot|punkt) (?:se|com|nu|net|example)\b",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?<![\w@.-])(?:(?P<scheme>h(?:tt|xx)ps?)(?:://|\[:\]//|:\\\\))?"
    rf"(?P<domain>[^\W_][\w-]{{0,62}}(?:{_DOT}[^\W_][\w-]{{0,62}}){{0,5}}{_DOT}(?P<top>{_TOP}))"
    r"(?![\w@-])(?:/[^\s<>\"”)]{0,200})?",
    re.IGNORECASE,
)
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
    """.split()
)
"""Authorities, news, associations and the large platforms: a link there is no sign of spam."""

_TRUSTED_PARTS = ("forening", "hembygd", "scout", "kyrka")
_SHORTENERS = frozenset(
    ("bit", "tinyurl", "t", "goo", "cutt", "rebrand", "is", "ow", "buff", "shorturl", "rb", "lnkd")
)
_SHORT_TOPS = frozenset(("ly", "me", "com", "gl", "gd", "co", "to", "gg", "cc", "at", "example"))
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
_UNDOTTED = str.maketrans("åäöé", "aaoe")


@frozen(kw_only=True)
class Link:
    """A link at code points `start` to `end` of the surface.

    `trust` is "trusted", "unknown", "short" (hides where it leads) or "lookalike" (bears the name
    of an authority, a carrier, a bank or a platform that it does not belong to).
    """

    domain: str = field(repr=False)
    start: int
    end: int
    trust: str
    is_disguised: bool


def find_links(surface: str) -> tuple[Link, ...]:
    """The links of a text in order of place; addresses of e-mail are none."""
    if _JOINED.search(surface) is None and not any(mark in surface for mark in _DISGUISES):
        return ()
    if _HINT.search(surface) is None:
        return ()
    return tuple(
        _link(match)
        for match in _LINK.finditer(surface)
        if _AT.search(surface, max(0, match.start() - 14), match.start()) is None
    )


def may_hold_link(surface: str) -> bool:
    """Whether a text holds something like a link in plain writing; cheap."""
    return "://" in surface or "www." in surface or _PLAIN_HINT.search(surface) is not None


def _link(match: re.Match[str]) -> Link:
    written = match["domain"].casefold()
    domain = _ANY_DOT.sub(".", written).replace(" ", "").removeprefix("www.")
    scheme = (match["scheme"] or "").casefold()
    return Link(
        domain=domain,
        start=match.start(),
        end=match.end(),
        trust=_trust(domain),
        is_disguised=scheme.startswith("hxx") or domain != written.removeprefix("www."),
    )


def _trust(domain: str) -> str:
    labels = domain.translate(_UNDOTTED).split(".")
    if ".".join(labels[-2:]) in _TRUSTED:
        return "trusted"
    if len(labels) == 2 and labels[0] in _SHORTENERS and labels[1] in _SHORT_TOPS:
        return "short"
    parts = [part for label in labels[:-1] for part in label.split("-")]
    if any(_is_borrowed(part) for part in parts):
        return "lookalike"
    if labels[-1] in ("se", "nu", "org") and any(p in domain for p in _TRUSTED_PARTS):
        return "trusted"
    return "unknown"


def _is_borrowed(part: str) -> bool:
    """Whether a part of a domain is a name of `_BORROWED`, or begins with one of the long ones."""
    return part in _BORROWED or any(
        part.startswith(name) for name in _BORROWED if len(name) >= _LONG
    )
