"""Tests of `ale_moderation.explain`, on decisions made by hand.

The whole texts stand in tests/explain. After a change of wording write them anew and read the
difference:

    python -m tests.test_explain
"""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from ale_moderation.decision import Decision
from ale_moderation.explain import explain, statement_of_reasons
from ale_moderation.model import (
    KINDS,
    Clause,
    Comment,
    Escalation,
    Finding,
    Justification,
    Record,
    Service,
    Visibility,
)
from ale_moderation.wording import CAUSES, Lang

FOLDER = Path(__file__).parent / "explain"
LANGS: tuple[Lang, ...] = ("sv", "en")

UM, DG, HK = "uppsikt-och-moderering", "diarieforing-och-gallring", "hur-vi-kommunicerar"
DEGRADING = Clause(id=f"{UM}.1.2#krankande", sv="kränkande", en="insulting or degrading")
SECRET = Clause(
    id=f"{UM}.1.2#sekretess", sv="omfattas av sekretess", en="covered by secrecy", role="secrecy"
)
UNLAWFUL = Clause(id=f"{UM}.1.2#lag", sv="strider mot lag", en="violates the law", role="law")
REGISTER = Clause(
    id=f"{UM}.1.3",
    sv="Innehåll som tas bort ska dokumenteras och registreras.",
    en="Content that is removed shall be documented and registered.",
    role="record",
)
OTHERWISE = Clause(
    id=f"{DG}.1.4",
    sv="I övrigt tar vi inte bort inlägg eller kommentarer.",
    en="Otherwise we do not remove posts or comments.",
)
ANSWER = Clause(
    id=f"{HK}.2.3",
    sv="Frågor från enskilda på sociala medier ska exempelvis besvaras så snart som möjligt.",
    en="Questions from individuals on social media shall for example be answered promptly.",
)
GUARD = Clause(
    id=f"{HK}.1.4",
    sv="Sekretessbelagda eller känsliga uppgifter får inte publiceras.",
    en="Information that is confidential or sensitive may not be published.",
)


def finding(kind: str, start: int = 0, end: int = 3, **given: Any) -> Finding:
    """A finding of the kind, with no quote unless one is given."""
    fields: dict[str, Any] = {"certainty": 0.9, "detector": "hand", "quote": "…"}
    return Finding(kind=kind, start=start, end=end, **fields | given)


def justification(*findings: Finding, **given: Any) -> Justification:
    """A removal for an insult unless something else is given."""
    fields: dict[str, Any] = {
        "rule": "insult.commenter",
        "clauses": (DEGRADING, REGISTER),
        "sv": "Kommentaren kränker den som tilltalas (”idiot”).",
        "en": "The comment insults the person addressed (“idiot”).",
        "visibility": Visibility.REMOVE,
        "certainty": 0.9,
        "location": "05-uppsikt-och-moderering.toml:210",
    }
    return Justification(findings=findings, **fields | given)


def decision(*justifications: Justification, **given: Any) -> Decision:
    """A removal with registration, in Swedish, unless something else is given."""
    fields: dict[str, Any] = {
        "comment": Comment(text="Din idiot!"),
        "visibility": Visibility.REMOVE,
        "record": Record.REGISTER,
        "service": (),
        "escalation": (),
        "findings": tuple(dict.fromkeys(f for j in justifications for f in j.findings)),
        "lifted": (),
        "language": "sv",
        "certainty": 0.9,
        "review_reasons": (),
        "version": "0123456789ab",
    }
    return Decision(justifications=justifications, **fields | given)


KEPT = decision(
    justification(
        finding("question"),
        rule="service.question",
        clauses=(ANSWER,),
        sv="Kommentaren är en fråga eller en begäran om hjälp.",
        en="The comment is a question or a request for help.",
        visibility=Visibility.KEEP,
        location="03-hur-vi-kommunicerar-i-sociala-medier.toml:160",
    ),
    justification(
        finding("criticism"),
        rule="keep.criticism",
        clauses=(OTHERWISE,),
        sv="Kritik får stå, även i hårda ord.",
        en="Criticism may stand, in hard words too.",
        visibility=Visibility.KEEP,
        location="06-diarieforing-och-gallring.toml:287",
    ),
    visibility=Visibility.KEEP,
    record=Record.NONE,
    service=(Service.ANSWER_PUBLIC,),
    lifted=("insult.politician",),
    certainty=None,
)
REMOVED = decision(
    justification(
        finding("confidential"),
        rule="confidential.insider",
        clauses=(SECRET, GUARD, REGISTER),
        sv="Den som skriver verkar arbeta med personen som uppgiften gäller.",
        en="The writer seems to work with the person concerned.",
        location="05-uppsikt-och-moderering.toml:88",
    ),
    justification(finding("offensive.insult", severity=2, target="commenter")),
    comment=Comment(
        text="Din idiot!",
        author="Ove",
        channel="Facebook",
        created_at=datetime(2026, 3, 1, 12, tzinfo=UTC),
    ),
    record=Record.REGISTER_WITH_SECRECY_MARK,
    service=(Service.ANSWER_OTHER_CHANNEL, Service.FORWARD),
    escalation=(
        Escalation.MANAGER,
        Escalation.DATA_PROTECTION_OFFICER,
        Escalation.HUMAN_REVIEW,
    ),
    review_reasons=(("Läs det i sitt sammanhang.", "Read it in its context."),),
    certainty=0.625,
)
DISPOSED = decision(
    justification(
        finding("spam"),
        rule="spam.dispose",
        clauses=(Clause(id=f"{DG}.1.1", sv="Det finns ett gallringsbeslut.", en="There is one."),),
        sv="Kommentaren är skräppost.",
        en="The comment is spam.",
        location="06-diarieforing-och-gallring.toml:45",
    ),
    record=Record.GALLRA,
    escalation=(Escalation.IT_SECURITY,),
    language="en",
)
GOLDEN = {"kept": KEPT, "removed": REMOVED, "disposed": DISPOSED}


def texts(name: str) -> dict[str, str]:
    """Every text of a golden decision, by the name of its file."""
    made = {f"{name}.{lang}.txt": explain(GOLDEN[name], lang) for lang in LANGS}
    for lang in LANGS:
        statement = statement_of_reasons(GOLDEN[name], lang)
        if statement is not None:
            made[f"{name}.statement.{lang}.txt"] = statement
    return made


@pytest.mark.parametrize("name", GOLDEN)
def test_golden(name: str) -> None:
    """The texts of a decision are those that stand in tests/explain, to the letter."""
    expected = {
        path.name: path.read_text(encoding="utf-8")
        for path in FOLDER.iterdir()
        if path.name.startswith(f"{name}.")
    }

    assert expected == texts(name)


@pytest.mark.parametrize("make", [explain, statement_of_reasons])
def test_unknown_language(make: Any) -> None:
    """Texts are Swedish or English, and nothing else is taken for one of them."""
    with pytest.raises(ValueError, match="expected 'sv' or 'en', got 'de'"):
        make(REMOVED, "de")


SECRETS = ("Ove Sagomark", "hemligt meddelande", "070-174 06 20")


@pytest.mark.parametrize("lang", LANGS)
def test_no_text(lang: Lang) -> None:
    """Neither explanation nor statement shows the comment, its author or what it answers."""
    given = Comment(text=SECRETS[1], author=SECRETS[0], parent=SECRETS[2])
    shown = evolve(REMOVED, comment=given)

    for text in (explain(shown, lang), statement_of_reasons(shown, lang) or ""):
        assert not any(secret in text for secret in SECRETS)


@pytest.mark.parametrize("lang", LANGS)
def test_statement_quotes_nothing(lang: Lang) -> None:
    """A statement repeats no quote and no sentence of a rule, which may name what was found."""
    found = finding("offensive.insult", quote="jävla idiot")
    statement = statement_of_reasons(decision(justification(found)), lang)

    assert statement is not None
    assert "idiot" not in statement


@pytest.mark.parametrize(
    "kind",
    ["confidential", "personal_data.sensitive", "important.concern_report"],
)
@pytest.mark.parametrize("lang", LANGS)
def test_statement_reveals_nothing(kind: str, lang: Lang) -> None:
    """Where secrecy is at stake a statement does not say so: that would confirm it."""
    removed = decision(justification(finding(kind), clauses=(SECRET, GUARD, REGISTER)))
    statement = statement_of_reasons(removed, lang)

    assert statement is not None
    assert f"- {UM}.1.2\n" in statement
    assert not re.search(r"#|omfattas|diagnos|socialtjänst|ärende|case|protected", statement)


@pytest.mark.parametrize("kind", ["spam", "advertising", "unlawful", "offensive.threat"])
def test_unanswered(kind: str) -> None:
    """Spam, advertising and threats get no statement of reasons, and nobody is asked for one."""
    removed = decision(justification(finding(kind)))

    assert statement_of_reasons(removed) is None
    assert "motivering" not in explain(removed)


def test_threat_among_others() -> None:
    """A threat silences the statement for whatever else was removed."""
    others = justification(finding("offensive.insult"))
    threat = justification(finding("important.threat_official"), rule="threat.official")

    assert statement_of_reasons(decision(others)) is not None
    assert statement_of_reasons(decision(others, threat)) is None


@pytest.mark.parametrize("visibility", [Visibility.KEEP, Visibility.HIDE_PENDING])
def test_not_removed(visibility: Visibility) -> None:
    """What stands, or is hidden until a human has decided, has no statement of reasons."""
    found = justification(finding("offensive.insult"), visibility=visibility)

    assert statement_of_reasons(decision(found, visibility=visibility)) is None


def test_law_only_where_cited() -> None:
    """A provision is named only where the rule holds the comment to be unlawful."""
    found = finding("offensive.hate")
    unlawful = statement_of_reasons(decision(justification(found, clauses=(UNLAWFUL,))))
    degrading = statement_of_reasons(decision(justification(found, clauses=(DEGRADING,))))

    assert unlawful is not None
    assert degrading is not None
    assert "kan strida mot 16 kap. 8 § brottsbalken" in unlawful
    assert "brottsbalken" not in degrading


def test_other_cause() -> None:
    """A removal for something that has no words of its own is explained by its clause."""
    statement = statement_of_reasons(decision(justification(finding("important.other"))))

    assert statement is not None
    assert "inte följde vår riktlinje" in statement
    assert f"- ”… kränkande …” ({UM}.1.2#krankande)" in statement


def test_causes_are_kinds() -> None:
    """Every cause belongs to a kind that a detector may find."""
    assert set(CAUSES) <= KINDS


ESCALATIONS = st.sets(st.sampled_from(Escalation)).map(
    lambda s: tuple(e for e in Escalation if e in s)
)
SERVICES = st.sets(st.sampled_from(Service)).map(lambda s: tuple(e for e in Service if e in s))
DECISIONS = st.builds(
    lambda kinds, **given: decision(*(justification(finding(kind)) for kind in kinds), **given),
    st.lists(st.sampled_from(sorted(KINDS)), max_size=4),
    visibility=st.sampled_from(Visibility),
    record=st.sampled_from(Record),
    service=SERVICES,
    escalation=ESCALATIONS,
    language=st.sampled_from(["sv", "no", "ar", "und"]),
    certainty=st.none() | st.floats(0, 1),
)


@given(DECISIONS, st.sampled_from(LANGS))
def test_every_duty_is_a_step(made: Decision, lang: Lang) -> None:
    """Each value of the axes that asks for something is a numbered step, and nothing else is."""
    steps = re.findall(r"(?m)^\d+\. ", explain(made, lang))
    escalations = set(made.escalation) - {Escalation.HUMAN_REVIEW}
    hidden = made.visibility is not Visibility.KEEP
    expected = (
        (hidden and made.record is not Record.GALLRA)
        + hidden
        + (made.record is not Record.NONE)
        + len(made.service)
        + len(escalations)
        + (statement_of_reasons(made, lang) is not None)
    )

    assert expected == len(steps)


@given(DECISIONS, st.sampled_from(LANGS))
def test_every_clause_is_quoted_once(made: Decision, lang: Lang) -> None:
    """Every clause cited is quoted verbatim in Swedish, and every rule has its file and line."""
    text = explain(made, lang)

    for clause in made.clauses:
        assert (
            text.count(f"{clause.sv} …” ({clause.id})") + text.count(f"”{clause.sv}” ({clause.id})")
            == 1
        )
    assert text.count("toml:") == len(made.justifications)


if __name__ == "__main__":
    for golden in GOLDEN:
        for file, content in texts(golden).items():
            (FOLDER / file).write_text(content, encoding="utf-8", newline="\n")
