"""Hypothesis strategies that several tests share."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from hypothesis import strategies as st

from ale_moderation.conditions import OPERATORS, All, Any, Condition, Test
from ale_moderation.facts import FACTS, Fact


def rows(facts: Mapping[str, Fact] = FACTS) -> st.SearchStrategy[dict[str, int]]:
    """Rows that hold every fact, each at one of its values."""
    return st.fixed_dictionaries(
        {fact.name: st.integers(0, len(fact.values) - 1) for fact in facts.values()}
    )


def conditions(
    facts: Mapping[str, Fact] = FACTS, *, max_leaves: int = 8
) -> st.SearchStrategy[Condition]:
    """Conditions over the facts, also such as always or never hold."""
    tests = st.sampled_from(
        [
            Test(fact.name, op, value)
            for fact in facts.values()
            for op, value in product(
                OPERATORS if fact.is_ordered else ("==", "!="), range(len(fact.values))
            )
        ]
    )

    def join(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        several = st.lists(parts, max_size=3).map(tuple)
        return st.builds(All, several) | st.builds(Any, several)

    return st.recursive(tests, join, max_leaves=max_leaves)


def condition_sources(facts: Mapping[str, Fact]) -> st.SearchStrategy[str]:
    """Well-formed `when` expressions over the facts."""
    leaves: list[st.SearchStrategy[str]] = []
    for fact in facts.values():
        value = st.sampled_from(fact.values)
        several = st.lists(value, min_size=1, max_size=3).map(lambda v: f"({', '.join(v)},)")
        if fact.is_flag:
            leaves.append(st.just(fact.name))
            continue
        ops = st.sampled_from(tuple(OPERATORS) if fact.is_ordered else ("==", "!="))
        leaves.append(st.builds("{} {} {}".format, st.just(fact.name), ops, value))
        is_in = st.sampled_from(("in", "not in"))
        leaves.append(st.builds("{} {} {}".format, st.just(fact.name), is_in, several))

    def join(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return (
            st.builds("{} {} {}".format, parts, st.sampled_from(("and", "or")), parts)
            | st.builds("not {}".format, parts)
            | st.builds("({})".format, parts)
        )

    return st.recursive(st.one_of(leaves), join, max_leaves=8)


ODD_CHARACTERS = (
    "\u0300\u0301\u030a\u0308\u0336\u20dd"  # marks that pile up
    "\u00ad\u200b\u200d\u200e\u2060\ufeff\ufe0f\U000e0041"  # invisible
    "\u202e\u061c\x00\x1b\x7f\ud800\udfff\ue000"  # directions, controls, surrogates, private
    "\t\r\x0b\x85\u2028\u1680\xa0\u3000\n"  # white space
    "ＡｂåÅäöÖéßŉﬁ…½´¨ﷺ①🅰𝓱İı"  # letters in other forms
    "аеоАОιαсχ"  # look-alikes
    "बिา한😀👩🏽"  # other scripts, emoji
)

odd_texts = st.text(
    st.one_of(
        st.sampled_from("aohirAST .,-*_!0134@"),
        st.sampled_from(ODD_CHARACTERS),
        st.characters(),
    ),
    max_size=60,
)
"""Any text at all, with more than its share of what breaks programs."""
