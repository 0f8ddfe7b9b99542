"""The words file has what code and templates say, with the values that each text names, and nothing else."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from jinja2 import Environment, nodes

from generator import resources
from generator.grouping.features.name_variants import Variant
from generator.review.finding_words import kinds
from generator.review.page_changes import PageStatus
from generator.words import counted, say
from tests.conftest import ROOT

WORDS = resources.words("en")
_FORMS = re.compile(r"(?:count|agree)_")


@dataclass(frozen=True, slots=True)
class Said:
    """One place where a text is said.

    Attributes:
        key: of the text, or what the keys of several begin with.
        is_start: whether it is only the beginning.
        values: names of the values that are given, None if the place doesn't tell.
    """

    key: str
    is_start: bool = False
    values: frozenset[str] | None = None


def said_in_python(source: str) -> Iterator[Said]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("say", "counted"):
            word = node.args[0]
            prefix = "count_" if node.func.id == "counted" else ""
            values = frozenset(str(one.arg) for one in node.keywords)
            if isinstance(word, ast.Constant):
                yield Said(f"{prefix}{word.value!s}", values=None if prefix else values)
            elif isinstance(word, ast.JoinedStr) and isinstance(word.values[0], ast.Constant):
                yield Said(str(word.values[0].value), True, values)
        elif isinstance(node, ast.Constant) and f"count_{node.value!s}" in WORDS:
            yield Said(f"count_{node.value!s}")  # in a table of what is counted


def said_in_template(source: str) -> Iterator[Said]:
    tree = Environment().parse(source)
    for filtered in tree.find_all(nodes.Filter):
        if filtered.name == "say":
            assert isinstance(filtered.node, nodes.Const), "say a text by its whole key"
            yield Said(
                filtered.node.value,
                values=frozenset(str(one.key) for one in filtered.kwargs),
            )
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "counted" and isinstance(call.args[0], nodes.Const):
            yield Said(f"count_{call.args[0].value}")


def said_in_script(source: str) -> Iterator[Said]:
    """Calls with a whole key and its values; the compiler checks that all keys exist."""
    for key, values in re.findall(r'\bsay\("(\w+)"(?:, \{((?:[^{}]|\{[^{}]*\})*)\})?\)', source):
        while values != (values := re.sub(r"`[^`]*`|\([^()]*\)|\{[^{}]*\}", "", values)):
            pass  # what is nested has commas of its own
        if "..." not in values:
            yield Said(key, values=frozenset(re.findall(r"(?:^|,)\s*(\w+)", values)))


def texts_of(said: Said) -> list[str]:
    return [text for key, text in WORDS.items() if (key.startswith(said.key) if said.is_start else key == said.key)]


def names_in(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def fault(said: Said) -> str:
    """What is wrong with a place, ``""`` if nothing is."""
    texts = texts_of(said)
    if not texts:
        return f"{said.key}: no such text"
    if said.values is None:
        return ""
    names = set().union(*map(names_in, texts))
    by_count = {name for name in names - said.values if f"count_{name}" in WORDS or f"agree_{name}" in WORDS}
    wanted = names - by_count | ({"count"} if by_count else set())
    return "" if said.values == wanted else f"{said.key}: wants {sorted(wanted)}, gets {sorted(said.values)}"


def said_by_the_build() -> Iterator[tuple[str, Said]]:
    """Places and what they say."""
    for path in (ROOT / "generator").rglob("*.py"):
        if "from generator.words import" in (source := path.read_text("utf-8")):
            yield from ((path.name, said) for said in said_in_python(source))
    for path in (ROOT / "site_templates").glob("*/*.html"):
        yield from ((path.name, said) for said in said_in_template(path.read_text("utf-8")))


def scripts() -> Iterator[tuple[str, str]]:
    """Names and sources."""
    client = ROOT / "site_templates" / "client"
    yield from ((path.name, path.read_text("utf-8")) for path in (*client.glob("*.ts*"), *client.glob("*/*.ts*")))


def used_by_scripts() -> Iterator[Said]:
    """All that may be said, much as ``bundle.mjs`` sees it."""
    for _, source in scripts():
        yield from (Said(key) for key in WORDS.keys() & set(re.findall(r"\w+", source)))
        starts = re.findall(r"`([a-z]\w*_)\$\{", source)
        yield from (Said(start, True) for start in starts if not _FORMS.match(start))  # which texts say, not scripts


def test_all_that_is_said_has_its_text_and_its_values() -> None:
    by_scripts = [(name, said) for name, source in scripts() for said in said_in_script(source)]
    assert len(by_scripts) > 300
    said = (*said_by_the_build(), *by_scripts)
    assert [f"{place}: {fault(one)}" for place, one in said if fault(one)] == []


def test_no_sentence_stands_in_a_template_where_no_second_language_would_reach_it() -> None:
    found = []
    for path in (ROOT / "site_templates").glob("*/*.html"):
        markup = re.sub(
            r"<(style|script)\b.*?</\1>|{#.*?#}|{{.*?}}|{%.*?%}", "", path.read_text("utf-8"), flags=re.DOTALL
        )
        shown = re.findall(r">([^<>]+)<", markup)
        shown += re.findall(r'(?:aria-label|title|placeholder|alt|data-label)="([^"]*)"', markup)
        found += [f"{path.name}: {word}" for text in shown for word in re.findall(r"[^\W\d_]{2,}", text)]
    assert {one.partition(": ")[2] for one in found} <= {"ORCID", "ID", "PDF"}, found


def test_no_text_is_kept_that_nothing_says() -> None:
    said = {*(said for _, said in said_by_the_build()), *used_by_scripts()}
    whole = {one.key for one in said if not one.is_start}
    starts = tuple(one.key for one in said if one.is_start)
    inside = set().union(*map(names_in, WORDS.values()))
    unused = [key for key in WORDS if key not in whole and not key.startswith(starts)]
    assert [key for key in unused if _FORMS.sub("", key) not in inside] == []


@pytest.mark.parametrize(
    ("read", "source", "said"),
    [
        (said_in_python, 'say("is_verifed")', "is_verifed: no such text"),
        (said_in_python, 'say(f"site_kin_{kind}")', "site_kin_: no such text"),
        (said_in_python, 'counted("paper", 1)', "count_paper: no such text"),
        (said_in_python, 'say("site_apart", group="A")', "site_apart: wants ['group', 'why'], gets ['group']"),
        (said_in_python, 'say("site_moved_here")', "site_moved_here: wants ['count'], gets []"),
        (said_in_python, 'say("is_verified", name="Ada")', "is_verified: wants [], gets ['name']"),
        (said_in_script, 'say("queue_at", { at: f(1, 2) })', "queue_at: wants ['all', 'at'], gets ['at']"),
        (said_in_script, 'say("is_verified", { name })', "is_verified: wants [], gets ['name']"),
        (said_in_template, "{{ 'is_verifed'|say }}", "is_verifed: no such text"),
        (said_in_template, "{{ 'site_may_be'|say(person=name) }}", "site_may_be: wants ['names'], gets ['person']"),
        (said_in_template, "{{ counted('paper', 1) }}", "count_paper: no such text"),
    ],
)
def test_a_misspelt_text_or_value_is_found(read: Callable[[str], Iterator[Said]], source: str, said: str) -> None:
    assert [fault(one) for one in read(source)] == [said]


def test_each_way_in_which_names_and_pages_differ_has_its_words() -> None:
    # That evidence has is proven in tests/review.
    assert all(kinds().values())
    assert all(say(f"site_variant_{variant}") for variant in Variant)
    assert all(say(f"site_page_{status}") for status in PageStatus if status)


def test_nouns_and_verbs_have_a_form_for_one_and_a_form_for_several() -> None:
    assert [key for key, text in WORDS.items() if _FORMS.match(key) and len(text.split("|")) != 2] == []
    assert (say("site_moved_here", count=1), say("site_moved_here", count=1200)) == (
        "1 paper moved here",
        "1,200 papers moved here",
    )
    assert (counted("people", 1), counted("people", 2)) == ("1 person", "2 people")


def test_a_name_that_looks_like_a_place_for_a_value_stays_as_it_is() -> None:
    hostile = "{0.__class__} {papers} {name!r} {{x}} %s"
    assert say("site_renamed", name=hostile) == f"shown before as {hostile}"


def test_texts_in_templates_hold_nothing_that_would_need_escaping() -> None:
    keys = {key for key in WORDS if key.startswith("site_")} | {said.key for _, said in said_by_the_build()}
    assert [key for key in keys if re.search('[<>&"]', WORDS.get(key, ""))] == []


def test_scripts_do_not_carry_the_texts_of_the_build() -> None:
    scripts = "".join(path.read_text("utf-8") for path in (ROOT / "site_templates" / "assets").glob("*.js"))
    assert "site_" not in scripts and "count_author_pages" not in scripts and "count_papers" in scripts
