"""How the words of a sentence stand, by which Swedish shows a question.

A sentence is one when a verb follows its question word ("när plogar ni") or opens the clause ("går
det att"). Each word has a role, worked out once for each form; their order tells the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ale_moderation.parsed_text import Word

_LEAD, _WEAK_LEAD, _WH, _VERB, _REPORT, FOREIGN, FRIEND, MARK = (1 << n for n in range(8))
"""What the order of words asks of a word; `role_of` is any of them together."""

FORMING = _WH | _VERB | FOREIGN | MARK
"""Without one of these, and without a word that asks, a sentence has no form of a question."""

SIGNS_OF_WORDS = (
    ("svc_concrete", 1 << 8, "concrete"),
    ("svc_topic", 1 << 9, "topic"),
    ("svc_ni", 1 << 10, "municipality"),
    ("svc_politics", 1 << 11, "politics"),
    ("svc_thou", 1 << 12, "friend"),
    ("svc_why", 1 << 13, "why"),
)
"""Signs of single words with their roles; their lists hold no patterns of several."""

_OPENING_VERBS = frozenset(("svc_opener", "svc_modal", "svc_copula"))
_BEFORE_WH = frozenset("till för i på av enligt från med hos vid efter om under mot".split())
"""Prepositions that may stand before a question word: till vem, på vilket sätt."""

_FAR_VERB = frozenset(("hur", "vilken", "vilket", "vilka", "vicken", "vicket", "vems"))
"""Question words that may have other words before the verb: hur lång tid tar, vilken dag tömmer."""

_RELATIVES = frozenset(("vilken", "vilket", "vilka"))
_FRONTING = frozenset(
    """
    i på för efter med utan utanför enligt trots under innan därför dessutom även sedan vid från av
    till fast medan genom mellan kring inom enbart numera senare därefter samtidigt
    """.split()
)
"""Words with which a statement begins whose subject comes after its verb."""

_SUBORDINATE = frozenset(("om", "när", "då", "eftersom", "som", "att"))
_DEFINITE = ("en", "et", "an", "arna", "erna", "orna", "ns")
_NO_NOUNS = frozenset("istället redan sedan innan mycket nästan sällan någonsin".split())
"""Words that end like nouns in the definite form; so do adverbs in -igen: troligen, egentligen."""

_OBJECTS = frozenset(("det", "dä", "den"))
"""Pronouns that may be the object of a statement without a subject: älskar den."""
_TRANSITIVE = frozenset(
    """
    gör tar ger ser säljer håller tog gav la lade vet sa såg skrev menar tänker hämtar lämnar kör
    söker hör hyr visste står
    """.split()
)
"""Opening verbs after which such a pronoun is no subject: "gör det", "tar den"."""

_PAUSES = frozenset((",", "-", "–", ";", "”", '"'))
_ASKED = frozenset("ni man jag ja vi du någon nån kommunen".split())
"""Subjects of a question that follows on a statement: "boken är 978…, kan ni låna in den"."""

_AFTERTHOUGHT, _LONG_STATEMENT = 6, 14
"""Words after which a clause that begins with its verb may only go on with a statement, if the
sentence is longer than the second."""


@lru_cache(maxsize=10_000)  # few, since the words in the keys are kept alive
def role_of(word: Word) -> int:
    """What a word may be in a question, wherever it stands."""
    norm, tags = word.norm, word.tags
    role = 0
    if "svc_lead" in tags or not (word.is_word or norm[-1].isalnum()) or norm[0] == "@":
        role |= _LEAD
    if "svc_weak_lead" in tags:
        role |= _WEAK_LEAD
    if "svc_wh" in tags:
        role |= _WH
    if is_verb(word):
        role |= _VERB
    if "svc_report" in tags:
        role |= _REPORT
    if "svc_foreign_wh" in tags or _is_finnish(word):
        role |= FOREIGN
    if norm[0] == "@":
        role |= FRIEND
    if "svc_mark" in tags:
        role |= MARK
    return role | sum(sign for tag, sign, _ in SIGNS_OF_WORDS if tag in tags)


def word_order(words: Sequence[Word], roles: Sequence[int], is_marked: bool) -> set[str]:
    """`order` where a verb follows a question word, `verb` where one opens a clause."""
    found: set[str] = set()
    before = _LEAD
    for i, role in enumerate(roles):
        lead, before = before, role
        if role & _WH:
            word = words[i]
            if i and words[i - 1].norm in _BEFORE_WH:  # "till vem skickar jag"
                lead = roles[i - 2] if i > 1 else _LEAD
            may_open = lead & (_LEAD | _WEAK_LEAD)
            may_ask = may_open and (is_marked or i == 0 or word.norm not in _RELATIVES)
            if may_ask or (is_marked and word.norm != "var"):
                if _asks(words[i:]):
                    found.add("order")
                elif is_marked and may_open:
                    found.add("fragment")
        if not role & _VERB and (i or not is_marked):
            continue
        if i == len(words) - 1 or not _may_open(words, roles, i, lead, is_marked):
            continue
        if _is_subject(words[i + 1], words[i], is_marked) or _is_there(words[i:]):
            found.add("verb")
            if not is_marked and _is_condition(words[i:]):
                found.add("condition")
    return found


def _may_open(
    words: Sequence[Word], roles: Sequence[int], i: int, lead: int, is_marked: bool
) -> bool:
    """Whether a word that is not the last may be the verb with which a question opens."""
    if i == 0:
        return bool(roles[0] & _VERB) or (is_marked and _may_be_verb(words[0]))
    if not roles[i] & _VERB or roles[i] & _REPORT:
        return False
    if not lead & (_LEAD | _WEAK_LEAD if is_marked else _LEAD):
        return False
    first, pause, subject = words[0].norm, words[i - 1], words[i + 1].norm
    starts_with_verb = roles[0] & _VERB and "svc_pronoun" in words[1].tags
    if first in _SUBORDINATE or starts_with_verb:  # "om det regnar, blir det inställt då?"
        return is_marked and pause.norm == ","
    if is_marked or pause.is_word or subject == "ni":
        return True
    if first in _FRONTING or first[0].isdigit():  # "efter matchen, som slutade lika, har laget …"
        return False
    is_long = i > _AFTERTHOUGHT and len(words) > _LONG_STATEMENT
    is_statement = is_long and pause.norm in _PAUSES  # ", måste han …", ", är det …"
    return not is_statement or subject in _ASKED


def _asks(words: Sequence[Word]) -> bool:
    """Whether a verb follows the question word at the head of some words, before any subject."""
    i = 1
    while i < len(words) and i < 3 and "svc_filler" in words[i].tags:
        i += 1
    if i == len(words):
        return False
    follows = words[i]
    is_near = _FAR_VERB.isdisjoint(words[0].keys)
    if is_near or ("hur" in words[0].keys and "svc_degree" not in follows.tags):
        may_be_past = is_past(follows) or follows.norm + "a" in follows.keys
        return is_verb(follows) or may_be_past or _is_misspelt_verb(words[i:])
    before = follows
    for word in words[i : i + 4]:
        if "svc_pronoun" in word.tags:
            return before is not follows and before.norm.endswith(("de", "te"))
        if not word.is_word:
            return False
        before = word
        if is_verb(word) or is_past(word):
            return True
    return False


def _is_subject(word: Word, verb: Word, is_marked: bool) -> bool:
    """Whether a word can be the subject of the verb that opens a clause.

    Without a mark only what is hardly anything but a question counts: comments often leave out the
    subject of a statement ("tog bussen"), and "tycker jag" ends one.
    """
    norm, tags = word.norm, word.tags
    is_opening = not _OPENING_VERBS.isdisjoint(verb.tags)
    if is_marked:
        is_plain = is_opening or "svc_subject" in tags
        return word.is_word and (is_plain or norm.endswith(("en", "et", "na")))
    if "svc_never_opens" in verb.tags or "svc_neg" in tags:
        return False
    if "svc_first_person" in tags:
        return "svc_modal" in verb.tags
    if norm in ("en", "ett"):  # "kan en nominera", "kan ett barn åka"
        return verb.norm in ("kan", "ska", "bör")
    if "svc_pronoun" in tags or "svc_anyone" in tags:
        may_be_object = norm in _OBJECTS and (not is_opening or verb.norm in _TRANSITIVE)
        return norm != verb.norm and not may_be_object
    if verb.tags.isdisjoint(("svc_modal", "svc_copula")):
        return "svc_topic" in tags and norm.endswith(("n", "t", "na")) and verb.norm[-1] in "rs"
    is_definite = len(norm) > 4 and norm.endswith(_DEFINITE) and "svc_again" not in tags
    is_definite = is_definite and norm not in _NO_NOUNS and not norm.endswith("igen")
    return is_definite or norm != word.form or any(c.isdigit() for c in norm) or "place" in tags


def _is_there(words: Sequence[Word]) -> bool:
    """Whether "finns fika att köpa", "finns toalett på stranden": not "finns folk som …"."""
    near = {word.norm for word in words[1:5]}
    return words[0].norm == "finns" and "som" not in near and not near.isdisjoint(_ABOUT_PLACE)


_ABOUT_PLACE = frozenset(("att", "på", "i", "vid", "kvar", "till", "för", "hos", "där", "ledig"))


def is_verb(word: Word) -> bool:
    """Whether a form is a verb in the present tense or one that often opens a question."""
    if not _OPENING_VERBS.isdisjoint(word.tags):
        return True
    norm = word.norm
    if len(norm) < 3 or norm[-1] not in "rs" or norm.endswith("or"):
        return False
    stems = (norm[:-1], norm[:-2] + "a", norm[:-1] + "a")
    return any(stem in word.keys and stem[-1] == "a" for stem in stems)


def _may_be_verb(word: Word) -> bool:
    """Whether an unknown form may be a verb: "livesänds", "meröppnar"."""
    return not word.is_known and len(word.norm) > 5 and word.norm.endswith(("ar", "er", "s"))


def _is_misspelt_verb(words: Sequence[Word]) -> bool:
    """Whether an unknown form before a pronoun may be a verb: "hitar man"."""
    form = words[0].norm
    is_unknown = not words[0].is_known and form.endswith(("ar", "er", "år"))
    return is_unknown and len(words) > 1 and "svc_pronoun" in words[1].tags


def is_past(word: Word) -> bool:
    """Whether a form is a verb in the past tense, as far as its form tells."""
    if "svc_past_verb" in word.tags:
        return True
    norm = word.norm
    return norm.endswith(("de", "te")) and any(k[-1:] == "a" and k != norm for k in word.keys)


_CALLS = frozenset(("ring", "kontakta", "skriv", "mejla", "maila", "hör", "slå", "vänd"))
"""Imperatives that say whom to turn to."""


def _is_condition(words: Sequence[Word]) -> bool:
    """Whether "kommer ni så …", "kommer ni sent går …": a condition and what follows from it."""
    is_modal = "svc_modal" in words[0].tags
    for i in range(2, len(words) - 1):
        word, after, before = words[i], words[i + 1], words[i - 1]
        if word.norm == "så" and (is_verb(after) or "svc_imperative" in after.tags):
            return True
        is_new = before.tags.isdisjoint(("svc_lead", "svc_weak_lead", "svc_wh"))
        is_new = is_new and i > 2 and before.norm not in _SUBORDINATE
        if is_new and is_verb(word) and "svc_pronoun" in after.tags:
            return True
        if before.norm in (",", ":") and word.norm in _CALLS and not is_modal:
            return True  # "blir det stopp: ring jouren"
    return False


def is_foreign(words: Sequence[Word], roles: Sequence[int], is_marked: bool) -> bool:
    """Whether a sentence opens with a question word of another language."""
    before = _LEAD
    for i, role in enumerate(roles):
        if role & FOREIGN and before & (_LEAD | _WEAK_LEAD):
            word, rest = words[i], [w for w in words[i + 1 :] if w.is_word]
            is_inverted = any("svc_foreign_wh" in w.tags for w in rest[:3]) or (
                bool(rest) and rest[0].norm in _THEIR_SUBJECTS and word.norm not in _SUBJECTS_TOO
            )
            is_strange = sum(w.is_known for w in rest) * 2 <= len(rest)
            return bool(rest) and (is_marked or is_inverted or is_strange)
        before = role
    return False


def _is_finnish(word: Word) -> bool:
    """Whether a form ends like a Finnish question."""
    return not word.is_known and len(word.norm) > 4 and word.norm.endswith(("ko", "kö"))


_THEIR_SUBJECTS = frozenset(
    ("the", "you", "i", "we", "they", "there", "it", "this", "my", "anyone")
)
_SUBJECTS_TOO = frozenset(("what", "who", "how", "ko", "da", "co", "mi"))
"""Openings that stand before a subject in exclamations, or are words of several languages."""
