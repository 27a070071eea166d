"""Tests of `ale_moderation.display`, on decisions made by hand and by the shipped rules.

The golden HTML, without its style, stands in tests/display. After a change write it anew and read
the difference:

    python -m tests.test_display
"""

import re
import threading
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ale_moderation.decision import Decision
from ale_moderation.display import show, to_html
from ale_moderation.display_style import STYLE
from ale_moderation.explain import explain, headline, particulars, proposal, steps
from ale_moderation.facts import FACTS
from ale_moderation.model import KINDS, Comment
from ale_moderation.moderator import Moderator
from ale_moderation.vocabulary import FACT_WORDS, KIND_WORDS, word
from ale_moderation.wording import WOULD_HAVE, Lang, pick
from tests.test_explain import DECISIONS, GOLDEN, LANGS, REMOVED, decision, finding, justification

FOLDER = Path(__file__).parent / "display"
TEXT = "Ring Ove Sagomark, 070-174 06 20, din jävla idiot!\nNär öppnar badet?"


def golden(name: str) -> str:
    return to_html(GOLDEN[name]).replace(STYLE, "")


@pytest.mark.parametrize("name", GOLDEN)
def test_golden(name: str) -> None:
    """The HTML of a decision is the one that stands in tests/display, to the letter."""
    assert (FOLDER / f"{name}.html").read_text(encoding="utf-8") == golden(name)


class Outline(HTMLParser):
    """Whether the tags fit into each other, the levels of the headings, and the text."""

    EMPTY = frozenset(("br", "input"))

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.levels: list[int] = []
        self.text = ""
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.EMPTY:
            self.open.append(tag)
        if re.fullmatch(r"h\d", tag):
            self.levels.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data


@given(DECISIONS, st.sampled_from(LANGS))
def test_outline(made: Decision, lang: Lang) -> None:
    """Tags are closed, headings go down one level at a time, and each language is marked."""
    html = show(made, lang).html
    outline = Outline(html)

    assert outline.levels[0] == 2
    assert all(b - a <= 1 for a, b in zip(outline.levels, outline.levels[1:], strict=False))
    assert html.startswith(f'<article class="ale-moderation" lang="{lang}">')
    assert html.count('<blockquote><span lang="sv">') == len(made.clauses)


@given(DECISIONS, st.sampled_from(LANGS))
def test_says_what_explain_says(made: Decision, lang: Lang) -> None:
    """What the explanation says stands in the HTML too: nothing is told by colour alone."""
    shown = Outline(to_html(made, lang)).text
    said = [headline(made, lang), *steps(made, lang), *made.lifted]
    said += [value for _, value in particulars(made, lang)]
    said += [pick(reason, lang) for reason in made.review_reasons]
    for j in made.justifications:
        said += [pick((j.sv, j.en), lang), j.location]

    assert [words for words in said if words not in shown] == []


@given(DECISIONS, st.sampled_from(LANGS))
def test_every_duty_is_to_be_ticked(made: Decision, lang: Lang) -> None:
    """What the explanation numbers is a checklist, each box within its label."""
    html = to_html(made, lang)
    numbered = re.findall(r"(?m)^\d+\. (.*)$", explain(made, lang))

    assert len(numbered) == html.count('<label><input type="checkbox"> <span>')


def test_language_is_asked_for() -> None:
    """Swedish is what comes unasked; English by one argument; nothing else is taken for either."""
    assert "Förslag: " in show(REMOVED).html
    assert "Proposal: " in show(REMOVED, "en").html
    with pytest.raises(ValueError, match="expected 'sv' or 'en', got 'de'"):
        show(REMOVED, "de")  # type: ignore[arg-type]


def test_text_is_the_explanation() -> None:
    """In a terminal a decision that is shown is explained."""
    assert explain(REMOVED, "en").rstrip("\n") == repr(show(REMOVED, "en"))


def test_values_show_themselves(moderator: Moderator) -> None:
    """What a notebook asks a value for is what `show` makes of it."""
    made = moderator(TEXT)
    for value in (made, made.trace(), made.counterfactuals(), moderator, moderator.rulebook):
        assert value._repr_html_() == show(value).html  # type: ignore[attr-defined]
        assert TEXT not in repr(value)
        assert "idiot" not in repr(value)
    assert repr(moderator.rulebook).startswith("<Rulebook rules: 9 sections, 44 sentences, ")


@pytest.mark.parametrize("lang", LANGS)
def test_rulebook(moderator: Moderator, lang: Lang) -> None:
    """A rulebook shows every sentence, and every rule once with the file and line it stands in."""
    book = moderator.rulebook
    outline = Outline(show(book, lang).html)

    for clause in book.clauses.values():
        assert "#" in clause.id or clause.sv in outline.text
    for rule in book.rules.values():
        assert outline.text.count(f"{rule.id}, {rule.location}:") == 1
    assert outline.text.strip().endswith(Outline(show(moderator, lang).html).text.strip()[-200:])


# ── Many decisions ──────────────────────────────────────────────────────────────────────────────


def test_many(moderator: Moderator) -> None:
    """A list says how many there are of each proposal, and shows each decision in its order."""
    made = [moderator(text) for text in ("Hej", TEXT, "Tack!")]
    shown = show(made)
    outline = Outline(shown.html)

    assert shown.html.count("<details>") == 3
    assert outline.levels[0] == 2
    assert set(outline.levels[1:]) == {3, 4}
    assert "<dt>låt stå</dt><dd>2</dd>" in shown.html
    assert [line.split()[0] for line in shown.text.splitlines()] == ["1", "2", "3"]
    assert "idiot" not in shown.text


def test_very_many() -> None:
    """Of a long list the first are shown, and it says how many are left."""
    shown = show([REMOVED] * 203)

    assert shown.html.count("<details>") == 200
    assert shown.text.endswith("… och 3 till")
    assert "… och 3 till" in shown.html


def test_none() -> None:
    """An empty list is no error."""
    assert "0 bedömda kommentarer" in show([]).html


# ── Masked ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("many", [False, True])
def test_masked(moderator: Moderator, many: bool) -> None:
    """On request labels stand for personal data, and what was found is marked still."""
    made = moderator(TEXT)
    plain = show([made] if many else made).html
    masked = show([made] if many else made, masked=True).html

    assert "070-174 06 20" in plain
    assert "070-174" not in masked
    assert "[telefonnummer]" in masked
    assert plain.count("<mark") == masked.count("<mark")
    assert "idiot" in masked


@given(st.data())
def test_masked_is_redacted(data: st.DataObject) -> None:
    """Wherever findings lie, the masked comment reads as the redacted text."""
    text = data.draw(st.text("ab ", max_size=30))
    places = st.integers(0, len(text))
    kinds = st.sampled_from(["personal_data.named", "personal_data.contact", "offensive.insult"])
    pairs = data.draw(st.lists(st.tuples(places, places, kinds), max_size=5))
    findings = tuple(finding(kind, min(a, b), max(a, b)) for a, b, kind in pairs if a != b)
    made = decision(comment=Comment(text=text), findings=findings)
    html = to_html(made, masked=True)
    shown = re.search(r'(?s)<div class="entities"[^>]*>(.*?)</div></blockquote>', html)

    assert shown is not None
    unmarked = re.sub(r'&nbsp;<span lang="sv">.*?</span></mark>|<mark[^>]*>', "", shown[1])
    assert made.redacted().strip() == unmarked.strip()


# ── The comment ─────────────────────────────────────────────────────────────────────────────────

TEXTS = st.text(st.characters(codec=None) | st.sampled_from("<>&\"'{}\n\0\ud800"), max_size=40)


@given(st.data())
def test_html_shows_text_once(data: st.DataObject) -> None:
    """Wherever findings lie, also over each other, no tag gets in and no mark is lost."""
    text = data.draw(TEXTS)
    places = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(places, places).map(sorted), max_size=5))
    findings = tuple(finding("offensive.insult", start, end) for start, end in pairs)
    html = to_html(decision(justification(), comment=Comment(text=text), findings=findings))
    covered = {at for start, end in pairs for at in range(start, end)}
    inside = re.findall(r'(?s)<mark[^>]*>(.*?)&nbsp;<span lang="sv">', html)
    tags = "article|style|h2|h3|div|mark|span|br|ul|li|blockquote|cite|label|input|dl|dt|dd|p|code"

    html.encode()
    assert sum(map(len, map(unescaped, inside))) == len(covered)
    assert not re.search(rf"<(?!/?({tags})\b)", html)


def unescaped(text: str) -> str:
    """The text without the entities of HTML."""
    for escaped, character in (("&quot;", '"'), ("&gt;", ">"), ("&lt;", "<"), ("&amp;", "&")):
        text = text.replace(escaped, character)
    return text


def test_html_names_every_kind() -> None:
    """Findings over each other share one mark that names them all, and has the heaviest colour."""
    found = (finding("spam", 0, 5), finding("offensive.insult", 3, 8), finding("question", 8, 10))
    html = to_html(decision(findings=found))

    assert re.findall('<mark class="([^"]*)"', html) == ["offensive", "other"]
    assert ">skräp, kränkning</span>" in html
    assert ">spam, insult</span>" in to_html(decision(findings=found), "en")


def test_language_of_the_comment() -> None:
    """A comment is marked with its own language, where that is known."""
    for spoken, expected in (("en", ' lang="en"'), ("und", "")):
        html = to_html(decision(language=spoken))

        assert f'<blockquote class="comment"{expected}>' in html


def test_html_in_threads() -> None:
    """Two threads never get each other's comment."""
    mixed: list[str] = []

    def see(text: str) -> None:
        made = decision(comment=Comment(text=text))
        mixed.extend(html for html in (to_html(made) for _ in range(300)) if text not in html)

    threads = [threading.Thread(target=see, args=(f"kommentar {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert mixed == []


# ── Words ───────────────────────────────────────────────────────────────────────────────────────


def test_everything_has_words() -> None:
    """Every kind and fact, and every value of a fact, is called something in both languages."""
    assert set(KIND_WORDS) == KINDS
    assert set(FACT_WORDS) == set(FACTS)
    for fact in FACTS.values():
        assert all(word(value, lang) for value in fact.values for lang in LANGS)


@given(DECISIONS)
def test_every_proposal_would_have(made: Decision) -> None:
    """What is proposed can be told as what would have been done, and each axis has a word."""
    assert proposal(made) in WOULD_HAVE
    for value in (made.visibility, made.record, *made.service, *made.escalation):
        assert word(value, "sv")


if __name__ == "__main__":
    for name in GOLDEN:
        (FOLDER / f"{name}.html").write_text(golden(name), encoding="utf-8", newline="\n")
