"""The command `try`: a prompt that decides each line at once, for trying things out."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Mapping
from typing import Any

import click
from attrs import define, evolve, field
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from ale_moderation import wording
from ale_moderation.cli_options import POLICY, RULES
from ale_moderation.decision import Decision
from ale_moderation.display import show
from ale_moderation.explain import explain
from ale_moderation.model import AuthorRole, Comment, Consent, Visibility
from ale_moderation.moderator import Moderator
from ale_moderation.vocabulary import CONTEXT_WORDS, KNOWN, word
from ale_moderation.wording import Lang, Pair, pick

_CONTEXT: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "consent": ("consent", {c.value: c for c in Consent}),
    "role": ("author_role", {r.value: r for r in AuthorRole}),
    "acted": ("triggered_action", KNOWN),
    "requested": ("records_request_pending", KNOWN),
}
"""What is said after a colon: the field of the comment, and its values."""

_COMMAND = re.compile(r":[a-z]{2,}(?: |$)")
"""Not ":)" and ":D", with which a comment may begin."""

_STYLES = {"keep": "green", "answer": "blue", "register": "magenta", "remove_and_document": "red"}
_HELP: Pair = (
    """Skriv en kommentar och tryck Enter. En rad som börjar med kolon är till för verktyget:
  :trace             hur det senaste förslaget kom till
  :why               vad som avgjorde det
  :context           vad som antas vara känt om kommentarerna
  :consent VÄRDE     {consent}
  :role VÄRDE        {role}
  :acted VÄRDE       om någon har agerat på kommentaren: {acted}
  :requested VÄRDE   om någon har begärt ut den: {requested}
  :lang sv|en        språk
  :help, :quit       denna hjälp, sluta (även Ctrl-D)""",
    """Write a comment and press Enter. A line that begins with a colon is for the tool:
  :trace             how the last proposal came about
  :why               what decided it
  :context           what is taken to be known of the comments
  :consent VALUE     {consent}
  :role VALUE        {role}
  :acted VALUE       whether somebody acted on the comment: {acted}
  :requested VALUE   whether somebody has asked for it as a record: {requested}
  :lang sv|en        language
  :help, :quit       this help, leave (also Ctrl-D)""",
)


@click.command(name="try")
@click.option("--lang", type=click.Choice(["sv", "en"]), default="sv", help="Language.")
@click.option(
    "--history",
    is_flag=True,
    help="Let the arrow keys bring back earlier lines; they are never written to a file.",
)
@RULES
@POLICY
def try_(lang: Lang, history: bool, rules: str | None, policy: str | None) -> None:
    """Decide comments as you type them, one to a line, with the same explanation.

    Nothing that is typed is kept. `:help` tells what else can be typed.

    Exit status: 0, or 2 for a mistake in the call or the rule files.
    """
    _keep_history(history)
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    prompt = Prompt(moderator=Moderator(rules, policy), lang=lang)
    prompt.console.print(pick((":help visar hjälp", ":help shows help"), lang))
    while not prompt.is_done:
        try:
            prompt.take(input("> "))
        except EOFError:
            break


def _keep_history(kept: bool) -> None:
    """Whether lines can be called back; without readline (Windows) the terminal has its own way."""
    try:
        import readline
    except ImportError:
        return
    readline.clear_history()
    readline.set_auto_history(kept)


@define
class Prompt:
    """What a prompt knows between two lines: the context to assume, and the last decision."""

    moderator: Moderator
    lang: Lang = "sv"
    console: Console = field(factory=lambda: Console(highlight=False, markup=False))
    is_done: bool = False
    known: Comment = field(factory=lambda: Comment(text=""))
    last: Decision | None = None

    def take(self, line: str) -> None:
        """Decide a comment, or do what a line that begins with a colon says."""
        if _COMMAND.match(line):
            self._obey(*line[1:].split())
        elif line.strip():
            self.last = self.moderator(evolve(self.known, text=line))
            self._explain(self.last)

    def _obey(self, name: str, *values: str) -> None:
        if name == "quit":
            self.is_done = True
        elif name in ("trace", "why"):
            self._look_back(name)
        elif name == "lang" and values in (("sv",), ("en",)):
            self.lang = "en" if values == ("en",) else "sv"
        elif name == "context":
            self._tell_context()
        elif name in _CONTEXT and len(values) == 1 and values[0] in _CONTEXT[name][1]:
            key, known = _CONTEXT[name]
            self.known = evolve(self.known, **{key: known[values[0]]})
            self._tell_context()
        else:
            choices = {key: ", ".join(known) for key, (_, known) in _CONTEXT.items()}
            self.console.print(pick(_HELP, self.lang).format(**choices))

    def _look_back(self, name: str) -> None:
        if self.last is None:
            nothing = ("Ingen kommentar är bedömd än.", "No comment is decided yet.")
            self.console.print(pick(nothing, self.lang))
        elif name == "trace":
            self.console.print(show(self.last.trace(), self.lang).text, soft_wrap=True)
        else:
            self.console.print(show(self.last.counterfactuals(), self.lang).text)

    def _tell_context(self) -> None:
        for key, known in _CONTEXT.values():
            value = next(v for v, given in known.items() if given == getattr(self.known, key))
            self.console.print(f"{pick(CONTEXT_WORDS[key], self.lang)}: {word(value, self.lang)}")

    def _explain(self, decision: Decision) -> None:
        """The explanation, its headline in the colour of the action, its titles bold."""
        title, _, rest = explain(decision, self.lang).partition("\n\n")
        style = _STYLES[decision.action]
        if decision.visibility is Visibility.HIDE_PENDING:
            style = "yellow"
        text = Text(rest.rstrip("\n"))
        for name in (
            wording.WHY,
            wording.STEPS,
            wording.REVIEWS,
            wording.LIFTED,
            wording.PARTICULARS,
        ):
            text.highlight_regex(rf"(?m)^{pick(name, self.lang)}$", "bold")
        self.console.print(Panel(text, title=Text(title, f"bold {style}"), border_style=style))
