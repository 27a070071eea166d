"""A folder of rules whose outcome is known whatever detectors find."""

from pathlib import Path

from ale_moderation.rulebook import lexicon_files, rules_folder

_SECTION = """\
[section]
slug = "trivsel"
title.sv = "Trivsel"
title.en = "Well-being"

[[clause]]
id = "trivsel.1.1"
binds = ["incoming_comment"]
sv = "Allt tas bort."
en = "Everything is removed."

[[rule]]
id = "remove.everything"
matrix = [7]
step = 5
clauses = ["trivsel.1.1"]
when = "consent != given"
visibility = "remove"
record = "register"
because.sv = "Allt ska bort."
because.en = "Everything must go."
fires = ["Hej"]
silent = [
    { text = "Hej", consent = "given" },
    "Den här regeln gäller alltid",
]
"""


def make_always(folder: Path) -> Path:
    """The folder, with a rule that removes every comment to which there is no consent.

    Its last example is wrong, in line 25. Its word lists are empty, so it loads at once.
    """
    (folder / "lexicon").mkdir()
    for name in lexicon_files(folder):
        (folder / "lexicon" / name).touch()
    for name in ("policy.toml", "lexicon/languages.toml"):
        (folder / name).write_bytes((rules_folder() / name).read_bytes())
    (folder / "01-trivsel.toml").write_text(_SECTION, encoding="utf-8")
    return folder
