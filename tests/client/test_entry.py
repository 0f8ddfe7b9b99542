"""A verified author's own entry: what a change of it leads to, and what the patch then says."""

from __future__ import annotations

from typing import Any

from tests.client.conftest import Run
from tests.client.pages import Json, mention, page, to_existing

ONE, TWO = "P1-1001#0", "P1-1002#0"
ORCID, OTHER = "0000-0000-1001-0633", "0000-0000-1001-0019"
LINES = ['  "song-wang": {', '    "names": [', '      {"first": "Song", "last": "Wang"}', "    ]", "  }"]


def own_page(**values: Any) -> Json:
    """The page of the verified author song-wang, with two papers that came by name."""
    matching = {"song-wang": {"verified": [["song-wang", False]], "elsewhere": []}}
    return page([mention("P1-1001"), mention("P1-1002", **values)], id="song-wang", matching=matching)


def entry(**values: Any) -> Json:
    return {"id": "d1", "kind": "entry", "person": {"id": "song-wang", **values}, "mentions": []}


def decide(run: Run, data: Json, *decisions: Json) -> tuple[Any, Any]:
    """Outcome and patch, with song-wang's entry loaded."""
    body = """
      AR.people.receive({ first: 2, lines: a[2], ids: ["song-wang"] });
      AR.people.know([{ id: "wang-song", name: "Wang Song", orcid: "0000-0000-1001-0019" }]);
      const outcome = AR.rules.outcome(a[0], a[1]);
      for (const issue of [...outcome.conflicts, ...outcome.warnings]) {
        if (/[{}]/.test(AR.tell(issue))) throw new Error(AR.tell(issue));
      }
      return [outcome, await AR.patch.build(a[0], a[1], { created: new Date() })];
    """
    outcome, patch = run(body, data, list(decisions), LINES)
    return outcome, patch


def codes(issues: list[Json]) -> list[str]:
    return [issue["code"] for issue in issues]


def test_only_the_changed_values_are_in_the_patch(run: Run) -> None:
    outcome, patch = decide(run, own_page(), entry(orcid=ORCID, degree=" Velvet  Hills "))
    assert patch["persons"] == [{"id": "song-wang", "action": "update", "orcid": ORCID, "degree": "Velvet Hills"}]
    assert patch["assignments"] == [] and outcome["pages"] == [] and outcome["conflicts"] == []


def test_another_canonical_name_keeps_the_old_one_listed(run: Run) -> None:
    names = [{"first": "Sóng", "last": "Wang"}, {"first": "Song", "last": "Wang"}]
    _, patch = decide(run, own_page(), entry(names=names))
    assert patch["persons"] == [{"id": "song-wang", "action": "update", "names": names}]


def test_turning_name_matching_off_shows_the_papers_that_leave(run: Run) -> None:
    outcome, patch = decide(run, own_page(), entry(disable_name_matching=True))
    assert [move["key"] for move in outcome["pushed"]] == [ONE, TWO]
    assert {"matching_off", "pushed_off", "emptied"} == set(codes(outcome["warnings"]))
    assert patch["persons"] == [{"id": "song-wang", "action": "update", "disable_name_matching": True}]


def test_papers_can_be_kept_by_id_while_matching_is_turned_off(run: Run) -> None:
    outcome, patch = decide(run, own_page(), to_existing([ONE], "song-wang"), entry(disable_name_matching=True))
    assert [move["key"] for move in outcome["pushed"]] == [TWO]
    assert [one["paper"] for one in patch["assignments"]] == ["P1-1001"]


def test_an_orcid_of_somebody_else_or_with_a_slip_is_refused(run: Run) -> None:
    assert codes(decide(run, own_page(), entry(orcid=OTHER))[0]["conflicts"]) == ["orcid_in_use"]
    assert codes(decide(run, own_page(), entry(orcid="0000-0000-1001-0634"))[0]["conflicts"]) == ["orcid_invalid"]


def test_an_orcid_that_papers_carry_cannot_be_replaced_behind_their_back(run: Run) -> None:
    data = own_page(explicit=True, orcid=OTHER)
    outcome, _ = decide(run, data, entry(orcid=ORCID))
    assert [(one["code"], one["mention"]) for one in outcome["conflicts"]] == [("orcid_on_paper", TWO)]
    assert decide(run, data, entry(degree="Velvet Hills"))[0]["conflicts"] == []


def test_an_orcid_for_the_entry_lets_a_paper_with_that_orcid_in(run: Run) -> None:
    data = page([mention("P1-1001", orcid=ORCID)])
    refused, _ = decide(run, data, to_existing([ONE], "song-wang"))
    assert codes(refused["conflicts"]) == ["orcid_missing"]
    outcome, patch = decide(run, data, to_existing([ONE], "song-wang"), entry(orcid=ORCID))
    assert outcome["conflicts"] == []
    assert patch["persons"] == [{"id": "song-wang", "action": "update", "orcid": ORCID}]


def test_a_printed_name_that_may_be_a_slip_is_pointed_out(run: Run) -> None:
    printed = {"Wang Song": "name_swapped", "Sóng Wang": "name_added", "Long Wang": "name_differs"}
    for name, code in printed.items():
        data = page([mention("P1-1001", name=name)], id="x-y/unverified")
        outcome, _ = decide(run, data, to_existing([ONE], "song-wang"))
        assert [c for c in codes(outcome["warnings"]) if c.startswith("name_")] == [code]
        assert outcome["warnings"][0]["params"]["name"] == name
        assert outcome["warnings"][0]["mention"] == ONE


def test_an_entry_is_undone_restored_and_left_alone_when_nothing_changes(run: Run) -> None:
    body = """
      const store = AR.store.create(a[0], null);
      store.edit({ id: "song-wang", orcid: a[1] });
      store.edit({ id: "song-wang", degree: "Velvet Hills" });
      const again = AR.store.create(a[0], null);
      const kept = (again.restore(store.serialise()), again.decisions.value);
      store.edit({ id: "song-wang" });
      const gone = store.decisions.value.length;
      store.undo();
      store.undo();
      return [kept, gone, store.entryOf("song-wang")];
    """
    kept, gone, undone = run(body, own_page(), ORCID)
    assert [one["person"] for one in kept] == [{"id": "song-wang", "degree": "Velvet Hills"}]
    assert gone == 0 and undone == {"id": "song-wang", "orcid": ORCID}


def test_what_an_issue_and_the_commands_say_about_an_entry(run: Run) -> None:
    body = """
      const patch = await AR.patch.build(a[0], a[1], { created: new Date() });
      return [AR.issue.issue(a[0], patch).body, AR.commands.commands(a[0], patch)];
    """
    said, commands = run(body, own_page(), [entry(orcid=ORCID, disable_name_matching=True)])
    assert f"Entry of `song-wang`: ORCID {ORCID}; name matching off" in said
    assert commands == {
        "commands": ["bin/correct/disable_name_matching.py song-wang"],
        "uncovered": [],
        "entries": ["song-wang"],
    }
