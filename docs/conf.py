"""How the documentation is built: `sphinx-build -W docs docs/_build/html`. No network is used.

Figures and word lists are taken in as the pages are built, from `benchmarks/results` and from the
package itself, so that no page can say anything else.
"""

import sys
from pathlib import Path

import click
from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parent.parent))

from ale_moderation import __version__
from ale_moderation.cli import main
from ale_moderation.facts import FACTS
from benchmarks.results import tables


def table_of_facts() -> str:
    """The vocabulary of `when`, as a Markdown table."""
    rows = ["| fact | values | what it says |", "| --- | --- | --- |"]
    for fact in FACTS.values():
        values = "" if fact.is_flag else ", ".join(f"`{value}`" for value in fact.values)
        rows.append(f"| `{fact.name}` | {values} | {fact.about} |")
    return "\n".join(rows)


def help_of(command: click.Command, name: str) -> str:
    """What `--help` prints, for a command and those below it."""
    context = click.Context(command, info_name=name, terminal_width=90)
    pieces = [f"## `{name}`\n\n```text\n{command.get_help(context)}\n```"]
    for below, each in getattr(command, "commands", {}).items():
        pieces.append(help_of(each, f"{name} {below}"))
    return "\n\n".join(pieces)


project = "ale_moderation"
author = "ale_moderation's authors"
release = __version__
extensions = ["myst_nb", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
nitpicky = False

default_role = "code"

myst_enable_extensions = ["substitution", "deflist"]
myst_heading_anchors = 3
myst_substitutions = {
    **tables(),
    "facts_table": table_of_facts(),
    "command_line": help_of(main, "ale-moderation"),
}
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120
nb_ipywidgets_js = {}  # nothing is fetched from elsewhere

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_class_signature = "separated"

html_theme = "furo"
html_title = "ale_moderation"
html_static_path = ["_static"]
html_css_files = ["own.css"]
html_copy_source = False
html_show_copyright = False
html_show_sphinx = False
html_theme_options = {"footer_icons": []}

SWEDISH = ("moderatorer", "notebooks/")


def setup(app: Sphinx) -> None:
    """Mend for screen readers and keys what the theme leaves out."""

    def mend(app: Sphinx, pagename: str, template: str, context: dict, doctree: object) -> None:
        if pagename.startswith(SWEDISH):
            context["language"] = "sv"
        for part, lacking, whole in (
            ("furo_navigation_tree", 'role="heading"', 'role="heading" aria-level="2"'),
            ("body", '<div class="table-wrapper', '<div tabindex="0" class="table-wrapper'),
        ):
            context[part] = context.get(part, "").replace(lacking, whole)

    app.connect("html-page-context", mend, priority=900)
