"""At whom an expression is aimed: the one question that decides an insult.

Works without a parser, from word order: possessive before the word ("din …"), "… till rektor",
a copula with its subject on either side, a definite form that points ("kärringen i receptionen"),
a vocative, and at last whoever else the sentence or the one before it mentions.
"""

from __future__ import annotations

from collections.abc import Callable

from ale_moderation.callouts import apposed, called_out_to, pointed_next, told_next
from ale_moderation.lexicon import COMMON
from ale_moderation.parsed_text import ParsedText, Word
from ale_moderation.people import INDIVIDUALS, Mention, Who
from ale_moderation.subjects import (
    COLLECTIVE,
    EXCLAIMING,
    PREPOSITIONS,
    SELF,
    THING,
    UNCLEAR,
    Site,
    Target,
    find_antecedent,
    find_subject,
    is_new_name,
    kind_of,
)

_CLAUSE_BREAKS = frozenset((",", ";", ":", "–", "-", "men", "och", "att", "så", "(", ")"))
_ARTICLES = frozenset(("en", "ett", "den", "det", "de", "dom", "såna", "a", "the"))
_POINTING = _ARTICLES - {"en", "ett", "a"}
_APPOSED = EXCLAIMING | {",", "–", "-", ":"}
_HUMAN = frozenset(
    "människa person man karl kvinna typ individ figur varelse medmänniska människor".split()
)
_WORKPLACES = frozenset(
    """
    receptionen kiosken kassan luckan växeln köket grävskopan plogbilen bussen traktorn badet disken
    """.split()
)
_FUNCTION = frozenset(
    """
    ut i av hela in helt så nu igen här där alltså ni inte alls på om hos vad som att du är och
    eller men när han hon jag de den det till för med å o va var ju
    """.split()
)
_OFFICES = (("role_staff", Who.STAFF), ("role_politician", Who.POLITICIAN))
_LOOK_BACK = 25
"""How many words back a person may stand whom a sentence without people is about."""


def resolve_target(parsed: ParsedText, start: int, end: int) -> Target:
    """Whom words `start` to `end` (an insulting noun, adjective or phrase) are aimed at."""
    sentence = parsed.sentence(start)
    inside = [
        m
        for m in parsed.people
        if m.start in sentence and not start <= m.start < end and not _owns_a_thing(parsed, m)
    ]
    site = Site(parsed=parsed, start=start, end=end, sentence=sentence, inside=inside)
    for resolve in _RESOLVERS:
        if target := resolve(site):
            return _singled_out(site) or target if target.kind in _SEVERAL else target
    content = [i for i in sentence if parsed.words[i].is_word and not start <= i < end]
    return Target(kind=UNCLEAR, certainty=0.75 if len(content) <= 4 else 0.6)


_SEVERAL = (*COLLECTIVE, Who.GROUP)
_SINGLING = frozenset("särskilt speciellt framförallt främst värst inklusive synnerhet".split())


def _singled_out(site: Site) -> Target | None:
    """The one whom a word for several points at: "vilka apor ni är, särskilt du"."""
    words = site.parsed.words
    for mention in site.inside:
        before = words[max(site.sentence.start, mention.start - 2) : mention.start]
        if mention.who is Who.COMMENTER and any(w.norm in _SINGLING for w in before):
            return Target(kind=Who.COMMENTER, certainty=0.85)
    return None


def _owns_a_thing(parsed: ParsedText, mention: Mention) -> bool:
    """Whether a mention stands in the genitive before a thing: "grannens mast" is no neighbour."""
    words = parsed.words
    word = words[mention.end - 1]
    if mention.end == len(words) or not word.norm.endswith("s") or mention.who is Who.COMMENTER:
        return False
    if any(hit.entry.word.casefold() == word.norm for hit in word.hits):
        return False
    owned = words[mention.end]
    is_name = owned.norm in PREPOSITIONS or not owned.tags.isdisjoint((COMMON, "copula"))
    if is_name and (mention.is_named or not word.is_known):
        return False  # a name in -s: "Tistelfors har", "Slånbärs i nämnden"
    return owned.is_word and owned.is_known and owned.tags.isdisjoint(_PEOPLE_TAGS)


_PEOPLE_TAGS = frozenset(
    ("role_staff", "role_politician", "kin", "child", "person", "copula", "insult", "body")
)


def _within(site: Site) -> Target | None:
    """Whom the expression itself holds: "din fula häxa", "hon luktar as"."""
    inner = [m for m in site.parsed.people if site.start <= m.start < site.end]
    for mention in inner:
        if mention.who is Who.COMMENTER:
            return Target(kind=Who.COMMENTER, certainty=1.0)
        if mention.who is Who.THIRD:
            return find_antecedent(site.parsed, mention)
    return None


def _compared(site: Site) -> Target | None:
    """As in "en idiot som jag", "… som du", "… som rektor", "en större idiot än Sven"."""
    words = site.parsed.words
    for i in site.after(4):
        if words[i].norm in _CLAUSE_BREAKS or "copula" in words[i].tags:
            return None
        if words[i].norm in ("som", "än"):
            break
    else:
        return None
    is_more = words[i].norm == "än"
    mention = next((m for m in site.inside if m.start == i + 1), None)
    if mention is None:
        return None
    if mention.who is Who.SELF:
        return Target(kind=SELF, certainty=1.0) if i == site.end and not is_more else None
    if mention.who is Who.COMMENTER:
        return Target(kind=Who.COMMENTER, certainty=0.95)
    in_office = mention.who in (Who.STAFF, Who.POLITICIAN) and not mention.is_definite
    if mention.who in INDIVIDUALS and (mention.is_named or in_office):
        return Target(kind=kind_of(site.parsed, mention), certainty=0.9)
    return None


def _likened(site: Site) -> Target | None:
    """As in "jag skäms som ett svin", "jag kände mig som en idiot": the writer."""
    words = site.parsed.words
    likened = next((i for i in site.before(4) if words[i].norm == "som"), None)
    if likened is None:
        return None
    before = [m for m in site.inside if m.end <= likened]
    if before and all(m.who is Who.SELF for m in before):
        return Target(kind=SELF, certainty=0.9)
    return None


def _possessed(site: Site) -> Target | None:
    """As in "din jävla …", "ditt … till gubbe"; "min egen lilla skitunge" is the writer's own."""
    words = site.parsed.words
    for i in reversed(site.before(5)):
        tags, norm = words[i].tags, words[i].norm
        beside = i == site.start - 1 or (i == site.start - 2 and words[i + 1].norm.endswith("a"))
        if beside and ("pron_1p" in tags or (i == site.start - 1 and "pron_1s" in tags)):
            return Target(kind=SELF, certainty=0.9)  # "vi krymplingar", "kalla mig kärring"
        if norm in ("mig", "mej", "oss") and i and words[i - 1].keys & {"kalla"}:
            return Target(kind=SELF, certainty=0.9)
        if "poss_2" in tags and _is_of_a_thing(site):
            return Target(kind=THING, certainty=0.9)  # "ditt kräk till bil"
        if "poss_2" in tags or ("pron_2s" in tags and i == site.start - 1):
            return Target(kind=Who.COMMENTER, certainty=1.0)
        if "poss_2p" in tags:
            return Target(kind=Who.PLURAL_YOU, certainty=0.8)
        if "poss_1" in tags and not any(i < m.start < site.start for m in site.inside):
            return Target(kind=SELF, certainty=0.9)
        is_over = norm in ("en", "ett") and i < site.start  # "din katt en tjockis"
        if is_over or norm in _CLAUSE_BREAKS or norm in PREPOSITIONS or "copula" in tags:
            return None
    return None


def _is_of_a_thing(site: Site) -> bool:
    """Whether a complement with "till" says that a known thing is meant."""
    words, end = site.parsed.words, site.end
    if end + 1 >= site.sentence.stop or words[end].norm not in ("till", "te"):
        return False
    noun = words[end + 1]
    is_somebody = noun.may_be_mention or noun.norm in _HUMAN or not noun.tags.isdisjoint(_BAD_WORDS)
    return noun.is_known and not is_somebody


_BAD_WORDS = ("insult", "epithet", "profanity", "insult_adj")


def _till(site: Site) -> Target | None:
    """As in "skitstövel till marknadschef": the complement names the target; a thing is a thing."""
    words, end = site.parsed.words, site.end
    while end < site.sentence.stop and not words[end].tags.isdisjoint(_BAD_WORDS):
        end += 1  # "dumma jävla kossa till traktorn"
    if end >= site.sentence.stop or words[end].norm not in ("till", "te"):
        return None
    for mention in site.inside:
        if end < mention.start <= end + 2:
            tags = words[mention.start].tags
            is_one = not any(words[i].norm == "vilka" for i in site.before(4))
            office = next((who for tag, who in _OFFICES if is_one and tag in tags), None)
            return Target(kind=office or kind_of(site.parsed, mention), certainty=0.9)
    if any(words[i].norm in _HUMAN for i in site.after(4)):
        subject = find_subject(site)
        is_other = subject is not None and subject.kind != SELF
        return subject if is_other else _mentioned_before(site, 60)
    return Target(kind=THING, certainty=0.9)


def _modifies(site: Site) -> Target | None:
    """An adjective before a noun: "idiotiska förslag", "den efterblivna rektorn"."""
    words, end = site.parsed.words, site.end
    if "insult_adj" not in words[end - 1].tags or end >= site.sentence.stop:
        return None
    before = [words[i] for i in site.before(4)]
    if any("copula" in w.tags for w in before) and not any(w.norm in _POINTING for w in before):
        return None  # what somebody or something is said to be: the subject decides
    if before and before[-1].norm in EXCLAIMING and _is_said_of_one(site):
        return None
    if "profanity" in words[end].tags and end + 1 < site.sentence.stop:
        end += 1
    following = words[end]
    if not following.is_word or not following.tags.isdisjoint(("insult", "epithet", "copula")):
        return None
    if following.norm in _HUMAN:  # "en vidrig människa": said of whoever that is
        return None
    for mention in site.inside:
        if mention.start == end and mention.who is not Who.SELF:
            return Target(kind=kind_of(site.parsed, mention), certainty=0.85)
    if is_new_name(following) and before and before[-1].norm in (*_POINTING, "där"):
        return Target(kind=Who.PERSON, certainty=0.75)  # a name that no list holds
    ordinary = following.is_known and following.norm not in _CLAUSE_BREAKS
    if ordinary and following.norm not in _FUNCTION:
        return Target(kind=THING, certainty=0.85)
    return None


def _is_said_of_one(site: Site) -> bool:
    """Whether the exclamation follows upon a person: "chauffören, vilken vidrig liten gnom"."""
    people = [m for m in site.inside if m.end < site.start and m.who in INDIVIDUALS]
    return bool(people) and site.parsed.words[site.start - 2].norm in (",", ".", "-", "–", "!")


def _pointing(site: Site) -> Target | None:
    """A definite insulting noun that points at somebody: "kärringen i receptionen"."""
    words, end = site.parsed.words, site.end
    word = words[end - 1]
    if word.tags.isdisjoint(("insult", "epithet")):
        return None
    for mention in site.inside:  # "bygglovsjäveln Hittmark"
        if mention.start == end and mention.is_named:
            return Target(kind=kind_of(site.parsed, mention), certainty=0.95)
    if word.norm.endswith("n") and end < site.sentence.stop and is_new_name(words[end]):
        return Target(kind=Who.PERSON, certainty=0.9)
    base = {h.entry.word.casefold() for h in word.hits if h.entry.severity}
    inflected = not any(word.norm.endswith(form) for form in base) or any(
        len(key) < len(word.norm) and word.norm.startswith(key[:-1]) for key in word.keys
    )
    plural = inflected and word.norm.endswith("na")
    definite = (inflected and word.norm.endswith(("n", "t"))) or word.norm.endswith("fan")
    pointed = any(words[i].norm in ("den", "han", "hon", "där") for i in site.before(4))
    if not (definite or pointed) or (plural and not pointed) or end >= site.sentence.stop:
        return None
    if words[end].norm in PREPOSITIONS:
        if any(m.start == end + 1 and m.who is Who.SELF for m in site.inside):
            return Target(kind=SELF, certainty=0.9)  # "fjollan i mig"
        if any(m.start in site.after(4) and m.who is Who.COMMENTER for m in site.inside):
            return None
        works = any(
            not words[i].tags.isdisjoint(("body", "topic")) or words[i].norm in _WORKPLACES
            for i in site.after(4)
        )
        return Target(kind=Who.STAFF if works else Who.PERSON, certainty=0.85)
    return Target(kind=Who.PERSON, certainty=0.85) if words[end].norm == "som" else None


def _mentioned(site: Site) -> Target | None:
    """Somebody else in the sentence: the one addressed, a person, a body, a group."""
    words = site.parsed.words
    if any(m.who is Who.COMMENTER for m in site.inside):
        return Target(kind=Who.COMMENTER, certainty=0.9)
    if _is_any(site):
        return None  # "… hjälpte mig, de trodde de kunde lura en gammal kärring"
    people = [m for m in site.inside if m.who in INDIVIDUALS and not m.is_own and m.is_definite]
    named = [m for m in people if m.who is not Who.THIRD]
    if named:
        is_near = any(m.end >= site.start - 3 and m.start <= site.end + 3 for m in named)
        is_near = is_near or any(
            words[i].norm in _APPOSED or "insult" in words[i].tags for i in site.before(4)
        )
        if not is_near and _is_plural(words[site.end - 1]):
            return Target(kind=Who.BODY, certainty=0.7)
        return Target(kind=kind_of(site.parsed, named[0]), certainty=0.8 if is_near else 0.5)
    if people:
        return find_antecedent(site.parsed, people[0])
    if any(m.who in COLLECTIVE for m in site.inside):
        return Target(kind=Who.BODY, certainty=0.9)
    if any(m.who is Who.GROUP for m in site.inside):
        return Target(kind=Who.GROUP, certainty=0.9)
    return _mentioned_before(site, _LOOK_BACK)


def _is_any(site: Site) -> bool:
    """Whether an indefinite object is meant: "lura en gammal kärring", not ", en gammal …"."""
    words = site.parsed.words
    article = next((i for i in reversed(site.before(3)) if words[i].norm in ("en", "ett")), None)
    if article is None or article == site.sentence.start:
        return False
    before = words[article - 1]
    is_verb = before.norm.endswith(_VERB) and before.is_ordinary and not before.may_be_mention
    return is_verb and before.tags.isdisjoint(("copula", "common_word", *_BAD_WORDS))


_VERB = ("a", "ar", "er", "ade", "te", "dde")


def _is_plural(word: Word) -> bool:
    """Whether a noun of insult stands for several: "psykopater", but not "luder"."""
    is_base = any(hit.entry.word.casefold() == word.norm for hit in word.hits)
    return not is_base and word.norm.endswith(("ar", "er", "or", "arna", "erna", "orna"))


def _mentioned_before(site: Site, distance: int) -> Target | None:
    """The last person or addressee of the sentences before."""
    first = site.sentence.start
    for mention in reversed(site.parsed.people):
        if not 0 < first - mention.start < distance:
            continue
        is_person = mention.who in INDIVIDUALS and mention.who is not Who.THIRD
        if mention.who is Who.COMMENTER or (
            is_person and mention.is_definite and not mention.is_own
        ):
            return Target(kind=kind_of(site.parsed, mention), certainty=0.65)
    return None


def _had(site: Site) -> Target | None:
    """As in "vilken häxa ni har i växeln": somebody in the service of those addressed."""
    words = site.parsed.words
    if not any(words[i].norm in EXCLAIMING for i in site.before(5)):
        return None
    for i in site.after(3):
        if words[i].norm in _HAVE and words[i - 1].norm in _HAVING:
            is_plural = words[site.end - 1].norm.endswith(("ar", "or", "er"))
            return Target(kind=Who.BODY if is_plural else Who.STAFF, certainty=0.8)
    return None


_HAVE = ("har", "anställt", "anställer", "fått", "valt")
_HAVING = ("ni", "kommunen", "skolan", "vi", "de", "dom", "har")

_RESOLVERS: tuple[Callable[[Site], Target | None], ...] = (
    _within,
    _compared,
    _likened,
    _possessed,
    _till,
    _modifies,
    _had,
    apposed,
    find_subject,
    called_out_to,
    _pointing,
    told_next,
    pointed_next,
    _mentioned,
)
