"""The user's decisions: none is lost, none is counted twice, every slip can be undone."""

from __future__ import annotations

import json
from typing import Any

from tests.client.conftest import Run
from tests.client.pages import mention, page, to_existing, to_new

PAGE = page([mention("P1-1001"), mention("P1-1002"), mention("P1-1003")])
KEYS = ["P1-1001#0", "P1-1002#0", "P1-1003#0"]
START = """
  const s = AR.store.create(a[0], null);
  const put = (id, ...mentions) => s.assign({kind: 'existing', person: {id}, mentions});
"""
SEEN = "s.decisions.value.map((d) => [d.person?.id ?? null, d.mentions])"


def test_a_paper_assigned_again_moves_and_is_never_in_two_decisions(run: Run) -> None:
    seen = run(START + f"put('wang-a', 'P1-1001#0', 'P1-1002#0'); put('wang-b', 'P1-1002#0'); return {SEEN}", PAGE)
    assert seen == [["wang-a", KEYS[:1]], ["wang-b", KEYS[1:2]]]


def test_a_decision_whose_papers_all_moved_disappears(run: Run) -> None:
    assert run(START + f"put('wang-a', 'P1-1001#0'); put('wang-b', 'P1-1001#0'); return {SEEN}", PAGE) == [
        ["wang-b", KEYS[:1]]
    ]


def test_more_papers_for_the_same_author_join_the_decision_in_page_order(run: Run) -> None:
    body = "put('wang-a', 'P1-1003#0'); put('wang-b', 'P1-1002#0'); put('wang-a', 'P1-1001#0', 'P1-1003#0');"
    assert run(START + body + f"return {SEEN}", PAGE) == [["wang-a", [KEYS[0], KEYS[2]]], ["wang-b", KEYS[1:2]]]


def test_every_step_can_be_undone_and_redone(run: Run) -> None:
    body = """
      put('wang-a', 'P1-1001#0'); put('wang-b', 'P1-1002#0'); s.remove(s.decisions.value[0].id);
      s.release(['P1-1002#0']);
      const log = [s.decisions.value.length];
      while (s.undo()) log.push(s.decisions.value.length);
      while (s.redo()) log.push(s.decisions.value.length);
      put('wang-a', 'P1-1001#0');
      return [log, s.canRedo.value, s.undo() && s.decisions.value.length];
    """
    assert run(START + body, PAGE) == [[0, 1, 2, 1, 0, 1, 2, 1, 0], False, 0]


def test_those_who_look_hear_of_each_change_until_they_leave(run: Run) -> None:
    body = """
      let n = -1;
      const stop = s.decisions.subscribe(() => n++);
      put('wang-a', 'P1-1001#0'); s.undo(); stop(); s.redo();
      return n;
    """
    assert run(START + body, PAGE) == 2


def test_decisions_survive_leaving_the_page(run: Run) -> None:
    body = """
      const one = AR.store.create(a[0], localStorage); one.assign(a[1]);
      const two = AR.store.create(a[0], localStorage); const report = two.load();
      const other = AR.store.create({...a[0], base: {preview: 'another'}}, localStorage);
      const seen = two.decisions.value.map((d) => [d.kind, d.person.names[0].last, d.mentions]);
      return [report, seen, two.canUndo.value, two.storageFailed.value, other.load().restored];
    """
    decision = to_new(KEYS[:2])
    report, decisions, can_undo, failed, elsewhere = run(body, PAGE, decision)
    assert report == {"restored": 2, "refused": 0, "dropped": []}
    assert decisions == [["new", "Wang", KEYS[:2]]]
    assert (can_undo, failed, elsewhere) == (False, False, 0)


def test_decisions_about_papers_that_moved_or_vanished_are_dropped_and_named(run: Run) -> None:
    newer = page([mention("P1-1001"), mention("P1-1003")])
    newer["mentions"][1]["from"] = "song-wang"
    body = """
      const one = AR.store.create(a[0], null); one.assign(a[2]);
      const two = AR.store.create(a[1], null); const report = two.restore(one.serialise());
      return [report, two.decisions.value.flatMap((d) => d.mentions)];
    """
    report, kept = run(body, PAGE, newer, to_existing(KEYS, "wang-a"))
    assert kept == KEYS[:1]
    assert report["dropped"] == [{"key": KEYS[1], "why": "gone"}, {"key": KEYS[2], "why": "moved"}]


def test_broken_or_foreign_storage_does_not_break_the_page(run: Run) -> None:
    body = """
      const bad = {getItem() { throw new Error('no') }, setItem() { throw new Error('full') }, removeItem() {}};
      const s = AR.store.create(a[0], bad); s.load(); s.assign(a[1]);
      const odd = '{"format":1,"decisions":[{"kind":"x"},null,{"kind":"new","person":{"id":"a"},"mentions":[]}]}';
      const restored = ['', '{', 'null', '[]', odd].map((text) => AR.store.create(a[0], null).restore(text).restored);
      return [s.storageFailed.value, s.decisions.value.length, restored];
    """
    assert run(body, PAGE, to_existing(KEYS, "wang-a")) == [True, 1, [0, 0, 0, 0, 0]]


NEW = to_new(KEYS[:1])
ODD_NAMES: list[Any] = [[], [None], [{}], [{"last": ""}], "x"]
ODD_MENTIONS: list[Any] = [[{}], [None], None, [], "P1-1001#0", [["P1-1001#0"]]]
ODD_PERSONS: list[Any] = [None, [], "x", {}, {"id": "$(touch x)"}, {"id": "--degree"}]
ODD_KINDS: list[Any] = ["__proto__", "constructor", "", None, ["new"], {}]
ODD: list[Any] = [
    *({**NEW, "person": {**NEW["person"], "names": odd}} for odd in ODD_NAMES),
    *({**NEW, "mentions": odd} for odd in ODD_MENTIONS),
    *({**NEW, "person": odd} for odd in ODD_PERSONS),
    *({**NEW, "kind": odd} for odd in ODD_KINDS),
    {**NEW, "person": {**NEW["person"], "degree": "x" * 1001}},
    {**NEW, "person": {**NEW["person"], "degree": {"toString": 1}}},
    {**NEW, "person": {**NEW["person"], "orcid": 5}},
    {**to_existing(KEYS[:1], "wang-a"), "person": {"id": "a" * 300}},
    {"kind": "entry", "person": {"id": "wang-a", "names": [None]}, "mentions": []},
    {"kind": "entry", "person": {"id": "wang-a"}, "mentions": [{}]},
    *(None, 1, "x", [], {}),
]  # fmt: skip


def test_kept_decisions_that_are_none_are_left_out_and_counted_and_the_others_hold(run: Run) -> None:
    body = """
      const from = {'P1-1001#0': 'song-wang/unverified', 'P1-1002#0': 'song-wang/unverified'};
      const proto = JSON.parse('{"kind":"unverified","mentions":["P1-1001#0"],"__proto__":{"x":1}}');
      return [...a[1], proto].flatMap((odd) => {
        const s = AR.store.create(a[0], null);
        const text = JSON.stringify({format: 1, from, decisions: [odd, a[2]], places: {'P1-1001#0': 'B'}, note: 'n'});
        const {refused} = s.restore(text);
        AR.rules.outcome(a[0], s.decisions.value);
        const good = refused === 1 && s.decisions.value.length === 1 && s.note.value === 'n'
          && s.places.value['P1-1001#0'] === 'B';
        return good ? [] : [text];
      });
    """
    assert run(body, PAGE, ODD, to_existing(KEYS[1:2], "wang-b")) == []
    odd = """
      return ['{"places":{"P1-1001#0":"x","P1-1002#0":{}}}', '{"places":7,"from":7,"note":{}}'].map((more) => {
        const s = AR.store.create(a[0], null);
        return s.restore(JSON.stringify({format: 1, decisions: [], ...JSON.parse(more)})).refused;
      });
    """
    assert run(odd, PAGE) == [2, 1]


def test_an_unfinished_review_brings_only_what_its_pages_could_have_kept(run: Run) -> None:
    body = """
      const entries = Object.fromEntries(a[0].map(([key, text]) => [`anthology-review${key}`, text]));
      const file = JSON.stringify({format: 'anthology-review-unfinished', version: 1, preview: 'p', entries});
      const result = AR.session.unpack(file, localStorage, 'p');
      return [result, Object.keys(localStorage).sort(), AR.kept.part(a[1]) !== null];
    """
    good = json.dumps({"format": 1, "from": {}, "decisions": [to_existing(KEYS, "wang-a")], "note": ""})
    slot = {"file": "xml/P1.xml", "line": 1, "column": 4, "text": "<author/>"}
    part = {"page": "a-b", "diff": True, "base": {"preview": "p", "data_commit": None}}
    mentions = mention("P18-1001", slot=slot)
    bad = [
        *({**mentions, "slug": slug} for slug in ("$(touch x)", "-x;y", None)),
        *({**mentions, "slot": {**slot, "file": file}} for file in ("../x.xml", "xml/../../x.xml", "/etc/x.xml")),
        {**mentions, "paper": "--only"},
    ]
    entries = [
        (":p:a-b", good),
        ("-seen:p:a-b", '["2020.acl-1.1"]'),
        ("-seen:p:a-c", "x" * 100),
        (":p:../a", good),
        (":p:c-d", good.replace("wang-a", "$(x)")),
        ("-keys:p:c-d", "1"),
        ("-patch:p:c-d", "{}"),
        *((f"-part:p:c-{n}", json.dumps({**part, "mentions": [one]})) for n, one in enumerate(bad)),
    ]
    result, keys, is_part = run(body, entries, json.dumps({**part, "mentions": [mentions]}))
    assert keys == ["anthology-review-seen:p:a-b", "anthology-review:p:a-b"] and is_part
    assert result == {"taken": ["a-b"], "left": [], "refused": len(entries) - 2}


def test_what_the_page_does_with_its_own_objects_later_does_not_change_a_decision(run: Run) -> None:
    body = """
      const s = AR.store.create(a[0], null); s.assign(a[1]); a[1].person.names[0].last = 'Changed';
      return s.decisions.value[0].person.names[0].last;
    """
    assert run(body, PAGE, to_new(KEYS)) == "Wang"
