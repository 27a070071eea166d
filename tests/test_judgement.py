"""Both readings together: the trees, what they see, and what their verdict makes of findings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ale_moderation import Finding, Moderator, RulebookError
from ale_moderation.judgement import Judgement, ServiceJudgement
from ale_moderation.resemblance import HEADS, JUDGED, SCALE, Likeness, Resemblance
from ale_moderation.rulebook import JUDGEMENT, SERVICE, rules_folder
from ale_moderation.second_opinion import second_opinion
from ale_moderation.trees import features_of

TEXT = "Hon i kassan har snö på huvudet"


def judgement(folder: Path, *trees: str) -> Judgement:
    path = folder / "judgement.txt"
    path.write_text("\n".join(trees) + "\n", encoding="utf-8")
    return Judgement(path)


def service(folder: Path, *trees: str) -> ServiceJudgement:
    path = folder / "service.txt"
    path.write_text("\n".join(trees) + "\n", encoding="utf-8")
    return ServiceJudgement(path)


def nothing(folder: Path, offensive: float = -2) -> Resemblance:
    """A second reader by whom nothing else is likely."""
    path = folder / "resemblance.tsv"
    path.write_text(f"\t0 {round(SCALE * offensive)}" + " -32" * 10 + "\n", encoding="utf-8")
    return Resemblance(path)


def found(kind: str, certainty: float, **more: object) -> Finding:
    return Finding(
        kind=kind, start=0, end=3, certainty=certainty, detector="test", quote="Hon", **more
    )


@pytest.mark.parametrize(
    ("trees", "odds"),
    [
        (["-1398"], -1.398),
        (["-1000", "250"], -0.75),
        (["words<=6 100 900"], 0.9),
        (["words<=7 100 900"], 0.1),
        (["offensive<=-201 100 offensive<=-200 300 500"], 0.3),
        (["offensive.insult<=49 100 900"], 0.9),
        (["offensive.insult|person|2<=50 100 900"], 0.1),
        (["offensive.insult~<=0 100 900"], 0.1),
        (["offensive.hate<=0 100 900"], 0.1),
    ],
)
def test_trees(moderator: Moderator, tmp_path: Path, trees: list[str], odds: float) -> None:
    """A tree asks for odds in hundredths, words, and how sure a kind, or one at a target, is."""
    text = moderator._pipeline(TEXT)
    insult = found("offensive.insult", 0.5, target="person", severity=2, voice="own")
    judged = judgement(tmp_path, *trees).of(text, [insult], nothing(tmp_path).of(text))

    assert judged.odds == pytest.approx(odds)
    assert judged.words == range(7)


@given(
    words=st.integers(0, 12),
    certainty=st.integers(0, 100),
    limits=st.lists(st.integers(-5, 105), min_size=3, max_size=3),
)
def test_the_leaf_that_is_reached(
    moderator: Moderator,
    tmp_path_factory: pytest.TempPathFactory,
    words: int,
    certainty: int,
    limits: list[int],
) -> None:
    """A tree adds what stands at the end of the branches that it is asked to take."""
    first, second, third = limits
    text = moderator._pipeline("snö " * words + "snö")
    insult = found("offensive.insult", certainty / 100, target="person", severity=2, voice="own")
    kind = "offensive.insult"
    tree = f"{kind}<={first} {kind}<={second} 1 2 words<={third} 3 {kind}<={second} 4 5"
    folder = tmp_path_factory.mktemp("trees")
    judged = judgement(folder, "7", tree).of(text, [insult], nothing(folder).of(text))

    if certainty <= first:
        leaf = 1 if certainty <= second else 2
    else:
        leaf = 3 if words + 1 <= third else 4 if certainty <= second else 5
    assert judged.odds == (7 + leaf) / 1000


def test_what_is_anothers_is_told_apart() -> None:
    """What is said in another's voice is another feature."""
    told = found("offensive.insult", 0.9, target="person", severity=2, voice="quoted")

    assert list(features_of(told)) == ["offensive.insult~", "offensive.insult~|person|2"]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "snö",
        "words<=7",
        "words<=7 1",
        "words<=7 1 2 3",
        "words<=x 1 2",
        "words 1 2",
        "1.5",
        "words<=1 2 " * 8 + "3",  # nine leaves
        "words<=1 2 " * 9999 + "3",
    ],
)
def test_a_bad_file(tmp_path: Path, line: str) -> None:
    """A line that is no tree is told with its place and how to mend it."""
    with pytest.raises(RulebookError, match=r":2:1: expected a tree.*\n.*fit_judgement"):
        judgement(tmp_path, "100", line, "200")


def test_an_empty_file(tmp_path: Path) -> None:
    """Without a tree nothing can be judged."""
    (tmp_path / "judgement.txt").touch()

    with pytest.raises(RulebookError, match="expected a tree"):
        Judgement(tmp_path / "judgement.txt")


@pytest.mark.parametrize(
    ("leaf", "certainty"), [("1800", 0.858), ("1799", 0.5), ("-250", 0.5), ("-9000", 0.5)]
)
def test_what_goes_is_raised(
    moderator: Moderator, tmp_path: Path, leaf: str, certainty: float
) -> None:
    """Where both readings together say that it goes, the surest finding is as sure as they are."""
    text = moderator._pipeline(TEXT)
    unsure = found("offensive.insult", 0.5, target="person", severity=2, voice="own")
    weaker = found("offensive.hate", 0.4, target="group", severity=2, voice="own")
    reader = nothing(tmp_path)
    alone = second_opinion(text, (unsure, weaker), reader)
    together = second_opinion(text, (unsure, weaker), reader, judgement(tmp_path, leaf))

    assert together[1] == alone[1]
    if certainty == 0.5:
        assert together[0] == alone[0]
    else:
        assert together[0].certainty == certainty
        assert together[0].detector == "test+judgement"


@pytest.mark.parametrize(("leaf", "is_sure"), [("-250", True), ("-251", False), ("-9000", False)])
def test_what_stays_is_lowered(
    moderator: Moderator, tmp_path: Path, leaf: str, is_sure: bool
) -> None:
    """Where they say that it stays, what removes goes to a human, but for numbers and the like."""
    text = moderator._pipeline(TEXT)
    sure = found("confidential", 0.89, owner="third")
    phone = found("personal_data.contact", 0.9, detail="phone", owner="third")
    quoted = found("offensive.insult", 0.9, target="person", severity=2, voice="quoted")
    official = found("personal_data.official", 0.9)
    others = (phone, quoted, official)
    judged = second_opinion(text, (sure, *others), nothing(tmp_path), judgement(tmp_path, leaf))

    assert judged[1:4] == others
    assert (judged[0].certainty >= 0.6) is is_sure
    assert judged[0].detector.endswith("+judgement") is not is_sure


@pytest.mark.parametrize(
    ("leaf", "is_asked"), [("1800", True), ("1799", True), ("-250", True), ("-251", False)]
)
def test_a_human_is_asked(moderator: Moderator, tmp_path: Path, leaf: str, is_asked: bool) -> None:
    """What may well go is shown to a human, with the words that speak most for it."""
    text = moderator._pipeline("Det snöar i dag")
    judged = second_opinion(text, (), nothing(tmp_path), judgement(tmp_path, leaf))

    assert bool(judged) is is_asked


@pytest.mark.parametrize(
    ("text", "leaf", "offensive", "kind"),
    [
        ("Somalierna här snöar hela natten", "1800", 1, "offensive.hate"),
        ("Somalierna här snöar hela natten", "1799", 1, "benign"),
        ("Somalierna här snöar hela natten", "1800", 0.7, "benign"),
        ("Somalierna snöade hela natten på vikingatiden", "1800", 1, "benign"),
        ("Somalierna här snöar trots avslag hela natten", "1800", 1, "benign"),
        ("Somaliernas seder här snöar hela natten", "1800", 1, "benign"),
        ("Han påstod att somalierna snöar hela natten", "1800", 1, "benign"),
        ("Rektorn här snöar hela natten", "1800", 1, "offensive.insult"),
        ("Molnen här snöar hela natten", "1800", 1, "benign"),
    ],
)
def test_who_is_despised(
    moderator: Moderator, tmp_path: Path, text: str, leaf: str, offensive: float, kind: str
) -> None:
    """Where it goes by both readings, somebody is despised by likeness alone, or a group."""
    told = moderator._pipeline(text)
    [judged] = second_opinion(told, (), nothing(tmp_path, offensive), judgement(tmp_path, leaf))

    assert judged.kind == kind
    assert judged.detail == ("resembles_removed" if kind == "benign" else "told")


@pytest.mark.parametrize(("asked", "is_hate"), [((), True), (("question",), False)])
def test_a_group_is_asked_for(
    moderator: Moderator, tmp_path: Path, asked: tuple[str, ...], is_hate: bool
) -> None:
    """Where something is asked of the municipality for a group, likeness alone despises none."""
    text = moderator._pipeline("Somalierna här snöar hela natten")
    findings = tuple(found(kind, 0.9) for kind in asked)
    reader, trees = nothing(tmp_path, 1), judgement(tmp_path, "1800")
    kinds = {finding.kind for finding in second_opinion(text, findings, reader, trees)}

    assert ("offensive.hate" in kinds) is is_hate


@pytest.mark.parametrize(("spam", "kind"), [(-1, "spam"), (-1.1, "benign")])
def test_what_goes_is_sold_only_where_it_looks_so(
    moderator: Moderator, tmp_path: Path, spam: float, kind: str
) -> None:
    """What goes by both readings is no spam by likeness alone if it hardly resembles any."""
    path = tmp_path / "resemblance.tsv"
    odds = f"-32 -32 {round(SCALE * spam)}" + " -32" * 8
    path.write_text(f"\t0 {odds}\n", encoding="utf-8")
    text = moderator._pipeline("Molnen här snöar hela natten")
    [judged] = second_opinion(text, (), Resemblance(path), judgement(tmp_path, "1800"))

    assert judged.kind == kind


def test_trade_that_stands_is_left_to_the_rules(moderator: Moderator, tmp_path: Path) -> None:
    """Of fundraising and praise of firms rules know more than the readings."""
    text = moderator._pipeline(TEXT)
    offer = found("advertising", 0.5)

    assert second_opinion(text, (offer,), nothing(tmp_path), judgement(tmp_path, "9000")) == (
        second_opinion(text, (offer,), nothing(tmp_path))
    )


@pytest.mark.parametrize("kind", ["offensive.threat", "offensive.incitement", "offensive.selfharm"])
def test_a_threat_is_not_lowered(moderator: Moderator, tmp_path: Path, kind: str) -> None:
    """Lives are at stake, however harmless the text looks."""
    text = moderator._pipeline(TEXT)
    threat = found(kind, 0.88, target="commenter", severity=3, voice="own")
    [judged] = second_opinion(text, (threat,), nothing(tmp_path), judgement(tmp_path, "-9000"))

    assert judged.certainty >= 0.88


@pytest.mark.parametrize(("certainty", "stays"), [(0.89, True), (0.9, False)])
def test_what_is_plain_removes(
    moderator: Moderator, tmp_path: Path, certainty: float, stays: bool
) -> None:
    """What its detector is quite sure of removes though the text as a whole looks harmless."""
    text = moderator._pipeline(TEXT)
    insult = found("offensive.insult", certainty, target="person", severity=2, voice="own")
    [judged] = second_opinion(text, (insult,), nothing(tmp_path), judgement(tmp_path, "-9000"))

    assert (judged.certainty < 0.6) is stays


@given(st.lists(st.sampled_from(["Snön är tung. ", "Din idiot! ", "Siv har cancer. "]), min_size=1))
def test_a_sentence_more_never_lowers_the_odds(moderator: Moderator, sentences: list[str]) -> None:
    """The sentences that stood there before are still judged."""

    def odds(text: str) -> float:
        parsed = moderator._pipeline(text)
        like: Likeness = moderator._resemblance.of(parsed)
        return moderator._judgement.of(parsed, (), like).odds

    text = "".join(sentences)
    assert odds(f"{text}Vilken fin dag det var i parken.") >= odds(text)


@pytest.mark.parametrize(
    ("tree", "odds"),
    [
        ("marks<=1 100 900", 0.9),
        ("marks<=2 100 900", 0.1),
        ("words<=9 100 900", 0.9),
        ("words<=10 100 900", 0.1),
        ("fault_report<=-201 100 900", 0.9),
        ("question<=69 100 900", 0.9),
        ("question||0<=70 100 900", 0.1),
        ("event_tip<=0 100 900", 0.1),
    ],
)
def test_service_is_judged_of_the_whole(
    moderator: Moderator, tmp_path: Path, tree: str, odds: float
) -> None:
    """A tree asks for any head, the words, the question marks, and what was found."""
    text = moderator._pipeline("Snöar det? Vad ska jag ha på mig?")
    like = nothing(tmp_path).of(text)

    assert service(tmp_path, tree).of(text, [found("question", 0.7)], like) == odds


@pytest.mark.parametrize(
    ("kind", "sure", "leaf", "certainty"),
    [
        ("question", 0.9, "450", 0.769),
        ("question", 0.9, "-750", 0.5),
        ("question", 0.9, "-751", None),
        ("question", 0.89, "0", 0.5),
        ("question", 0.89, "-1", None),
        ("complaint", 0.9, "0", 0.5),
        ("complaint", 0.9, "-1", None),
        ("fault_report", 0.3, "0", 0.5),
        ("fault_report", 0.3, "9000", 0.99),
    ],
)
def test_service_that_was_found(
    moderator: Moderator, tmp_path: Path, kind: str, sure: float, leaf: str, certainty: float | None
) -> None:
    """It stands if both readings together say that something is asked for, as sure as they are.

    What has the form of a question stands sooner.
    """
    text = moderator._pipeline(TEXT)
    reader, trees = nothing(tmp_path), service(tmp_path, leaf)
    served = second_opinion(text, (found(kind, sure),), reader, service=trees)

    assert [f.certainty for f in served] == ([] if certainty is None else [certainty])


@pytest.mark.parametrize(
    ("also", "leaf", "is_added"),
    [
        ((), "500", True),
        ((), "499", False),
        (("important.appeal",), "4000", False),
        (("case_handling",), "4000", False),
        (("criticism",), "4000", True),
    ],
)
def test_service_that_was_missed(
    moderator: Moderator, tmp_path: Path, also: tuple[str, ...], leaf: str, is_added: bool
) -> None:
    """It is added by the same odds where nothing else asks for an answer, a record or a removal."""
    text = moderator._pipeline(TEXT)
    findings = tuple(found(kind, 0.9) for kind in also)
    reader, trees = nothing(tmp_path), service(tmp_path, leaf)
    kinds = {f.kind for f in second_opinion(text, findings, reader, service=trees)}

    assert kinds.isdisjoint(("question", "complaint", "fault_report")) is not is_added


@pytest.mark.parametrize(
    ("owner", "is_registered"), [("self", True), ("public", True), ("third", False)]
)
def test_contact_data_that_stand_hide_nothing(
    moderator: Moderator, tmp_path: Path, owner: str, is_registered: bool
) -> None:
    """A request beside the writer's own address is as weighty as without one."""
    path = tmp_path / "resemblance.tsv"
    odds = " ".join("0" if head == "important" else "-160" for head in HEADS)
    path.write_text(f"\t0 {odds}\n", encoding="utf-8")
    text = moderator._pipeline(TEXT)
    address = found("personal_data.contact", 0.9, detail="email", owner=owner)
    kinds = [f.kind for f in second_opinion(text, (address,), Resemblance(path))]

    assert ("important.other" in kinds) is is_registered


def test_a_faint_sign_of_service_goes_with_a_clear_one(
    moderator: Moderator, tmp_path: Path
) -> None:
    """What a detector hardly saw is none beside what it saw well, and enough where it is all."""
    text = moderator._pipeline(TEXT)
    faint, clear = found("complaint", 0.34), found("question", 0.9)
    reader, trees = nothing(tmp_path), service(tmp_path, "1200")

    for findings, kinds in (((faint, clear), ["question"]), ((faint,), ["complaint"])):
        served = second_opinion(text, findings, reader, service=trees)
        assert [f.kind for f in served] == kinds


@pytest.mark.parametrize(
    ("name", "heads", "reader"),
    [
        (JUDGEMENT, JUDGED[:4], Judgement),
        (SERVICE, ("service", "question", "complaint"), ServiceJudgement),
    ],
)
def test_the_shipped_files_know_the_heads(
    name: str, heads: tuple[str, ...], reader: Callable[[Path], object]
) -> None:
    """Heads that say what they are about stand in the shipped trees."""
    path = rules_folder() / "lexicon" / name
    text = path.read_text("utf-8")

    assert all(f"{head}<=" in text for head in heads)
    reader(path)
