from __future__ import annotations

import multiprocessing
import os
import pickle
import random
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import conditions, rows

import ale_moderation
from ale_moderation.conditions import All, Any, Condition, Test, holds, parse_condition
from ale_moderation.engine import (
    CACHED_ROWS,
    LARGEST_VALUE,
    CachedEngine,
    DurableEngine,
    Engine,
    PlainEngine,
    build_engine,
)
from ale_moderation.errors import EngineError
from ale_moderation.facts import FACTS

EngineClass = Callable[[Mapping[str, Condition]], Engine]

CONDITIONS = {
    rule: parse_condition(when, FACTS)
    for rule, when in {
        "insult": "insult_person >= crude and offence_voice == own",
        "consent": "named_private and consent not in (given, official)",
        "service": "question or fault or complaint",
        "everything": "always",
    }.items()
}
QUIET = dict.fromkeys(FACTS, 0)
INSULT = QUIET | {"insult_person": 3, "question": 1}

PACKAGE = Path(ale_moderation.__path__[0])


def import_durable() -> None:
    pytest.importorskip("durable.engine", exc_type=ImportError)


@pytest.fixture(params=[PlainEngine, DurableEngine, CachedEngine])
def engine_class(request: pytest.FixtureRequest) -> EngineClass:
    """Each kind of engine in turn."""
    if request.param is DurableEngine:
        import_durable()
    kind: EngineClass = request.param
    return kind


def random_rows(number: int) -> list[dict[str, int]]:
    chance = random.Random(number)
    return [
        {f.name: chance.randrange(len(f.values)) * (chance.random() < 0.2) for f in FACTS.values()}
        for _ in range(number)
    ]


def run(code: str) -> None:
    """Run the code in a fresh interpreter that finds what this one finds."""
    path = os.pathsep.join(filter(None, sys.path))
    subprocess.run([sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": path}, check=True)


def test_fire(engine_class: EngineClass) -> None:
    """The rules whose conditions hold fire, and no others."""
    engine = engine_class(CONDITIONS)

    assert engine.fire(QUIET) == {"everything"}
    assert engine.fire(INSULT) == {"insult", "service", "everything"}
    assert engine.fire(QUIET | {"named_private": 1, "consent": 2}) == {"consent", "everything"}
    assert engine.fire(QUIET | {"named_private": 1, "consent": 1}) == {"everything"}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(1, 80).flatmap(
        lambda n: st.lists(conditions(max_leaves=5), min_size=n, max_size=n)
    ),
    st.lists(rows(), max_size=4),
)
def test_the_engines_agree(several: list[Condition], some: list[dict[str, int]]) -> None:
    """Both engines fire exactly the rules whose conditions hold, for any rules and rows."""
    import_durable()
    rules = {f"rule.{i}": condition for i, condition in enumerate(several)}
    plain, durable = PlainEngine(rules), DurableEngine(rules)

    for row in [QUIET, *some]:
        expected = {rule for rule, condition in rules.items() if holds(condition, row)}

        assert expected == plain.fire(row)
        assert expected == durable.fire(row)


@settings(deadline=None)
@given(st.lists(conditions(max_leaves=5), max_size=10), rows(), st.randoms())
def test_order_means_nothing(
    several: list[Condition], row: dict[str, int], chance: random.Random
) -> None:
    """Neither the order of the rules nor that of the row changes what fires (trap 5)."""
    rules = [(f"rule.{i}", condition) for i, condition in enumerate(several)]
    shuffled = chance.sample(rules, len(rules))
    mixed = dict(chance.sample(list(row.items()), len(row)))

    assert build_engine(dict(rules)).fire(row) == build_engine(dict(shuffled)).fire(mixed)


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="durable_rules does not import there")
def test_durable_is_used_where_it_can_be() -> None:
    """Before Python 3.13 the engine built asks durable, which must be there (trap 13)."""
    run(
        "import sys; from ale_moderation.engine import build_engine; build_engine({});"
        "assert 'durable_rules_engine' in sys.modules"
    )


def test_without_durable_the_plain_engine_answers() -> None:
    """Where durable cannot be imported, the engine built answers all the same (trap 13)."""
    run(
        "import sys; sys.modules['durable'] = None\n"
        "from ale_moderation.conditions import Test\n"
        "from ale_moderation.engine import DurableEngine, EngineError, build_engine\n"
        "engine = build_engine({'rule': Test('question', '==', 1)})\n"
        "assert engine.fire({'question': 1}) == {'rule'}\n"
        "assert engine.fire({'question': 0}) == frozenset()\n"
        "try:\n"
        "    DurableEngine({})\n"
        "except EngineError:\n"
        "    pass\n"
        "else:\n"
        "    raise AssertionError\n"
    )


def test_only_the_engine_imports_durable() -> None:
    """No other module of the package names durable's modules in an import."""
    importers = [
        path.name
        for path in PACKAGE.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip().startswith(("import durable", "from durable"))
    ]

    assert importers == ["engine.py"]


def test_no_threads_are_started() -> None:
    """Building and asking an engine starts no thread (trap 1)."""
    run(
        "import threading\n"
        "from ale_moderation.conditions import Test\n"
        "from ale_moderation.engine import build_engine\n"
        "build_engine({'rule': Test('question', '==', 1)}).fire({'question': 1})\n"
        "assert threading.active_count() == 1"
    )


def test_warnings_may_be_errors() -> None:
    """An engine answers where every warning is an error, as in the tests of those who use it."""
    run(
        "import warnings\n"
        "from ale_moderation.conditions import Test\n"
        "from ale_moderation.engine import build_engine\n"
        "warnings.simplefilter('error')\n"
        "engine = build_engine({'rule': Test('question', '==', 1)})\n"
        "assert engine.fire({'question': 1}) == {'rule'}"
    )


@pytest.mark.parametrize("name", ["id", "sid", "$s", "m", "row", "r0", "f0", 'a"b', "å", "\ud800"])
def test_no_name_of_a_fact_or_rule_hurts(engine_class: EngineClass, name: str) -> None:
    """Names that mean something to durable, or that JSON cannot hold, are names (traps 2, 10)."""
    engine = engine_class({name: Test(name, "==", 1), "f1": Test("f1", "==", 0)})

    assert engine.fire({name: 1, "f1": 1}) == {name}
    assert engine.fire({name: 0, "f1": 0}) == {"f1"}


def test_a_row_that_no_rule_matches(engine_class: EngineClass) -> None:
    """Nothing fires, again and again, and nothing crashes (trap 3)."""
    engine = engine_class({"rule": Test("question", "==", 1)})

    assert {engine.fire({"question": i % 2 * 2}) for i in range(2_000)} == {frozenset()}


def test_no_rules_and_rules_that_never_hold(engine_class: EngineClass) -> None:
    """An engine without rules fires none; a condition without branches never holds."""
    assert engine_class({}).fire({}) == frozenset()
    assert engine_class({"never": Any(()), "always": All(())}).fire({}) == {"always"}


def test_the_same_row_again(engine_class: EngineClass) -> None:
    """The same row gives the same rules however often it comes (trap 4)."""
    engine = engine_class(CONDITIONS)

    assert {engine.fire(INSULT) for _ in range(50)} == {engine.fire(dict(INSULT))}


def test_states_do_not_pile_up() -> None:
    """Memory stands still over 20,000 rows, where unretracted facts take 7 kB each (trap 4)."""
    import_durable()
    resident = Path("/proc/self/statm")
    if not resident.exists():
        pytest.skip("no way to read the memory in use")
    engine = DurableEngine(CONDITIONS)
    for row in random_rows(5_000):
        engine.fire(row)
    before = int(resident.read_text().split()[1])
    for row in random_rows(5_000) * 3:
        engine.fire(row)
    after = int(resident.read_text().split()[1])

    assert (after - before) * os.sysconf("SC_PAGESIZE") < 8_000_000


def test_every_true_branch_counts_once(engine_class: EngineClass) -> None:
    """A rule whose every alternative holds fires like any other (trap 6)."""
    names = [f"fact{i}" for i in range(100)]
    engine = engine_class({"rule": Any(tuple(Test(name, "==", 1) for name in names))})

    assert engine.fire(dict.fromkeys(names, 1)) == {"rule"}
    assert engine.fire(dict.fromkeys(names, 0)) == frozenset()


class Grenade(str):
    """A rule id that cannot be recorded once its pin is pulled."""

    is_armed = False

    def __hash__(self) -> int:
        if self.is_armed:
            raise RuntimeError("boom")
        return super().__hash__()


def test_an_exception_in_an_action_is_an_error() -> None:
    """What durable swallows into its state is raised, and the next call is right again (trap 7)."""
    import_durable()
    rule = Grenade("rule")
    engine = DurableEngine({rule: Test("question", "==", 1)})
    rule.is_armed = True

    with pytest.raises(EngineError, match="boom"):
        engine.fire({"question": 1})
    rule.is_armed = False

    assert engine.fire({"question": 1}) == {rule}
    assert engine.fire({"question": 0}) == frozenset()


def test_a_clock_that_jumps_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where durable drops the rest, for it seems that an action took 10 seconds, that is raised."""
    import_durable()
    engine = DurableEngine(CONDITIONS)
    monkeypatch.setattr("durable.engine._unix_now", count(step=11).__next__)

    with pytest.raises(EngineError, match="stopped before"):
        engine.fire(INSULT)
    monkeypatch.undo()

    assert engine.fire(INSULT) == {"insult", "service", "everything"}


def test_a_failure_of_durable_is_an_error_and_not_an_empty_set() -> None:
    """A rule set that C does not know raises EngineError; then the engine makes a new one."""
    import_durable()
    engine = DurableEngine(CONDITIONS)
    expected = engine.fire(INSULT)
    assert engine._process.groups is not None
    engine._process.groups[0]._rules._handle = 0

    with pytest.raises(EngineError, match="durable_rules failed"):
        engine.fire(INSULT)

    assert expected == engine.fire(INSULT)


def test_many_rules_that_hold_at_once(engine_class: EngineClass) -> None:
    """Hundreds of rules may fire on one row (trap 9)."""
    names = [f"fact{i}" for i in range(200)]
    rules = {f"{op}{name}": Test(name, op, 1) for name in names for op in ("==", ">=", "<")}

    actual = engine_class(rules).fire(dict.fromkeys(names, 1))

    assert actual == {rule for rule in rules if not rule.startswith("<")}


@pytest.mark.parametrize("value", ["1", "yes", None, 1.0, float("nan"), [1]])
def test_a_value_of_the_wrong_type_is_refused(engine_class: EngineClass, value: object) -> None:
    """A text, None or a float raises TypeError that names the fact, cached or not (trap 12)."""
    engine = engine_class(CONDITIONS)
    engine.fire(QUIET | {"consent": 1})
    row: dict[str, object] = QUIET | {"consent": value}

    with pytest.raises(TypeError, match="consent: expected int"):
        engine.fire(row)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [-1, LARGEST_VALUE + 1, 10**30])
def test_a_value_out_of_range_is_refused(engine_class: EngineClass, value: int) -> None:
    """A value that is no level raises EngineError that names the fact."""
    with pytest.raises(EngineError, match="consent"):
        engine_class(CONDITIONS).fire(QUIET | {"consent": value})


def test_a_row_without_a_fact_is_refused(engine_class: EngineClass) -> None:
    """A row that lacks a fact that some condition uses raises EngineError that names it."""
    row = {name: 0 for name in FACTS if name != "consent"}

    with pytest.raises(EngineError, match="consent"):
        engine_class(CONDITIONS).fire(row)


def test_a_row_may_hold_more(engine_class: EngineClass) -> None:
    """Facts that no condition uses are not looked at, and a bool counts as an integer."""
    engine = engine_class({"rule": Test("question", "==", 1)})
    row: dict[str, object] = {"question": True, "fault": "not looked at"}

    assert engine.fire(row) == {"rule"}  # type: ignore[arg-type]


def test_the_cache_is_bounded() -> None:
    """More rows than the cache holds are all answered rightly, also when they come again."""
    engine, plain = CachedEngine(CONDITIONS), PlainEngine(CONDITIONS)
    several = random_rows(500)

    assert [engine.fire(row) for row in several * 2] == [plain.fire(row) for row in several * 2]
    assert engine._fire.cache_info().maxsize == CACHED_ROWS


def test_threads(engine_class: EngineClass) -> None:
    """Eight threads that share an engine all get the right answers (trap 11)."""
    engine, plain = engine_class(CONDITIONS), PlainEngine(CONDITIONS)
    several = random_rows(400)
    expected = [plain.fire(row) for row in several]
    start = threading.Barrier(8)

    def ask() -> list[frozenset[str]]:
        start.wait()
        return [engine.fire(row) for row in several]

    with ThreadPoolExecutor(8) as pool:
        answers = [future.result() for future in [pool.submit(ask) for _ in range(8)]]

    assert answers == [expected] * 8


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_fork(engine_class: EngineClass) -> None:
    """A child forked while threads are asking gets the right answers, and so do the threads."""
    engine = engine_class(CONDITIONS)
    several = random_rows(50)
    expected = [PlainEngine(CONDITIONS).fire(row) for row in several]
    is_over = threading.Event()

    def ask() -> bool:
        is_right = True
        while not is_over.is_set():
            is_right &= [engine.fire(row) for row in several] == expected
        return is_right

    def answer() -> None:
        os._exit(0 if [engine.fire(row) for row in several] == expected else 1)

    with ThreadPoolExecutor(2) as pool:
        askers = [pool.submit(ask) for _ in range(2)]
        children = [multiprocessing.get_context("fork").Process(target=answer) for _ in range(4)]
        try:
            for child in children:
                child.start()
            for child in children:
                child.join(20)
        finally:
            is_over.set()
            for child in children:
                child.kill()

    assert [child.exitcode for child in children] == [0] * 4
    assert all(asker.result() for asker in askers)


def test_spawn(engine_class: EngineClass) -> None:
    """An engine sent to a spawned process answers there as it does here."""
    engine = engine_class(CONDITIONS)

    with multiprocessing.get_context("spawn").Pool(1) as pool:
        actual = pool.apply_async(engine.fire, (INSULT,)).get(60)

    assert engine.fire(INSULT) == actual


def test_pickle(engine_class: EngineClass) -> None:
    """A pickled engine comes back as the same kind with the same rules."""
    engine = engine_class(CONDITIONS)
    engine.fire(INSULT)

    again = pickle.loads(pickle.dumps(engine))

    assert type(engine) is type(again)
    assert engine.fire(INSULT) == again.fire(INSULT)
