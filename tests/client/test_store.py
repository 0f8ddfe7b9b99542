"""The user's decisions: none is lost, none is counted twice, every slip can be undone."""

from __future__ import annotations

from tests.client.conftest import Run
from tests.client.pages import mention, page, to_existing, to_new

PAGE = page([mention("P1-1001"), mention("P1-1002"), mention("P1-1003")])
KEYS = ["P1-1001#0", "P1-1002#0", "P1-1003#0"]
START = """
  const s = AR.store.create(a[0], null);
  const put = (id, ...mentions) => s.assign({kind: 'existing', person: {id}, mentions});
"""
SEEN = "s.decisions().map((d) => [d.person?.id ?? null, d.mentions])"


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
      put('wang-a', 'P1-1001#0'); put('wang-b', 'P1-1002#0'); s.remove(s.decisions()[0].id); s.release(['P1-1002#0']);
      const log = [s.decisions().length];
      while (s.undo()) log.push(s.decisions().length);
      while (s.redo()) log.push(s.decisions().length);
      put('wang-a', 'P1-1001#0');
      return [log, s.canRedo(), s.undo() && s.decisions().length];
    """
    assert run(START + body, PAGE) == [[0, 1, 2, 1, 0, 1, 2, 1, 0], False, 0]


def test_listeners_hear_of_each_change_until_they_leave(run: Run) -> None:
    body = """
      let n = 0;
      const stop = s.subscribe(() => n++);
      put('wang-a', 'P1-1001#0'); s.undo(); stop(); s.redo();
      return n;
    """
    assert run(START + body, PAGE) == 2


def test_decisions_survive_leaving_the_page(run: Run) -> None:
    body = """
      const one = AR.store.create(a[0], localStorage); one.assign(a[1]);
      const two = AR.store.create(a[0], localStorage); const report = two.load();
      const other = AR.store.create({...a[0], base: {preview: 'another'}}, localStorage);
      const seen = two.decisions().map((d) => [d.kind, d.person.names[0].last, d.mentions]);
      return [report, seen, two.canUndo(), two.storageFailed, other.load().restored];
    """
    decision = to_new(KEYS[:2])
    report, decisions, can_undo, failed, elsewhere = run(body, PAGE, decision)
    assert report == {"restored": 2, "dropped": []}
    assert decisions == [["new", "Wang", KEYS[:2]]]
    assert (can_undo, failed, elsewhere) == (False, False, 0)


def test_decisions_about_papers_that_moved_or_vanished_are_dropped_and_named(run: Run) -> None:
    newer = page([mention("P1-1001"), mention("P1-1003")])
    newer["mentions"][1]["from"] = "song-wang"
    body = """
      const one = AR.store.create(a[0], null); one.assign(a[2]);
      const two = AR.store.create(a[1], null); const report = two.restore(one.serialise());
      return [report, two.decisions().flatMap((d) => d.mentions)];
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
      return [s.storageFailed, s.decisions().length, restored];
    """
    assert run(body, PAGE, to_existing(KEYS, "wang-a")) == [True, 1, [0, 0, 0, 0, 0]]


def test_what_the_page_does_with_its_own_objects_later_does_not_change_a_decision(run: Run) -> None:
    body = """
      const s = AR.store.create(a[0], null); s.assign(a[1]); a[1].person.names[0].last = 'Changed';
      return s.decisions()[0].person.names[0].last;
    """
    assert run(body, PAGE, to_new(KEYS)) == "Wang"
