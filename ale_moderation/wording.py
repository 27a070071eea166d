"""The words of an explanation: what each value is called, and what it asks a moderator to do.

Every entry is a (Swedish, English) pair, in plain language as 11 § språklagen asks for.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

from attrs import frozen

from ale_moderation.model import Action, Escalation, Record, Service, Visibility

Lang = Literal["sv", "en"]
Pair: TypeAlias = tuple[str, str]


def pick(pair: Pair, lang: Lang) -> str:
    """The text in that language; ValueError for a language that there are no texts in."""
    if lang not in get_args(Lang):
        raise ValueError(f"lang: expected 'sv' or 'en', got {lang!r}")
    return pair[lang == "en"]


HEADLINES: Mapping[Action, Pair] = MappingProxyType(
    {
        Action.KEEP: ("låt stå", "keep"),
        Action.ANSWER: ("låt stå och svara", "keep and answer"),
        Action.REGISTER: ("låt stå och registrera", "keep and register"),
        Action.REMOVE_AND_DOCUMENT: ("ta bort och dokumentera", "remove and document"),
    }
)
HEADLINE_FORWARD: Pair = ("låt stå och lämna vidare", "keep and forward")
HEADLINE_HIDE: Pair = ("dölj tills en människa har avgjort", "hide until a human has decided")
HEADLINE_DISPOSE: Pair = ("ta bort och gallra", "remove and dispose of")

WOULD_HAVE: Mapping[Pair, Pair] = MappingProxyType(
    {
        HEADLINES[Action.KEEP]: (
            "hade kommentaren fått stå",
            "the comment would have been kept",
        ),
        HEADLINES[Action.ANSWER]: (
            "hade kommentaren fått stå och besvarats",
            "the comment would have been kept and answered",
        ),
        HEADLINES[Action.REGISTER]: (
            "hade kommentaren fått stå och registrerats",
            "the comment would have been kept and registered",
        ),
        HEADLINES[Action.REMOVE_AND_DOCUMENT]: (
            "hade kommentaren tagits bort och dokumenterats",
            "the comment would have been removed and documented",
        ),
        HEADLINE_FORWARD: (
            "hade kommentaren fått stå och lämnats vidare",
            "the comment would have been kept and forwarded",
        ),
        HEADLINE_HIDE: (
            "hade kommentaren dolts tills en människa har avgjort",
            "the comment would have been hidden until a human has decided",
        ),
        HEADLINE_DISPOSE: (
            "hade kommentaren tagits bort och gallrats",
            "the comment would have been removed and disposed of",
        ),
    }
)
"""By proposal: what would have been done, after “without this, …”."""

PROPOSAL: Pair = ("Förslag", "Proposal")
WHY: Pair = ("Varför", "Why")
RULE: Pair = ("Regel", "Rule")
QUOTED_ABOVE: Pair = ("Citerat ovan", "Quoted above")
STEPS: Pair = ("Gör så här", "What to do")
REVIEWS: Pair = ("Det här kontrollerar en människa", "What a human checks")
LIFTED: Pair = ("Regler som ett undantag upphäver", "Rules that an exception lifts")
PARTICULARS: Pair = ("Om bedömningen", "About the assessment")
CERTAINTY: Pair = ("Säkerhet", "Certainty")
VERSION: Pair = ("Reglernas version", "Version of the rules")

EVIDENCE: Pair = (
    "Spara kommentaren innan något annat görs: hela texten, en skärmbild, avsändare, "
    "webbadress och tid.",
    "Save the comment before anything else is done: the whole text, a screenshot, the sender, "
    "the web address and the time.",
)
VISIBILITY_STEPS: Mapping[Visibility, tuple[Pair, ...]] = MappingProxyType(
    {
        Visibility.KEEP: (),
        Visibility.HIDE_PENDING: (
            (
                "Dölj kommentaren tills en människa har avgjort.",
                "Hide the comment until a human has decided.",
            ),
        ),
        Visibility.REMOVE: (
            ("Ta bort kommentaren utan dröjsmål.", "Remove the comment without delay."),
        ),
    }
)
RECORD_STEPS: Mapping[Record, tuple[Pair, ...]] = MappingProxyType(
    {
        Record.NONE: (),
        Record.GALLRA: (
            (
                "Registrera den inte. Skriv en rad i gallringsloggen: tid, konto, kategori, "
                "textens kontrollsumma, gallringsbeslutets beteckning och vem som beslutade. "
                "Skriv inga personuppgifter.",
                "Do not register it. Write a line in the disposal log: time, account, category, "
                "checksum of the text, reference of the disposal decision and who decided. "
                "Write no personal data.",
            ),
        ),
        Record.REGISTER: (
            (
                "Registrera den i ärendehanteringssystemet.",
                "Register it in the case management system.",
            ),
        ),
        Record.REGISTER_WITH_SECRECY_MARK: (
            (
                "Registrera den i ärendehanteringssystemet med sekretessmarkering och en neutral "
                "rubrik.",
                "Register it in the case management system with a secrecy mark and a neutral "
                "heading.",
            ),
        ),
    }
)
ESCALATION_STEPS: Mapping[Escalation, Pair] = MappingProxyType(
    {
        Escalation.EMERGENCY: (
            "Ring 112 genast om någon är i fara nu.",
            "Call 112 at once if somebody is in danger now.",
        ),
        Escalation.SOCIAL_SERVICES: (
            "Kontakta socialtjänsten inom en timme, utanför kontorstid socialjouren.",
            "Contact social services within the hour, outside office hours the duty officer.",
        ),
        Escalation.SECURITY: (
            "Larma den som ansvarar för säkerhet, eller jouren, genast.",
            "Alert those responsible for security, or the duty officer, at once.",
        ),
        Escalation.POLICE: (
            "Pröva samma arbetsdag om saken ska polisanmälas.",
            "Consider a police report the same working day.",
        ),
        Escalation.MANAGER: (
            "Underrätta ansvarig chef samma arbetsdag.",
            "Tell the manager responsible the same working day.",
        ),
        Escalation.DATA_PROTECTION_OFFICER: (
            "Kontakta dataskyddsombudet samma arbetsdag.",
            "Contact the data protection officer the same working day.",
        ),
        Escalation.IT_SECURITY: (
            "Kontakta it-säkerhet samma arbetsdag.",
            "Contact IT security the same working day.",
        ),
    }
)
"""Whom to tell and how fast, most urgent first. HUMAN_REVIEW is told by the review reasons."""

URGENT: tuple[Escalation, ...] = (
    Escalation.EMERGENCY,
    Escalation.SOCIAL_SERVICES,
    Escalation.SECURITY,
)
"""Those who are told before the comment itself is dealt with."""

SERVICE_STEPS: Mapping[Service, Pair] = MappingProxyType(
    {
        Service.ANSWER_PUBLIC: (
            "Svara i tråden så snart som möjligt, enkelt och begripligt.",
            "Answer in the thread as soon as possible, simply and comprehensibly.",
        ),
        Service.ANSWER_OTHER_CHANNEL: (
            "Svara i en annan kanal, till exempel telefon eller brev. Bekräfta inte i tråden att "
            "det finns ett ärende.",
            "Answer in another channel, such as telephone or letter. Do not confirm in the thread "
            "that there is a case.",
        ),
        Service.FORWARD: (
            "Lämna uppgifterna vidare till den verksamhet som ansvarar.",
            "Pass the information on to the unit responsible.",
        ),
    }
)
GIVE_REASONS: Pair = (
    "Ge den som skrev en kort motivering.",
    "Give the writer a short statement of reasons.",
)
NO_STEPS: Pair = ("Du behöver inte göra något.", "There is nothing that you need to do.")

LANGUAGES: Mapping[str, Pair] = MappingProxyType(
    {
        "sv": ("svenska", "Swedish"),
        "en": ("engelska", "English"),
        "no": ("norska", "Norwegian"),
        "nb": ("norska", "Norwegian"),
        "da": ("danska", "Danish"),
        "fi": ("finska", "Finnish"),
        "de": ("tyska", "German"),
        "und": ("går inte att avgöra", "can not be told"),
    }
)


@frozen(kw_only=True)
class Cause:
    """Why a comment was removed, in words to the one who wrote it, and how to post again.

    `law` is a provision that it may be contrary to, where one is certain enough to be named.
    """

    because: Pair
    again: Pair
    law: Pair | None = None


_GENTLY: Pair = (
    "Skriv gärna igen, även kritiskt, utan att angripa någon.",
    "You are welcome to post again, critically too, without attacking anybody.",
)
_GUARDED = Cause(
    because=(
        "den innehöll uppgifter som inte bör stå på en öppen sida",
        "it held information that should not stand on an open page",
    ),
    again=(
        "Skriv gärna igen utan sådana uppgifter. Vill du berätta mer, kontakta oss direkt i "
        "stället för i tråden.",
        "You are welcome to post again without such information. If you want to tell us more, "
        "contact us directly rather than in the thread.",
    ),
)
"""Says nothing of what the information is: to confirm a case, a diagnosis or an address is to
reveal it."""

_PERSONAL = Cause(
    because=(
        "den innehöll personuppgifter, till exempel ett nummer eller en adress",
        "it held personal data, such as a number or an address",
    ),
    again=(
        "Skriv gärna igen utan uppgifterna.",
        "You are welcome to post again without the data.",
    ),
    law=(
        "EU:s dataskyddsförordning (2016/679)",
        "the EU General Data Protection Regulation (2016/679)",
    ),
)
_POINTED_OUT = Cause(
    because=("den pekade ut en person", "it pointed out a person"),
    again=(
        "Skriv gärna igen utan att peka ut någon. Misstänker du ett brott kan du vända dig till "
        "polisen.",
        "You are welcome to post again without pointing anybody out. If you suspect a crime you "
        "can turn to the police.",
    ),
    law=(
        "5 kap. 1 § brottsbalken (förtal)",
        "chapter 5, section 1 of the Criminal Code (defamation)",
    ),
)
CAUSES: Mapping[str, Cause] = MappingProxyType(
    {
        "confidential": _GUARDED,
        "personal_data.sensitive": _GUARDED,
        "important.concern_report": _GUARDED,
        "important.person_at_risk": _GUARDED,
        "personal_data.identifier": _PERSONAL,
        "personal_data.contact": _PERSONAL,
        "personal_data.named": _PERSONAL,
        "offensive.defamation": _POINTED_OUT,
        "personal_data.criminal": _POINTED_OUT,
        "offensive.insult": Cause(
            because=("den innehöll ord som kränker någon", "it held words that degrade somebody"),
            again=_GENTLY,
        ),
        "offensive.hate": Cause(
            because=(
                "den uttryckte missaktning för en folkgrupp eller en annan skyddad grupp",
                "it expressed contempt for an ethnic or other protected group",
            ),
            again=_GENTLY,
            law=(
                "16 kap. 8 § brottsbalken (hets mot folkgrupp)",
                "chapter 16, section 8 of the Criminal Code (agitation against a group)",
            ),
        ),
        "offensive.incitement": Cause(
            because=(
                "den uppmanade till brott eller trakasserier",
                "it urged others to crime or harassment",
            ),
            again=(
                "Skriv gärna igen, även kritiskt, utan en sådan uppmaning.",
                "You are welcome to post again, critically too, without such a call.",
            ),
            law=(
                "16 kap. 5 § brottsbalken (uppvigling)",
                "chapter 16, section 5 of the Criminal Code (incitement)",
            ),
        ),
        "offensive.selfharm": Cause(
            because=(
                "den uppmanade någon att skada sig själv",
                "it urged somebody to harm themselves",
            ),
            again=_GENTLY,
        ),
        "offensive.obscene": Cause(
            because=(
                "den innehöll något sexuellt, våldsamt eller på annat sätt stötande",
                "it held something sexual, violent or otherwise offensive",
            ),
            again=(
                "Skriv gärna igen utan det.",
                "You are welcome to post again without it.",
            ),
        ),
    }
)
"""By kind of finding. What is unwanted without a cause here (spam) or silent (threats) has none."""

OTHER_CAUSE = Cause(
    because=(
        "den inte följde vår riktlinje för sociala medier",
        "it did not follow our guideline for social media",
    ),
    again=(
        "Skriv gärna igen på ett sätt som följer riktlinjen.",
        "You are welcome to post again in a way that follows the guideline.",
    ),
)

REMOVED: Pair = (
    "Hej!\n\nVi har tagit bort din kommentar",
    "Hello,\n\nWe have removed your comment",
)
GROUND: Pair = (
    "Grunden i vår riktlinje för sociala medier:",
    "The ground in our guideline for social media:",
)
WHO_DECIDED: Pair = (
    "Ett automatiskt verktyg uppmärksammade kommentaren. En medarbetare i kommunen har fattat "
    "beslutet.",
    "An automatic tool drew attention to the comment. An employee of the municipality made the "
    "decision.",
)
REDRESS: Pair = (
    "Kommentaren är sparad. Den är en allmän handling som du kan begära att få ta del av. Har du "
    "frågor är du välkommen att kontakta oss. Du kan också klaga hos Justitieombudsmannen (JO).",
    "The comment is kept. It is an official document (allmän handling) that you can ask to see. "
    "If you have questions you are welcome to contact us. You can also complain to the "
    "Parliamentary Ombudsman (JO).",
)
SIGNATURE: Pair = ("[Datum, enhet och kontaktuppgifter]", "[Date, unit and contact details]")
