"""The bench: a widget to try comments in, and to go through an archive. Needs the extra `notebook`.

Thin: what it does is done by `ale_moderation.bench`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from ale_moderation import wording
from ale_moderation.bench import Desk, cases_in, decisions_on
from ale_moderation.decision import Decision
from ale_moderation.display import framed, show
from ale_moderation.display_trace import table_html
from ale_moderation.explain import decimal
from ale_moderation.model import Action, AuthorRole, Consent
from ale_moderation.moderator import Moderator
from ale_moderation.vocabulary import CONTEXT_WORDS, KNOWN, word
from ale_moderation.wording import Lang, Pair, pick

_CHOICES: Mapping[str, Mapping[str, Any]] = {
    "consent": {c.value: c for c in Consent},
    "author_role": {r.value: r for r in AuthorRole},
    "triggered_action": KNOWN,
    "records_request_pending": KNOWN,
}
_PRECISION: Pair = ("Träffsäkerhet per regel", "Precision of each rule")
_HEADS: tuple[Pair, ...] = (
    ("regel", "rule"),
    ("bedömda", "judged"),
    ("godtagna", "accepted"),
    ("andel", "share"),
)
_SAME: Pair = ("Samma förslag av båda.", "The same proposal by both.")
_OTHER: Pair = ("Olika förslag.", "Different proposals.")
_WIDE = {"description_width": "12rem"}
_FULL = widgets.Layout(width="auto", max_width="54rem")


class Bench(widgets.VBox):  # type: ignore[misc]
    """A bench. The proposal changes while a comment is typed and what is known of it is set.

    `archive` is a file to go through, or decisions already made. `other` is a second moderator,
    whose proposal stands beside the first.
    """

    def __init__(
        self,
        archive: Path | str | Iterable[Decision] = (),
        *,
        moderator: Moderator | None = None,
        other: Moderator | None = None,
        lang: Lang = "sv",
    ) -> None:
        first = Moderator() if moderator is None else moderator
        read = decisions_on(archive, first) if isinstance(archive, Path | str) else archive
        moderators = (first,) if other is None else (first, other)
        self.desk = Desk(moderators, cases_in(read))
        self._lang: Lang = lang
        self._text = widgets.Textarea(
            description=self._word(("Kommentar", "Comment")), rows=4, layout=_FULL, style=_WIDE
        )
        self._known = {name: self._dropdown(name) for name in _CHOICES}
        self._channel = self._line(CONTEXT_WORDS["channel"])
        self._compared = widgets.HTML()
        self._shown = [widgets.HTML(layout={"flex": "1 1 24rem"}) for _ in moderators]
        self._why = widgets.HTML(layout=_FULL)
        self._table = widgets.HTML(layout=_FULL)
        self._is_loading = False
        proposals = widgets.HBox(self._shown, layout={"flex_flow": "row wrap", "grid_gap": "1rem"})
        context = (self._text, *self._known.values(), self._channel)
        judging = self._judging() if self.desk.cases else ()
        super().__init__([*judging, *context, self._compared, proposals, self._why, self._table])
        for widget in context:
            widget.observe(lambda change: self._decide(), "value")
        self._take_case()

    def _word(self, words: Pair) -> str:
        return pick(words, self._lang)

    def _line(self, words: Pair, value: str = "") -> widgets.Text:
        return widgets.Text(value=value, description=self._word(words), layout=_FULL, style=_WIDE)

    def _dropdown(self, name: str) -> widgets.Dropdown:
        return widgets.Dropdown(
            options=[(word(value, self._lang), value) for value in _CHOICES[name]],
            description=self._word(CONTEXT_WORDS[name]),
            layout=_FULL,
            style=_WIDE,
        )

    def _decide(self) -> None:
        """Show what each moderator proposes for what stands there, and what decides it."""
        if self._is_loading:
            return
        known = {name: _CHOICES[name][widget.value] for name, widget in self._known.items()}
        made = self.desk.decide(self._text.value, channel=self._channel.value or None, **known)
        for shown, moderator, decision in zip(self._shown, self.desk.moderators, made, strict=True):
            book = moderator.rulebook
            name = f"<p>{escape(book.folder.name)} ({book.version})</p>" if len(made) > 1 else ""
            shown.value = name + show(decision, self._lang).html
        self._why.value = show(made[0].counterfactuals(), self._lang).html
        if len(made) > 1:
            is_same = made[0].action is made[1].action and made[0].visibility is made[1].visibility
            self._compared.value = f"<strong>{self._word(_SAME if is_same else _OTHER)}</strong>"
        if self.desk.cases:
            is_changed = made[0] != self.desk.case
            self._accept.disabled = self._overrule.disabled = is_changed

    def _take_case(self) -> None:
        """Put the case at hand on the bench, with what is known of it."""
        case = self.desk.case
        if case is not None:
            self._is_loading = True
            self._text.value = case.comment.text
            self._channel.value = case.comment.channel or ""
            for name, widget in self._known.items():
                known = getattr(case.comment, name)
                widget.value = next(v for v, given in _CHOICES[name].items() if given == known)
            verdict = self.desk.verdicts.get(self.desk.place)
            self._instead.value = (verdict and verdict.instead) or case.action
            self._reason.value = verdict.reason if verdict else ""
            self._is_loading = False
            self._tell_place()
        self._decide()

    # ── An archive ──────────────────────────────────────────────────────────────────────────────

    def _judging(self) -> tuple[widgets.Widget, ...]:
        """What steps through the cases, and takes and writes the verdicts."""
        self._place, self._told = widgets.HTML(), widgets.HTML()
        self._accept = self._button(("Godta", "Accept"), lambda: self._judge(None))
        self._instead = widgets.Dropdown(
            options=[(self._word(wording.HEADLINES[action]), action) for action in Action],
            description=self._word(("Gör i stället", "Do instead")),
            layout=_FULL,
            style=_WIDE,
        )
        self._reason = self._line(("Skäl", "Reason"))
        self._overrule = self._button(
            ("Ändra", "Overrule"), lambda: self._judge(self._instead.value)
        )
        self._file = self._line(("Spara omdömen i", "Write verdicts to"), "omdomen.jsonl")
        steps = (
            self._button(("Föregående", "Previous"), lambda: self._step(-1)),
            self._button(("Nästa", "Next"), lambda: self._step(1)),
        )
        return (
            widgets.HBox([*steps, self._place]),
            widgets.HBox([self._accept, self._overrule]),
            self._instead,
            self._reason,
            self._file,
            self._button(("Spara", "Save"), self._save),
            self._told,
        )

    def _button(self, words: Pair, action: Callable[[], None]) -> widgets.Button:
        button = widgets.Button(description=self._word(words))
        button.on_click(lambda _: action())
        return button

    def _step(self, by: int) -> None:
        self.desk.step(by)
        self._take_case()

    def _tell_place(self) -> None:
        place, number = self.desk.place + 1, len(self.desk.cases)
        told = self._word((f"Fall {place} av {number}", f"Case {place} of {number}"))
        verdict = self.desk.verdicts.get(self.desk.place)
        if verdict is not None:
            judged = ("godtaget", "accepted") if verdict.is_accepted else ("ändrat", "overruled")
            told += f" ({self._word(judged)})"
        self._place.value = told

    def _judge(self, instead: Action | None) -> None:
        """Take the verdict, and go on to the next case."""
        try:
            self.desk.judge(instead=instead, reason=self._reason.value)
        except ValueError:
            self._tell(("Skriv skälet till ändringen.", "Write the reason for overruling."))
            return
        number = len(self.desk.verdicts)
        self._tell((f"{number} omdömen, inte sparade.", f"{number} verdicts, not written."))
        rows = [
            (r.rule, str(r.judged), str(r.accepted), decimal(r.precision, self._lang))
            for r in self.desk.precision()
        ]
        table = table_html((_PRECISION, _HEADS, rows), self._lang)
        self._table.value = framed(table, self._lang)
        self._step(1)

    def _save(self) -> None:
        try:
            number = self.desk.export(self._file.value)
        except OSError as error:
            self._tell((f"Det gick inte: {error.strerror}.", f"It failed: {error.strerror}."))
        else:
            self._tell((f"{number} omdömen sparade.", f"{number} verdicts written."))

    def _tell(self, words: Pair) -> None:
        self._told.value = f'<p role="status">{escape(self._word(words))}</p>'
