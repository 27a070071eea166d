"""Tests of `Decision.trace()` and `Decision.counterfactuals()`."""

from __future__ import annotations

import gc
import pickle
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from ale_moderation import Comment, Consent, Decision, Moderator, Record, Visibility, show
from ale_moderation.conditions import holds
from ale_moderation.facts import FACTS, facts_of
from ale_moderation.wording import Lang
from tests.always import make_always

INSULT = "Rektorn på Furuskolan är en jävla nolla."
NUMBER = "Hennes nummer är 070-174 06 20"
TEXTS = [
    INSULT,
    NUMBER,
    "När öppnar simhallen?",
    "Tack!",
    "Hans personnummer är 19900721-2393, och hennes 19900721-2393",
    "Tjäna pengar hemifrån, 5000 kr om dagen! Klicka www.rik.example nu",
    "Jag ska döda dig, din jävla idiot. Ring 070-174 06 20!",
    "Vilken idiotisk politik, och vad är det för jävla beslut?",
    "Grannens son Ove Sagomark är omhändertagen enligt LVU",
    "Du skrev ”din jävla idiot” till min son, det är inte okej",
]
COMMENTS = st.builds(
    Comment,
    text=st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3).map(" ".join),
    consent=st.sampled_from(Consent),
    triggered_action=st.sampled_from([None, False, True]),
)


@given(COMMENTS)
def test_trace_tells_what_decided(moderator: Moderator, comment: Comment) -> None:
    """The rules that are cited stand in the trace, with what the axes hold and who asked for it."""
    made = moderator(comment)
    trace = made.trace()

    fired = {rule.rule: rule for rule in trace.fired}
    assert trace.decision == made
    assert {j.rule for j in made.justifications} <= set(fired)
    assert all(fired[j.rule].visibility is j.visibility for j in made.justifications)
    assert tuple(rule.rule for rule in trace.lifted) == made.lifted
    assert [(a.axis, a.value) for a in trace.axes] == [
        ("visibility", made.visibility),
        ("record", made.record),
        *(("service", s) for s in made.service),
        *(("escalation", e) for e in made.escalation if e),
    ]
    for asked in trace.axes:
        default = asked.value in (Visibility.KEEP, Record.NONE)
        assert bool(asked.rules) is not default or asked.value == "human_review"


@given(COMMENTS)
def test_lifted_by_what_stands(moderator: Moderator, comment: Comment) -> None:
    """Each rule that is lifted names an exception to it that stands."""
    trace = moderator(comment).trace()
    standing = {rule.rule for rule in trace.fired}

    for rule in trace.lifted:
        assert rule.lifted_by
        assert set(rule.lifted_by) <= standing
        for exception in rule.lifted_by:
            assert rule.rule in moderator.rulebook.rules[exception].exception_to


@given(COMMENTS)
def test_near_misses_are_one_fact_short(moderator: Moderator, comment: Comment) -> None:
    """With each value that is wanted the rule would have fired, and as it is it did not."""
    made = moderator(comment)
    trace = made.trace()
    row = facts_of(comment, made.findings).row

    fired = {rule.rule for rule in (*trace.fired, *trace.lifted)}
    assert not fired & {miss.rule for miss in trace.near}
    for miss in trace.near:
        condition = moderator.rulebook.rules[miss.rule].condition
        values = FACTS[miss.fact].values
        assert miss.value == values[row[miss.fact]]
        assert not holds(condition, row)
        for wanted in miss.wanted:
            assert holds(condition, {**row, miss.fact: values.index(wanted)})


def test_nothing_is_near_an_empty_comment(moderator: Moderator) -> None:
    """A rule for which nothing speaks is not nearly reached: it would be so for every comment."""
    trace = moderator("Tack!").trace()

    assert trace.near == ()
    assert trace.facts == ()


def test_consent_is_near(moderator: Moderator) -> None:
    """A rule that only consent keeps from firing is told, with the value that it wants."""
    near = {(miss.rule, miss.fact): miss.wanted for miss in moderator(NUMBER).trace().near}

    assert near["personal.consent", "consent"] == ("given",)


# ── Counterfactuals ─────────────────────────────────────────────────────────────────────────────


def test_the_finding_decides(moderator: Moderator) -> None:
    """Without the one finding that a removal hangs on the comment is kept."""
    (change,) = [c for c in moderator(INSULT).counterfactuals().deciding if c.without]

    assert [finding.kind for finding in change.without] == ["offensive.insult"]
    assert change.decision.visibility is Visibility.KEEP


def test_two_of_a_kind(moderator: Moderator) -> None:
    """Where two numbers are as bad as one, neither decides alone, and both together do."""
    found = moderator("Hans nummer är 070-174 06 20 och hennes 070-174 06 30").counterfactuals()
    deciding = [c.without for c in found.deciding if c.without]

    assert [len(without) for without in deciding] == [2]


def test_two_kinds(moderator: Moderator) -> None:
    """Where an insult and a number each carry the removal, only both together decide."""
    deciding = [c for c in moderator(f"{INSULT} {NUMBER}").counterfactuals().deciding if c.without]

    assert {f.kind for c in deciding for f in c.without} == {
        "offensive.insult",
        "personal_data.contact",
    }


def test_consent_decides(moderator: Moderator) -> None:
    """What would be decided if something else were known is told with the value."""
    found = {c.context: c for c in moderator(NUMBER).counterfactuals().deciding}

    assert found["consent", "given"].decision.visibility is Visibility.KEEP
    assert ("consent", "unknown") not in found


def test_disposal_decides(moderator: Moderator) -> None:
    """For spam a disposal decision would, if nobody has acted on it or asked for it."""
    comment = Comment(text=TEXTS[5], triggered_action=False, records_request_pending=False)
    found = {c.context: c for c in moderator(comment).counterfactuals().deciding}

    assert found["gallring_decision", "yes"].decision.record is Record.GALLRA


@settings(max_examples=30)
@given(COMMENTS)
def test_changes_change(moderator: Moderator, comment: Comment) -> None:
    """Every change has another outcome; one that does not decide leaves the proposal as it is."""
    made = moderator(comment)
    found = made.counterfactuals()

    for change in found.changes:
        other = change.decision
        assert bool(change.without) is not bool(change.context)
        assert (other.visibility, other.record, other.service, other.escalation) != (
            made.visibility,
            made.record,
            made.service,
            made.escalation,
        )
        if not change.is_deciding:
            assert (other.action, other.visibility) == (made.action, made.visibility)
    assert found.changes[: len(found.deciding)] == found.deciding


@settings(max_examples=30)
@given(COMMENTS)
def test_known_otherwise_is_decided_otherwise(moderator: Moderator, comment: Comment) -> None:
    """What is told of a change of context is what the moderator decides when it is so."""
    found = {c.context: c.decision for c in moderator(comment).counterfactuals().changes}
    for consent in set(Consent) - {comment.consent}:
        made = moderator(evolve(comment, consent=consent))
        assert made == found.get(("consent", consent), made)
    for value in ("no", "yes"):
        made = moderator.decide(comment, gallring_decision=value == "yes")
        assert made == found.get(("gallring_decision", value), made)


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("text", TEXTS)
def test_shown(moderator: Moderator, text: str, lang: Lang) -> None:
    """Both are shown in both languages: with quotes in HTML, and in plain text without."""
    made = moderator(text)
    for value in (made.trace(), made.counterfactuals()):
        shown = show(value, lang)
        assert shown.html.startswith(f'<article class="ale-moderation" lang="{lang}">')
        assert not any(f.quote in shown.text for f in made.findings if f.quote.startswith("jävla"))
        assert "070-174" not in shown.html + shown.text


def test_sentences(moderator: Moderator) -> None:
    """What decides is said in whole sentences."""
    found = moderator(INSULT).counterfactuals()

    assert "Utan fyndet kränkning (tecken 25–39) hade kommentaren fått stå." in repr(found)
    assert "Utan fyndet kränkning ”en jävla nolla” hade" in found._repr_html_()
    assert "(characters 25–39), the comment would have been kept." in repr(show(found, "en"))


# ── Whose decision it is ────────────────────────────────────────────────────────────────────────


def test_a_decision_read_back(moderator: Moderator) -> None:
    """A decision that was written or pickled is traced like the first."""
    made = moderator(INSULT)
    again = Decision.from_dict(made.to_dict(include_text=True))

    assert made.trace() == again.trace() == pickle.loads(pickle.dumps(made)).trace()


def test_of_another_moderator(moderator: Moderator, tmp_path: Path) -> None:
    """A decision by other rules is refused, and finds its own moderator as long as that lives."""
    rules = make_always(tmp_path)
    with (rules / "policy.toml").open("a", encoding="utf-8") as policy:
        policy.write("# rules that no other test has\n")
    other = Moderator(rules)
    made = other("Hej")

    assert [rule.rule for rule in made.trace().fired] == [j.rule for j in made.justifications]
    with pytest.raises(ValueError, match=f"by rules of version {made.version}"):
        moderator.trace(made)
    del other
    gc.collect()
    with pytest.raises(LookupError, match=f"rules of version {made.version} is loaded here"):
        made.trace()


@pytest.mark.parametrize("gone", [0, 1])
def test_of_either_of_two(tmp_path: Path, gone: int) -> None:
    """Of two moderators with the same rules either will do, whichever of them is gone."""
    rules = make_always(tmp_path)
    two = [Moderator(rules), Moderator(rules)]
    made = two[0]("Hej")
    del two[gone]
    gc.collect()

    assert made.trace().decision == made


def test_altered(moderator: Moderator) -> None:
    """A decision that the moderator would not have made is not explained as if it had."""
    altered = evolve(moderator(INSULT), visibility=Visibility.KEEP)

    for ask in (altered.trace, altered.counterfactuals):
        with pytest.raises(ValueError, match="this moderator decides the comment otherwise"):
            ask()
