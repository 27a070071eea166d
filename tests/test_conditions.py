from __future__ import annotations

from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import condition_sources, conditions, rows

from ale_moderation.conditions import (
    DEEPEST,
    LONGEST,
    MOST_BRANCHES,
    All,
    Any,
    Condition,
    ConditionError,
    Test,
    branches,
    count_branches,
    facts_used,
    holds,
    needed_facts,
    parse_condition,
)
from ale_moderation.facts import FACTS, Fact

# Every value has a name of its own here, so that Python itself can say what a source means.
VOCABULARY = MappingProxyType(
    {
        name: Fact(name=name, values=values, is_ordered=is_ordered, about="")
        for name, values, is_ordered in [
            ("heat", ("cold", "warm", "hot", "boiling"), True),
            ("size", ("small", "large"), True),
            ("colour", ("red", "green", "blue"), False),
            ("wet", ("no", "yes"), False),
            ("dark", ("no", "yes"), False),
        ]
    }
)
VALUES = {name: fact.values.index(name) for fact in VOCABULARY.values() for name in fact.values}

Problems = tuple[tuple[int, str, str | None], ...]


def problems_of(source: str) -> Problems:
    with pytest.raises(ConditionError) as caught:
        parse_condition(source, FACTS)

    return caught.value.problems


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("always", All(())),
        (" ( always ) ", All(())),
        ("question", Test("question", "==", 1)),
        ("not question", Test("question", "!=", 1)),
        ("not not question", Test("question", "==", 1)),
        ("insult_staff >= crude", Test("insult_staff", ">=", 2)),
        ("insult_staff < mild", Test("insult_staff", "<", 1)),
        ("triggered_action != no", Test("triggered_action", "!=", 1)),
        ("consent in (given,)", Test("consent", "==", 1)),
        ("consent in (given, official)", Any((Test("consent", "==", 1), Test("consent", "==", 3)))),
        (
            "consent not in (given, official)",
            All((Test("consent", "!=", 1), Test("consent", "!=", 3))),
        ),
        (
            "not consent in (given, official)",
            All((Test("consent", "!=", 1), Test("consent", "!=", 3))),
        ),
        (
            "question\n  and fault\n\tand danger",
            All((Test("question", "==", 1), Test("fault", "==", 1), Test("danger", "==", 1))),
        ),
        (
            "question or fault and danger",
            Any(
                (
                    Test("question", "==", 1),
                    All((Test("fault", "==", 1), Test("danger", "==", 1))),
                )
            ),
        ),
        (
            "not (question or not (insult_staff > mild and fault))",
            All(
                (
                    Test("question", "!=", 1),
                    Test("insult_staff", ">", 1),
                    Test("fault", "==", 1),
                )
            ),
        ),
        ("not insult_staff <= mild", Test("insult_staff", ">", 1)),
        ("not insult_staff == mild", Test("insult_staff", "!=", 1)),
    ],
)
def test_parse(source: str, expected: Condition) -> None:
    """A source becomes tests, All and Any, with `not` pushed down to the tests."""
    actual = parse_condition(source, FACTS)

    assert expected == actual


@given(condition_sources(VOCABULARY), rows(VOCABULARY))
def test_a_condition_means_what_python_means(source: str, row: dict[str, int]) -> None:
    """The condition read holds in exactly the rows where Python evaluates the source to true."""
    expected = bool(eval(source, {"__builtins__": {}}, {**VALUES, **row}))

    actual = holds(parse_condition(source, VOCABULARY), row)

    assert expected == actual


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", (0, "the condition is empty", "write `always`")),
        (" \n ", (0, "the condition is empty", "write `always`")),
        ("qestion", (0, "there is no fact qestion", "did you mean question?")),
        ("  qestion", (2, "there is no fact qestion", "did you mean question?")),
        ("xyzzy", (0, "there is no fact xyzzy", None)),
        (
            "consent == gven",
            (11, "consent has no value gven", "did you mean given?"),
        ),
        (
            "consent == xyzzy",
            (11, "consent has no value xyzzy", "the values are unknown, given, self, official"),
        ),
        (
            "consent in (given, oficial)",
            (19, "consent has no value oficial", "did you mean official?"),
        ),
        (
            "insult_staff",
            (
                0,
                "insult_staff is not a flag",
                "write insult_staff >= degrading; the values are none, mild, crude, degrading",
            ),
        ),
        (
            "question == yes",
            (0, "question is a flag and is not compared", "write question or not question"),
        ),
        (
            "consent > given",
            (
                0,
                "the values of consent have no order",
                "use ==, != or in; the values are unknown, given, self, official",
            ),
        ),
        (
            "none < insult_staff < crude",
            (0, "comparisons cannot be chained", "join them with `and`"),
        ),
        ("insult_staff is crude", (0, "`is` cannot stand in a condition", "use == or !=")),
        ("fault and always", (10, "`always` stands alone", "leave it out")),
        ("not always", (4, "`always` stands alone", "leave it out")),
    ],
)
def test_a_problem_has_its_place_and_a_hint(
    source: str, expected: tuple[int, str, str | None]
) -> None:
    """A fault is told with its column, what is wrong and how to mend it."""
    assert (expected,) == problems_of(source)


@pytest.mark.parametrize(
    ("source", "offset"),
    [
        ("1", 0),
        ("True", 0),
        ("'question'", 0),
        ("fault and question()", 10),
        ("question.real", 0),
        ("question[0]", 0),
        ("question + fault", 0),
        ("-question", 0),
        ("question if fault else danger", 0),
        ("lambda: question", 0),
        ("[question]", 0),
        ("(question, fault)", 0),
        ("(question := fault)", 1),
        ("insult_staff >= 2", 16),
        ("insult_staff == None", 16),
        ("insult_staff >= crude + 1", 16),
        ("2 <= insult_staff", 0),
        ("consent in given", 11),
        ("consent in (given)", 12),
        ("consent in [given, official]", 11),
        ("consent in ()", 11),
        ("consent in (given, (self, official))", 19),
        ("question # and fault", 9),
        ("question \\\n and fault", 9),
        ("fråga", 2),
        ("question\0", 8),
        ("question and \ud800", 13),
    ],
)
def test_what_is_not_in_the_language_is_refused(source: str, offset: int) -> None:
    """No numbers, texts, calls, arithmetic or other Python; the place is that of the fault."""
    [(place, _, hint)] = problems_of(source)

    assert offset == place
    assert hint


@pytest.mark.parametrize(
    "source",
    ["question and", "(question", "question)", "question fault", "question = fault", "question;"],
)
def test_what_python_cannot_read_is_refused(source: str) -> None:
    """A source that is not an expression has one problem, within or right after the source."""
    [(place, message, _)] = problems_of(source)

    assert message == "this is not a condition"
    assert 0 <= place <= len(source)


def test_all_problems_at_once_in_order() -> None:
    """Every fault of an expression is told at once, from left to right."""
    source = "insult_stff >= crude and (insult_staff >= crud or f(x)) and not consent in (gven, 1)"

    actual = [place for place, _, _ in problems_of(source)]

    assert [
        source.index(fault) for fault in ("insult_stff", "crud or", "f(x)", "gven", "1)")
    ] == actual


def test_an_error_reads_as_text() -> None:
    """The error as text holds each problem on a line."""
    error = ConditionError(problems_of("qestion or xyzzy"))

    assert str(error).splitlines() == [
        "0: there is no fact qestion (did you mean question?)",
        "11: there is no fact xyzzy",
    ]


@pytest.mark.parametrize(
    "source",
    [
        "not " * (LONGEST // 4 - 10) + "question",
        "(" * 300 + "question" + ")" * 300,
        "-" * (LONGEST - 10) + "question",
        "question" + "[0" * 500,
        "question" + ".real" * 300,
        "not (question and " * 100 + "fault" + ")" * 100,
        "question or " * 10_000 + "fault",
        "x" * 1_000_000,
    ],
    ids=["not", "parentheses", "signs", "indices", "dots", "mixed", "long", "huge"],
)
def test_the_too_long_and_too_deep_is_refused(source: str) -> None:
    """Sources of thousands of characters or hundreds of levels have a problem, not a crash."""
    assert problems_of(source)


def test_the_deepest_allowed() -> None:
    """DEEPEST levels are read, one more is refused."""
    deepest = "not " * DEEPEST + "question"

    assert Test("question", "==", 1) == parse_condition(deepest, FACTS)
    assert (
        f"the condition is nested deeper than {DEEPEST} levels"
        == problems_of(f"not {deepest}")[0][1]
    )


def test_a_condition_with_too_many_branches_is_refused() -> None:
    """A condition may hold in MOST_BRANCHES ways and no more."""
    pair = "consent in (given, official)"
    most = " and ".join([pair] * (MOST_BRANCHES.bit_length() - 1))

    assert count_branches(parse_condition(most, FACTS)) == MOST_BRANCHES
    assert problems_of(f"{most} and {pair}")[0][2] == "split the rule"


@given(st.text(max_size=40) | st.text("andor tisu=<>!()", max_size=40))
def test_no_text_crashes_the_parser(source: str) -> None:
    """Any text is read or refused, with places within it."""
    try:
        condition = parse_condition(source, FACTS)
    except ConditionError as error:
        assert all(0 <= place <= len(source) for place, _, _ in error.problems)
    else:
        assert set(facts_used(condition)) <= set(FACTS)


def test_an_unknown_comparison_is_no_test() -> None:
    """A test made by hand has one of the known operators."""
    with pytest.raises(ValueError, match="op"):
        Test("question", "or print() or", 1)


def test_facts_used() -> None:
    """The facts used come in order, each once."""
    condition = parse_condition("fault and (question or fault) and consent != given", FACTS)

    assert facts_used(condition) == ("fault", "question", "consent")


NONE_SET = dict.fromkeys(FACTS, 0)


@pytest.mark.parametrize(
    ("source", "row", "expected"),
    [
        ("question", {"question": 1}, ("question",)),
        ("question", {}, ()),
        ("always", {"question": 1}, ()),
        ("not question", {}, ()),
        ("question or fault", {"fault": 1}, ("fault",)),
        ("question or fault", {"fault": 1, "question": 1}, ("question", "fault")),
        ("question and not fault", {"question": 1}, ("question",)),
        ("question and fault", {"question": 1}, ()),
        ("(question and fault) or danger", {"question": 1, "danger": 1}, ("danger",)),
        ("(question or fault) and (danger or question)", {"question": 1}, ("question",)),
        (
            "consent in (given, official) and fault",
            {"consent": 3, "fault": 1},
            ("consent", "fault"),
        ),
        ("consent != given and fault", {"fault": 1}, ("fault",)),
        ("consent != given and fault", {"consent": 2, "fault": 1}, ("fault",)),
        ("spam < clear and fault", {"spam": 1, "fault": 1}, ("fault",)),
    ],
)
def test_needed_facts(source: str, row: dict[str, int], expected: tuple[str, ...]) -> None:
    """The needed facts are those whose first value would not do, in the branches that hold."""
    condition = parse_condition(source, FACTS)

    assert expected == needed_facts(condition, NONE_SET | row)


@given(conditions(VOCABULARY), rows(VOCABULARY))
def test_the_needed_facts_carry_the_condition(condition: Condition, row: dict[str, int]) -> None:
    """Where a condition holds, it still does when every fact that is not needed is at its first."""
    needed = needed_facts(condition, row)

    assert all(row[fact] for fact in needed)
    if holds(condition, row):
        assert holds(condition, {fact: row[fact] if fact in needed else 0 for fact in row})
    else:
        assert needed == ()


@given(conditions(VOCABULARY), rows(VOCABULARY))
def test_branches_mean_the_condition(condition: Condition, row: dict[str, int]) -> None:
    """A condition holds exactly where all tests of one of its branches hold."""
    ways = branches(condition)

    assert holds(condition, row) == any(holds(All(way), row) for way in ways)
    assert len(ways) <= count_branches(condition)
