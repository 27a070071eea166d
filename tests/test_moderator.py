"""The moderator: what it accepts, where it stands in threads and processes, how it fails."""

from __future__ import annotations

import multiprocessing
import pickle
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ale_moderation import Comment, EngineError, Moderator, RulebookError, moderate
from ale_moderation.facts import FACTS, facts_of
from ale_moderation.model import Finding

TEXTS = [
    "När öppnar simhallen?",
    "Din jävla idiot, lär dig läsa",
    "Hennes personnummer är 19900721-2393",
    "Så fint det blev i parken!",
    "Jag överklagar härmed beslutet om strandskydd",
]


def test_text_and_comment_are_the_same(moderator: Moderator) -> None:
    """A text stands for a comment of which nothing else is known."""
    assert moderator(TEXTS[0]) == moderator(Comment(text=TEXTS[0])) == moderate(TEXTS[0])


@pytest.mark.parametrize("given", [None, 7, b"hej", ["hej"]])
def test_wrong_types(moderator: Moderator, given: object) -> None:
    """Anything but a comment or a text is refused with what was expected."""
    with pytest.raises(TypeError, match=r"expected a Comment or its text \(str\), got"):
        moderator(given)  # type: ignore[arg-type]


def test_wrong_fields() -> None:
    """A field of the wrong type is named, and its value is not repeated."""
    with pytest.raises(TypeError, match=r"^Comment\.text: expected str, got int$"):
        Comment(text=9007212393)  # type: ignore[arg-type]
    with pytest.raises(
        TypeError, match=r"^Comment\.created_at: expected datetime or None, got str"
    ):
        Comment(text="hej", created_at="i går")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="'maybe' is not a valid Consent"):
        Comment(text="hej", consent="maybe")


def test_threads(moderator: Moderator) -> None:
    """Eight threads get the decisions that one gets."""
    expected = [moderator(text) for text in TEXTS] * 40
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(moderator, TEXTS * 40)) == expected


def _decide_in_child(moderator: Moderator, results: object) -> None:
    results.put([moderator(text).action.value for text in TEXTS])  # type: ignore[attr-defined]


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_processes(moderator: Moderator, method: str) -> None:
    """A moderator works in a child process, forked or spawned."""
    context = multiprocessing.get_context(method)
    results = context.Queue()
    child = context.Process(target=_decide_in_child, args=(moderator, results))
    child.start()
    answer = results.get(timeout=120)
    child.join()

    assert answer == [moderator(text).action.value for text in TEXTS]


def test_pickle(moderator: Moderator) -> None:
    """A moderator and its decisions can be pickled."""
    again = pickle.loads(pickle.dumps(moderator))
    decision = moderator(TEXTS[1])

    assert again(TEXTS[1]) == decision == pickle.loads(pickle.dumps(decision))


def test_an_engine_failure_raises(moderator: Moderator, monkeypatch: pytest.MonkeyPatch) -> None:
    """A comment without a decision is an error, never kept."""

    class Broken:
        def fire(self, row: Mapping[str, int]) -> frozenset[str]:
            raise EngineError("no answer")

    monkeypatch.setattr(moderator._weigher, "_engine", Broken())
    moderator._weigher._grounds.cache_clear()
    with pytest.raises(EngineError):
        moderator(TEXTS[0])


def test_no_rules(tmp_path: Path) -> None:
    """A folder without rules is an error that says so."""
    with pytest.raises(RulebookError, match="the folder holds no rule file"):
        Moderator(rules=tmp_path)


def test_policy_changes_the_version(tmp_path: Path, moderator: Moderator) -> None:
    """Another policy is another version, and its threshold and people count."""
    policy = (moderator.rulebook.folder / "policy.toml").read_text("utf-8")
    policy = policy.replace("politicians = []", 'politicians = ["Sven Provberg"]')
    (tmp_path / "p.toml").write_text(policy, "utf-8")
    other = Moderator(policy=tmp_path / "p.toml")

    assert other.version != moderator.version
    assert moderator("Sven Provberg är en idiot").action == "remove_and_document"
    assert other("Sven Provberg är en idiot").action == "keep"
    assert other("Sven Provberg är en idiot").needs_human


def test_n_process(moderator: Moderator) -> None:
    """Fewer than one process is refused."""
    with pytest.raises(ValueError, match="n_process: expected 1 or more, got 0"):
        list(moderator.pipe(TEXTS, n_process=0))


def finding(kind: str, **rest: object) -> Finding:
    return Finding(
        **{"kind": kind, "start": 0, "end": 1, "certainty": 0.9, "detector": "test", "quote": ""}
        | rest
    )  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (finding("offensive.insult", severity=2, target="staff", voice="own"), {"insult_staff": 2}),
        (
            finding("offensive.threat", severity=3, target="body"),
            {"threat": 2, "threat_official": 1},
        ),
        (finding("offensive.hate", severity=1), {"hate": 1}),
        (finding("spam", certainty=0.5), {"spam": 1}),
        (finding("spam", certainty=0.6, detail="phishing"), {"spam": 2, "phishing": 1}),
        (finding("personal_data.identifier", owner="self"), {"identifier_self": 1}),
        (finding("personal_data.identifier", owner="unknown"), {"identifier_third": 1}),
        (finding("personal_data.contact", owner="public"), {}),
        (finding("confidential", owner="self"), {"confidential_self": 1}),
        (finding("confidential", detail="security"), {"security_information": 1}),
        (finding("important.record_request", detail="removal_query"), {"removal_query": 1}),
        (finding("fault_report", detail="danger"), {"fault": 1, "danger": 1}),
    ],
)
def test_facts(given: Finding, expected: dict[str, int]) -> None:
    """A finding raises its facts, and stands behind each of them."""
    facts = facts_of(Comment(text=""), [given])

    assert {name: value for name, value in facts.row.items() if value} == expected
    assert set(facts.sources) == set(expected)
    assert list(facts.row) == list(FACTS)


def test_own_voice_outweighs_quotes() -> None:
    """An insult in the writer's own voice is not excused by a quoted one beside it."""
    own = finding("offensive.insult", severity=2, target="commenter", voice="own")
    quoted = finding("offensive.insult", severity=3, target="staff", voice="quoted")

    both = facts_of(Comment(text=""), [quoted, own]).row
    alone = facts_of(Comment(text=""), [quoted]).row

    assert (both["offence_voice"], both["insult_commenter"], both["insult_staff"]) == (0, 2, 0)
    assert (alone["offence_voice"], alone["insult_staff"]) == (1, 3)


def test_unsure_hiding_goes_to_a_human(moderator: Moderator) -> None:
    """What is hidden by a rule that is less sure than the threshold is looked at by a human."""
    decision = moderator(
        "På nattis i Surte fanns det ingen vuxen på avdelningen när jag kom i lördags strax före "
        "sex, min fyraåring öppnade själv. Det dröjde en kvart innan någon dök upp. Jag begär en "
        "skriftlig förklaring."
    )
    threshold = moderator.rulebook.policy.removal_threshold

    assert decision.certainty is None or decision.certainty >= threshold or decision.needs_human
