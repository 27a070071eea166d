"""E-mail addresses, also with the signs in words, and whether an office has them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ale_moderation.detectors.nearby import is_near, word_at
from ale_moderation.parsed_text import AT_SIGN, ParsedText

_DOTS = r"[.。｡]"
_MAIL = re.compile(
    r"(?<![\w.+@-])([\w.+-]{1,64}) ?@ ?"
    rf"([a-z0-9åäö-]{{1,63}}(?: ?{_DOTS} ?[a-z0-9åäö-]{{2,63}}){{1,4}})(?!\w)",
    re.I,
)
_SIGN = r"(?:snabel-?\s?an?|snabel|alfaslang|kanelbulle|at|a|@)"
_AT = (
    rf"(?:\s{{0,2}}[(\[{{<*]\s?{_SIGN}\s?[)\]}}>*]\s{{0,2}}"
    r"|\s{1,2}(?:at|snabel-?\s?a|snabel|alfaslang|kanelbulle|@)\s{1,2}"
    r"|\s?\b(?:snabel-?a|alfaslang)\s?|@|[-_](?:at|snabel-?a)[-_])"
)
_DOT = (
    r"(?:\s{0,2}[(\[{<*]\s?(?:dot|punkt|\.)\s?[)\]}>*]\s{0,2}"
    r"|\s{1,2}(?:dot|punkt)\s{1,2}|[-_](?:dot|punkt)[-_]|\.|\s\.\s|,(?=(?:se|com|nu|example)\b))"
)
_DISGUISED = re.compile(
    rf"(?<![\w.+-])((?:[\w+-]{{1,40}}{_DOT})?(?:\w\s)?[\w.+-]{{1,64}}){_AT}"
    rf"([\w-]{{1,63}}(?:{_DOT}[\w-]{{2,63}}){{1,3}})(?!\w)",
    re.I,
)
_BRACKETED = re.compile(rf"[(\[{{<*]\s?{_SIGN}\s?[)\]}}>*]|[-_](?:at|snabel-?a)[-_]", re.I)
_WORDED_DOT = re.compile(r"\bdot\b|punkt|[(\[{<*] ?\. ?[)\]}>*]|,(?:se|com|nu|example)\b", re.I)
_ENDINGS = re.compile(
    r"(?:se|com|nu|net|org|eu|example|no|dk|fi|info|io|me|de|uk|tech|site|online)\Z", re.I
)
"""What an address usually ends in; asked for where spaces make it look like something else."""

_FUNCTIONS = re.compile(
    r"(?:kansli|info|registrator|styrelse|kundtj|kundserv|kommun|kontakt|kontor|exp(?:edition)?\b|post\b|mail\b|hej\b|hello"
    r"|support|bokning|boka|anmal|anmäl|reception|vaxel|växel|ordforande|ordförande|kassor|kassör|sekreterare"
    r"|medlem|tavling|tävling|redaktion|press|faktura|ekonomi|nyhetsbrev|uthyrning|scout|samråd|samrad|kår|lokal|buss|hemtj|vård|vard|kyrka|ordermottagning|order|butik|forening|förening|klubb|bibliotek"
    r"|[a-z]*fragor|[a-z]*frågor|skola|forskola|förskola|rektor|dataskydd|dso|gdpr|felanmal|felanmäl|bygglov|miljo\b|miljö\b|socialtj|nämnd"
    r"|namnd|noreply|no-reply|webmaster|admin|office|service|forsaljning|försäljning|jobb\b|cafe|lokal|valberedning)",
    re.I,
)
"""How the mailbox of an office or an association begins."""

_BODIES = re.compile(
    r"(?:kommun|kontoret|förvaltning|forvaltning|\bale\.(?:se|example)|region|myndighet|\bgov\b|polis|skatteverket|lansstyrelse|länsstyrelse|forsamling|svenskakyrkan)"
)
"""What the domain of an authority holds: its employees' addresses are those of their posts."""

_FIRM = re.compile(
    r"visit|official|officiell|sverige|sweden|shop|store|butik|news|nytt|radio|förening|forening|bibl"
    r"|kommun|skola|klubb|foretag|företag|handlarna|bolag|butik|bostad|byalag|hembygd|gille|scout|församling|forsamling|kyrka|museum|teater"
    r"|krog|restaurang|pizz|caf[eé]|(?:[_.]|\b)(?:ab|if|ik|bk|fc|hk)\Z"
)
"""What the name of a firm, a medium or an association in a medium holds."""

Place = tuple[int, int, float, bool]


def find_mails(parsed: ParsedText) -> Iterator[Place]:
    """The place in the surface of each address, its certainty and whether it is an office's."""
    surface = parsed.text.surface
    if AT_SIGN in parsed.tags:
        for match in _MAIL.finditer(surface):
            if _is_whole(match):
                yield _found(match, 0.95)
    has_dot = AT_SIGN in parsed.tags and _WORDED_DOT.search(surface) is not None
    if has_dot or parsed.has("contact.at") or _BRACKETED.search(surface):
        for match in _DISGUISED.finditer(surface):
            if not _is_sentence(parsed, match):
                yield _found(match, 0.9)


def _is_whole(match: re.Match[str]) -> bool:
    """Whether the parts belong together: "vi ses @ badet . kom" and "insta @name" are none."""
    local, domain = match.groups()
    sign = match.group()[len(local) : len(match.group()) - len(domain)]
    if " " not in domain.replace(" . ", ".") and sign != " @":
        return True
    return _ENDINGS.search(domain) is not None and ". " not in domain.replace(" . ", ".")


def _found(match: re.Match[str], certainty: float) -> Place:
    local, domain = match.group(1), match.group(2).casefold()
    is_public = (
        _FUNCTIONS.match(local) is not None
        or _BODIES.search(domain) is not None
        or _FIRM.search(domain.rpartition(".")[0]) is not None
    )
    return match.start(), match.end(), certainty, is_public


def is_office_name(name: str) -> bool:
    """Whether a name in a medium is that of an office, an authority or an association."""
    name = name.casefold()
    if _FIRM.search(name):
        return True
    return _FUNCTIONS.match(name) is not None or _BODIES.search(name) is not None


def _is_sentence(parsed: ParsedText, match: re.Match[str]) -> bool:
    """Whether the disguise is the English word: "look at page.example"."""
    between = match.group()[match.end(1) - match.start() : match.start(2) - match.start()]
    if between.strip().casefold().strip("-_") != "at" or "." not in match.group(2):
        return False
    first = word_at(parsed, match.start())
    return not is_near(parsed, ("contact.verb", "contact.data"), first, first, before=5, after=0)
