"""How a report looks and what it calls things, in Swedish and English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ale_moderation.wording import Pair

CHART_INK = "#0f1e2d"
"""The colour that charts are drawn in, and that becomes the colour of the text around them."""

STYLE = """
:root{color-scheme:light dark;
--ink:#1b1b1b;--paper:#fff;--line:#c8ccd0;--mark:#fff0a8;--soft:#f3f5f7}
@media (prefers-color-scheme:dark){:root{
--ink:#ececec;--paper:#16191c;--line:#4a5057;--mark:#5c4b00;--soft:#22272c}}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,sans-serif;
overflow-wrap:anywhere}
main{max-width:52rem;margin:0 auto;padding:1rem}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}h3{font-size:1rem;margin:.2rem 0}
dl{display:flex;flex-wrap:wrap;gap:.6rem}
dl div{background:var(--soft);border:1px solid var(--line);border-radius:.4rem;padding:.4rem .8rem}
dt{font-size:.85rem}dd{margin:0;font-size:1.2rem;font-weight:600}
figure{margin:0;overflow-x:auto}svg{max-width:100%;height:auto}
article{border-left:.3rem solid var(--line);padding:.2rem .8rem;margin:.8rem 0}
blockquote{margin:.3rem 0;white-space:pre-wrap}
mark{background:var(--mark);color:inherit;border-bottom:2px solid currentColor}
table{border-collapse:collapse}th,td{text-align:left;padding:.15rem .8rem .15rem 0}
summary{cursor:pointer;padding:.2rem 0}code{font-size:.9em}
@media print{summary{list-style:none}figure,article{break-inside:avoid}h2,h3{break-after:avoid}
details::details-content{content-visibility:visible;display:block;height:auto}}
"""

WORDS: Mapping[str, Pair] = MappingProxyType(
    {
        "title": ("Rapport om granskade kommentarer", "Report on moderated comments"),
        "rows": ("rader", "rows"),
        "decided": ("bedömda", "decided"),
        "bad": ("gick inte att läsa", "could not be read"),
        "humans": ("en människa ska titta", "a human must look"),
        "version": ("reglernas version", "version of the rules"),
        "action": ("Åtgärd", "Action"),
        "category": ("Kategori", "Category"),
        "month": ("Månad", "Month"),
        "clause": ("Riktlinjens meningar", "Sentences of the guideline"),
        "account": ("Konto eller inlägg", "Account or post"),
        "table": ("Som tabell", "As a table"),
        "urgent": ("Brådskande", "Urgent"),
        "samples": ("Exempel på varje regel", "Samples of each rule"),
        "errors": ("Gick inte att läsa", "Could not be read"),
        "keep": ("låt stå", "keep"),
        "answer": ("svara", "answer"),
        "register": ("registrera", "register"),
        "remove_and_document": ("ta bort och dokumentera", "remove and document"),
        "confidential": ("sekretess", "confidential"),
        "personal_data": ("personuppgifter", "personal data"),
        "offensive": ("kränkande eller olagligt", "offensive or unlawful"),
        "spam": ("skräp", "spam"),
        "advertising": ("reklam", "advertising"),
    }
)
