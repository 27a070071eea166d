"""Tests of `ale_moderation.rulebook`, and with it of `rulebook_schema` and `rulebook_checks`.

Each folder in tests/rulebook/bad has the exact error text in `expected.txt`. After a change of
wording write them anew and read the difference:

    python -m tests.test_rulebook
"""

import shutil
import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from ale_moderation import rulebook
from ale_moderation.conditions import facts_used
from ale_moderation.errors import RulebookError
from ale_moderation.model import Comment, Escalation, Record, Service, Visibility
from ale_moderation.rulebook import (
    FITTED,
    Rulebook,
    fitted_file,
    lexicon_files,
    load_rulebook,
    rules_folder,
)

FOLDERS = Path(__file__).parent / "rulebook"
GOOD = sorted(path for path in (FOLDERS / "good").iterdir() if path.is_dir())
BAD = sorted(path for path in (FOLDERS / "bad").iterdir() if path.is_dir())
EVERY_KEY = FOLDERS / "good" / "every_key"
MINIMAL = FOLDERS / "good" / "minimal"


def error_of(folder: Path) -> RulebookError:
    """The error of a bad folder, with paths below the folder."""
    with pytest.raises(RulebookError) as caught:
        load_rulebook(folder)
    return RulebookError(
        tuple(evolve(p, path=p.path.relative_to(folder)) for p in caught.value.problems)
    )


@pytest.mark.parametrize("folder", GOOD, ids=lambda folder: folder.name)
def test_good(folder: Path) -> None:
    """A good folder loads, and every rule is reachable by its id."""
    loaded = load_rulebook(folder)

    assert list(loaded.rules) == [rule.id for s in loaded.sections for rule in s.rules]
    assert list(loaded.clauses) == [clause.id for s in loaded.sections for clause in s.clauses]


@pytest.mark.parametrize("folder", BAD, ids=lambda folder: folder.name)
def test_bad(folder: Path) -> None:
    """A bad folder is refused with the text that `expected.txt` holds."""
    expected = (folder / "expected.txt").read_text(encoding="utf-8")

    assert expected == f"{error_of(folder)}\n"


@pytest.mark.parametrize("folder", BAD, ids=lambda folder: folder.name)
def test_order_of_problems(folder: Path) -> None:
    """Problems come by path, line and column."""
    places = [(p.path.as_posix(), p.line, p.column) for p in error_of(folder).problems]

    assert places == sorted(places)


def test_section() -> None:
    """A section holds its clauses, each with its grounds after it, and its rules."""
    (section,) = load_rulebook(EVERY_KEY).sections

    assert (section.slug, section.title_sv, section.title_en) == (
        "trivsel",
        "Trivsel",
        "Well-being",
    )
    assert [clause.id for clause in section.clauses] == [
        "trivsel.1.1",
        "trivsel.1.1#krankande",
        "trivsel.1.1#lag",
        "trivsel.1.2",
        "trivsel.2.1",
    ]
    assert section.clauses[0].en == "What insults or violates the law is removed."
    assert {clause.binds for clause in section.clauses[:3]} == {("incoming_comment", "own_post")}
    assert section.not_automated == {"trivsel.1.2": "Tonen bedöms av en människa."}
    assert section.path.name == "01-trivsel.toml"
    assert [clause.role for clause in section.clauses] == ["", "", "law", "record", ""]


def test_rule() -> None:
    """A rule holds what its table says."""
    rule = load_rulebook(EVERY_KEY).rules["insult.staff"]

    assert rule.matrix == (8,)
    assert rule.step == 5
    assert rule.clauses == ("trivsel.1.1#krankande",)
    assert facts_used(rule.condition) == ("insult_staff", "offence_voice")
    assert rule.visibility is Visibility.REMOVE
    assert rule.record is Record.REGISTER
    assert rule.service == (Service.ANSWER_OTHER_CHANNEL, Service.FORWARD)
    assert rule.answer_days == 1
    assert rule.review == ("Bedöm om det är brottsligt.", "Judge whether it is criminal.")
    assert rule.because_sv == "Kommentaren kränker en anställd (”{insult}”)."
    assert rule.because_en == "The comment insults a member of staff (“{insult}”)."
    assert rule.exception_to == ("insult.kept",)


def test_rule_of_few_keys() -> None:
    """A rule that says nothing else keeps the comment and asks for nothing."""
    rule = load_rulebook(MINIMAL).rules["insult"]

    assert (rule.visibility, rule.record) == (Visibility.KEEP, Record.NONE)
    assert (rule.service, rule.escalation, rule.exception_to) == ((), (), ())
    assert rule.review is None


def test_location() -> None:
    """A rule is located by the name of its file and the line of its header."""
    rule = load_rulebook(MINIMAL).rules["insult"]
    lines = (MINIMAL / "01-trivsel.toml").read_text(encoding="utf-8").split("\n")

    assert rule.location == f"01-trivsel.toml:{lines.index('[[rule]]') + 1}"


def test_review_escalates() -> None:
    """A reason for review asks for a human, once."""
    rules = load_rulebook(EVERY_KEY).rules

    assert rules["insult.staff"].escalation == (Escalation.MANAGER, Escalation.HUMAN_REVIEW)
    assert rules["insult.kept"].escalation == (Escalation.HUMAN_REVIEW, Escalation.MANAGER)
    assert rules["spam"].escalation == ()


def test_examples() -> None:
    """An example is a text or a table, and its line is where it begins."""
    rules = load_rulebook(EVERY_KEY).rules
    lines = (EVERY_KEY / "01-trivsel.toml").read_text(encoding="utf-8").split("\n")
    plain, full = rules["insult.staff"].fires
    (in_table,) = rules["insult.kept"].fires

    assert plain.text == "Handläggaren är en idiot"
    assert (plain.context, plain.gallring_decision) == ({}, None)
    assert full.context == {
        "author": "Kim",
        "author_role": "resident",
        "channel": "facebook",
        "consent": "unknown",
        "created_at": datetime(2026, 11, 22, 10),
        "parent": "Vår handläggare svarar",
        "triggered_action": False,
        "records_request_pending": False,
    }
    assert [example.text in lines[example.line - 1] for example in (plain, full)] == [True, True]
    assert lines[in_table.line - 1] == "[[rule.fires]]"
    assert rules["insult.kept"].silent[0].text == ""


def test_example_makes_a_comment() -> None:
    """The context of every example is understood by Comment."""
    rules = load_rulebook(EVERY_KEY).rules.values()
    comments = [
        Comment(text=example.text, **example.context)
        for rule in rules
        for example in rule.fires + rule.silent
    ]

    assert len(comments) == 7


def test_example_with_decision() -> None:
    """An example may ask for a decision on disposal, which is no part of the comment."""
    rule = load_rulebook(EVERY_KEY).rules["spam"]
    (fires,), (silent,) = rule.fires, rule.silent

    assert (fires.gallring_decision, silent.gallring_decision) == (True, False)
    assert fires.context["created_at"].tzinfo == timezone(timedelta(hours=1))
    assert silent.context == {}


def test_example_repr_hides_text() -> None:
    """The repr of an example does not show what somebody may have written."""
    example = load_rulebook(MINIMAL).rules["insult"].fires[0]

    assert example.text not in repr(example)


def test_policy() -> None:
    """The policy holds what its file says."""
    policy = load_rulebook(EVERY_KEY).policy

    assert policy.removal_threshold == 1.0
    assert (policy.gallring_reference, policy.gallring_section) == ("KS.2026.17", "4.2")
    assert policy.question_days == 2
    assert policy.officials == ("Astrid Hjortkvist",)
    assert policy.politicians == ("Sture Lingonsson",)


def test_units() -> None:
    """The units hold their topics, the kinds that they get, and the one for the rest."""
    units = load_rulebook(EVERY_KEY).units

    assert units.of_topic["snow"].sv == "Gata och park"
    assert units.of_kind["important.appeal"] == units.otherwise
    assert units.otherwise is not None and units.otherwise.en == "Registrar"


def test_no_units() -> None:
    """A folder of rules needs no units."""
    units = load_rulebook(MINIMAL).units

    assert (dict(units.of_topic), dict(units.of_kind), units.otherwise) == ({}, {}, None)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2026, 2, 28), False), (date(2026, 3, 1), True), (date(2030, 1, 1), True)],
)
def test_gallring_in_force(day: date, expected: bool) -> None:
    """The decision on disposal applies from its day on."""
    assert expected == load_rulebook(EVERY_KEY).policy.gallring_in_force(day)


def test_gallring_without_decision() -> None:
    """Without a decision disposal is never in force."""
    policy = load_rulebook(MINIMAL).policy

    assert policy.gallring_decided is None
    assert not policy.gallring_in_force(date.max)


def test_mappings_are_computed_once() -> None:
    """The mappings by id are the same objects every time, and cannot be changed."""
    loaded = load_rulebook(MINIMAL)

    assert loaded.rules is loaded.rules
    assert loaded.clauses is loaded.clauses
    with pytest.raises(TypeError):
        loaded.rules["x"] = loaded.rules["insult"]  # type: ignore[index]


def test_folder_as_text() -> None:
    """A folder may be given as text."""
    assert load_rulebook(str(MINIMAL)) == load_rulebook(MINIMAL)


def test_other_policy(tmp_path: Path) -> None:
    """Another policy file takes the place of the folder's own, in the version as well."""
    shutil.copytree(MINIMAL, tmp_path / "rules")
    (tmp_path / "rules" / "policy.toml").write_text("no TOML", encoding="utf-8")
    loaded = load_rulebook(tmp_path / "rules", policy=str(EVERY_KEY / "policy.toml"))
    shutil.copy(EVERY_KEY / "policy.toml", tmp_path / "rules")

    assert loaded.policy == load_rulebook(EVERY_KEY).policy
    assert loaded.version == load_rulebook(tmp_path / "rules").version


def test_other_policy_with_problems() -> None:
    """The problems of another policy file name that file."""
    path = FOLDERS / "bad" / "out_of_range" / "policy.toml"
    with pytest.raises(RulebookError) as caught:
        load_rulebook(MINIMAL, policy=path)

    assert {problem.path for problem in caught.value.problems} == {path}


def test_no_folder(tmp_path: Path) -> None:
    """A folder that does not exist is named in the error."""
    with pytest.raises(RulebookError, match=r"rulez:1:1: there is no such folder"):
        load_rulebook(tmp_path / "rulez")


def test_unreadable_file(tmp_path: Path) -> None:
    """A file that cannot be read is a problem like any other."""
    shutil.copytree(MINIMAL, tmp_path / "rules")
    with pytest.raises(RulebookError, match=r"policy:1:1: the file cannot be read: "):
        load_rulebook(tmp_path / "rules", policy=_folder(tmp_path / "policy"))


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def test_version() -> None:
    """The version is the start of a hash of every file's name and content, sorted by name."""
    names = ("01-trivsel.toml", "policy.toml", "units.toml")
    files = {f"lexicon/{name}": path for name, path in lexicon_files(EVERY_KEY).items()}
    files |= {name: EVERY_KEY / name for name in names}
    files |= {f"lexicon/{name}": fitted_file(EVERY_KEY, name) for name in FITTED}
    hashed = "".join(f"{name}\0{files[name].read_text('utf-8')}" for name in sorted(files))

    assert load_rulebook(EVERY_KEY).version == sha256(hashed.encode()).hexdigest()[:12]


def test_version_is_the_same_everywhere(tmp_path: Path) -> None:
    """Neither the place of the folder nor the line breaks of the system change the version."""
    copy = tmp_path / "copy"
    shutil.copytree(EVERY_KEY, copy)
    for path in copy.rglob("*.toml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (copy / "README.md").write_text("not a rule", encoding="utf-8")

    assert load_rulebook(copy).version == load_rulebook(EVERY_KEY).version


def test_lexicon_files(tmp_path: Path) -> None:
    """An own word list takes the place of the shipped one of its name, or is added to them."""
    shipped = lexicon_files(rules_folder())
    (tmp_path / "lexicon").mkdir()
    own = [tmp_path / "lexicon" / name for name in ("places.toml", "vintersjo.toml")]
    for path in own:
        path.touch()
    files = dict(lexicon_files(tmp_path))

    assert [files.pop(path.name) for path in own] == own
    assert files == {name: path for name, path in shipped.items() if name != "places.toml"}


def _append(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"# x\n")


CHANGES: dict[str, Callable[[Path], object]] = {
    "rule file": lambda folder: _append(folder / "01-trivsel.toml"),
    "policy": lambda folder: _append(folder / "policy.toml"),
    "lexicon": lambda folder: _append(folder / "lexicon" / "words.toml"),
    "new lexicon": lambda folder: _append(_touched(folder / "lexicon" / "more.toml")),
    "name": lambda folder: (folder / "01-trivsel.toml").rename(folder / "02-trivsel.toml"),
}


def _touched(path: Path) -> Path:
    path.touch()
    return path


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_version_changes(tmp_path: Path, change: Callable[[Path], object]) -> None:
    """Every change of a file or its name changes the version."""
    copy = tmp_path / "copy"
    shutil.copytree(EVERY_KEY, copy)
    change(copy)

    assert load_rulebook(copy).version != load_rulebook(EVERY_KEY).version


def test_rules_folder_beside_the_package() -> None:
    """In a checkout the shipped rules stand beside the package."""
    assert rules_folder() == Path(rulebook.__file__).parent.parent / "rules"


def test_rules_folder_in_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a wheel the rules stand in the package, and go before what stands beside it."""
    shutil.copytree(MINIMAL, tmp_path / "package" / "rules")
    shutil.copytree(MINIMAL, tmp_path / "rules")
    monkeypatch.setattr(rulebook, "_PACKAGE", tmp_path / "package")

    assert load_rulebook().folder == tmp_path / "package" / "rules"


def test_no_rules_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no rules were shipped the error says so, and a strange `rules` does not do."""
    (tmp_path / "rules").mkdir()
    monkeypatch.setattr(rulebook, "_PACKAGE", tmp_path / "package")

    with pytest.raises(RulebookError, match="the shipped rules are missing"):
        load_rulebook()


def test_shipped_rules() -> None:
    """The shipped rules load, and no rule removes for want of another ground."""
    loaded = load_rulebook()

    assert len(loaded.rules) > 0
    assert all(set(rule.clauses) <= loaded.clauses.keys() for rule in loaded.rules.values())


def load_changed(name: str, content: bytes) -> Rulebook | RulebookError:
    """What comes of the folder with every key once one file has other content."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(EVERY_KEY, folder, dirs_exist_ok=True)
        Path(folder, name).write_bytes(content)
        try:
            return load_rulebook(folder)
        except RulebookError as error:
            return error


def assert_places(outcome: Rulebook | RulebookError, content: bytes) -> None:
    """A rulebook, or problems that each stand in their file and can be shown."""
    if isinstance(outcome, Rulebook):
        return
    lines = content.decode(errors="replace").replace("\r\n", "\n").split("\n")
    for problem in outcome.problems:
        assert problem.line >= 1
        assert 1 <= problem.column <= len(problem.source or "") + 1
        if problem.path.name != "policy.toml":
            assert problem.line <= len(lines)
        assert problem.message in str(outcome)


SECTION = (EVERY_KEY / "01-trivsel.toml").read_bytes()
POLICY = (EVERY_KEY / "policy.toml").read_bytes()
UNITS = (EVERY_KEY / "units.toml").read_bytes()
FILES = [("01-trivsel.toml", SECTION), ("policy.toml", POLICY), ("units.toml", UNITS)]
PIECES = st.binary(max_size=6) | st.sampled_from(
    [
        *(b'"', b"'", b'"""', b"[", b"]", b"[[", b"{", b"}", b"=", b",", b".", b"#", b"\n", b"\r"),
        *(b"rule", b"[[rule]]\n", b"[rule]\n", b"[clause.ground]\n", b"section", b"\\u0000", b"\\"),
        *(b"true", b"1", b"0.5", b"nan", b"-inf", b"2026-11-22", b"10:00:00", b'""', b"[]", b"{}"),
        *(b" and ", b"not ", b"(" * 99, b"[" * 999, "å".encode(), b"\xef\xbb\xbf", b"\x00"),
    ]
)


@settings(deadline=None)
@given(st.data(), st.sampled_from(FILES))
def test_mutated_bytes(data: st.DataObject, file: tuple[str, bytes]) -> None:
    """Whatever is cut from a file or put into it, the outcome is a rulebook or its problems."""
    name, content = file
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content)))
        end = start + data.draw(st.integers(0, 30))
        content = content[:start] + data.draw(PIECES) + content[end:]

    assert_places(load_changed(name, content), content)


@settings(deadline=None)
@given(st.data(), st.sampled_from(FILES))
def test_mutated_lines(data: st.DataObject, file: tuple[str, bytes]) -> None:
    """Lines may be lost, doubled and moved, and the outcome is a rulebook or its problems."""
    name, content = file
    lines = content.splitlines(keepends=True)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(lines)))
        taken = lines[start : start + data.draw(st.integers(0, 9))]
        lines = lines[:start] + lines[start + len(taken) :]
        for _ in range(data.draw(st.integers(0, 2))):
            at = data.draw(st.integers(0, len(lines)))
            lines = lines[:at] + taken + lines[at:]
    content = b"".join(lines)

    assert_places(load_changed(name, content), content)


VALUES = [
    *('""', '"x"', "1", "-1", "0.5", "nan", "true", "2026-11-22", "2026-11-22T10:00:00Z"),
    *("[]", "[1]", '["x"]', "[[]]", "[{}]", "{}", '{ sv = "x" }', "{ sv = 1, en = 2 }"),
    *('"{"', '"\\u0000"', '"\\n"', "'''x\n'''", '"not not"', '"always"', '"((((("'),
]


@settings(deadline=None)
@given(st.data(), st.sampled_from(FILES))
def test_mutated_values(data: st.DataObject, file: tuple[str, bytes]) -> None:
    """Whatever values a file holds, the outcome is a rulebook or its problems."""
    name, content = file
    lines = content.decode().split("\n")
    statements = [at for at, line in enumerate(lines) if " = " in line]
    for at in data.draw(st.sets(st.sampled_from(statements), min_size=1, max_size=5)):
        key = lines[at].partition(" = ")[0]
        lines[at] = f"{key} = {data.draw(st.sampled_from(VALUES))}"
    content = "\n".join(lines).encode()

    assert_places(load_changed(name, content), content)


if __name__ == "__main__":
    for folder in BAD:
        text = f"{error_of(folder)}\n"
        (folder / "expected.txt").write_text(text, encoding="utf-8", newline="\n")
