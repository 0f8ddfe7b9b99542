"""Two entries of one person, or another ID: what the page says of it, and what the patch then says."""

from __future__ import annotations

from typing import Any

from tests.client.conftest import Run
from tests.client.pages import Json, mention, name_of, page, people_text, shards, to_existing

ORCID, OTHER = "0000-0000-1001-0633", "0000-0000-1001-0019"
ONE, TWO = "P1-1001#0", "P1-1002#0"
OLD: Json = {"names": [name_of("Song Wang"), name_of("S. Wang")], "degree": "Velvet Hills"}
NEW: Json = {
    "names": [name_of("Song Wang"), name_of("Sóng Wang")],
    "comment": "Harbour",
    "degree": "Lantern Bay",
    "orcid": ORCID,
    "similar": ["wang-song"],
}


def twin_page(**values: Any) -> Json:
    """The page of song-wang-0633, made from an ORCID; song-wang is an older entry of the same name."""
    matching = {"song-wang": {"verified": [["song-wang", False], ["song-wang-0633", False]], "elsewhere": []}}
    mentions = [mention("P1-1001", explicit=True, orcid=ORCID), mention("P1-1002", explicit=True)]
    mentions = [{**one, "slot": {"file": "xml/P1.xml", "line": 1, "column": 0, "text": ""}} for one in mentions]
    found = page(mentions, id="song-wang-0633", matching={**matching, **values.pop("matching", {})}, **values)
    found["page"]["orcid"] = ORCID
    return found


def merge(into: str = "song-wang", kind: str = "merge", **values: Any) -> Json:
    person = {"id": into, **values.pop("person", {})}
    return {"id": "d1", "kind": kind, "person": person, "mentions": [ONE, TWO], **values}


def entries(**changed: Any) -> Json:
    similar = {"names": [name_of("Wang Song")], "similar": ["song-wang-0633"]}
    return {"song-wang": OLD, "song-wang-0633": NEW, "wang-song": similar, **changed}


def decide(run: Run, data: Json, *decisions: Json, persons: Json | None = None) -> tuple[Any, Any, Any]:
    """Outcome, patch, and what the page says of both, with these entries loaded."""
    body = """
      for (const shard of a[2]) AR.people.receive(shard);
      const outcome = AR.rules.outcome(a[0], a[1]);
      const words = [...outcome.conflicts, ...outcome.warnings].map(AR.tell);
      words.push(...AR.decisions.consequences(a[0], a[1], outcome), ...a[1].map(AR.decisions.decisionTitle));
      for (const text of words) if (/[{}]/.test(text)) throw new Error(text);
      return [outcome, await AR.patch.build(a[0], a[1], { created: new Date() }), words];
    """
    files, _ = shards(people_text(persons or entries()), 9)
    outcome, patch, words = run(body, data, list(decisions), files)
    return outcome, patch, words


def codes(issues: list[Json]) -> list[str]:
    return [issue["code"] for issue in issues]


def test_the_entry_that_stays_gets_names_orcid_comment_and_all_papers(run: Run) -> None:
    outcome, patch, words = decide(run, twin_page(), merge())
    assert outcome["conflicts"] == []
    assert patch["persons"] == [
        {
            "id": "song-wang",
            "action": "update",
            "names": [name_of("Song Wang"), name_of("S. Wang"), name_of("Sóng Wang")],
            "orcid": ORCID,
            "comment": "Harbour",
            "similar": ["wang-song"],
        },
        {"id": "song-wang-0633", "action": "delete"},
        {"id": "wang-song", "action": "update", "similar": ["song-wang"]},
    ]
    assert {(one["from"], one["to"]) for one in patch["assignments"]} == {("song-wang-0633", "song-wang")}
    assert len(patch["assignments"]) == 2
    assert any("/people/song-wang-0633/ should lead to /people/song-wang/" in text for text in words)


def test_the_entry_without_orcid_stays_whichever_page_one_merges_from(run: Run) -> None:
    own = twin_page()
    own["page"] |= {"id": "song-wang", "orcid": ""}
    own["mentions"] = [{**one, "from": "song-wang", "orcid": ""} for one in own["mentions"]]
    outcome, _, words = decide(run, own, merge("song-wang-0633"))
    assert codes(outcome["conflicts"]) == ["merge_reversed"]
    assert "merge from the other author’s page" in words[0]


def test_two_orcids_are_two_people_until_the_user_says_which_is_wrong(run: Run) -> None:
    persons = entries(**{"song-wang": {**OLD, "orcid": OTHER}})
    data = twin_page()
    data["mentions"][0]["orcid"] = ""
    outcome, _, words = decide(run, data, merge(), persons=persons)
    assert codes(outcome["conflicts"]) == ["merge_orcids"] and "may be two people" in words[0]
    outcome, patch, _ = decide(run, data, merge(person={"orcid": ORCID}), persons=persons)
    assert outcome["conflicts"] == [] and patch["persons"][0]["orcid"] == ORCID
    assert "merge_orcid_goes" in codes(outcome["warnings"])
    outcome, patch, _ = decide(run, data, merge(person={"orcid": OTHER}), persons=persons)
    assert outcome["conflicts"] == [] and patch["persons"][0]["orcid"] == OTHER, "said, though it is there already"
    outcome, _, _ = decide(run, twin_page(), merge(person={"orcid": OTHER}), persons=persons)
    assert codes(outcome["conflicts"]) == ["orcid_differs"], "a paper carries the other one"


def test_papers_that_the_name_would_bring_along_are_asked_about_first(run: Run) -> None:
    waiting = [{"key": "P1-1009#0", "page": "song-wang/unverified"}]
    verified = [["song-wang", False], ["song-wang-0633", False]]
    data = twin_page(matching={"song-wang": {"verified": verified, "elsewhere": waiting}})
    outcome, _, _ = decide(run, data, merge())
    assert codes(outcome["conflicts"]) == ["merge_pulls"]
    outcome, patch, _ = decide(run, data, merge(keep_matching=False))
    assert outcome["conflicts"] == [] and outcome["pulled"] == []
    assert patch["persons"][0]["disable_name_matching"] is True
    outcome, patch, _ = decide(run, data, merge(keep_matching=True))
    assert [move["to"] for move in outcome["pulled"]] == ["song-wang"] and "pulled" in codes(outcome["warnings"])
    assert "disable_name_matching" not in patch["persons"][0]


def test_a_paper_on_which_both_stand_shows_that_they_are_two_people(run: Run) -> None:
    data = twin_page()
    data["mentions"][0]["others"] = ["song-wang"]
    assert codes(decide(run, data, merge())[0]["conflicts"]) == ["twice"]


def test_no_paper_may_keep_the_id_of_an_entry_that_goes(run: Run) -> None:
    outcome, _, _ = decide(run, twin_page(), {**merge(), "mentions": [ONE]})
    assert [(one["code"], one["mention"]) for one in outcome["conflicts"]] == [("merge_left", TWO)]
    outcome, patch, _ = decide(run, twin_page(), {**merge(), "mentions": [ONE]}, to_existing([TWO], "wang-song"))
    assert outcome["conflicts"] == [] and [one["to"] for one in patch["assignments"]] == ["song-wang", "wang-song"]


def test_a_page_that_may_mix_several_people_is_merged_with_nobody(run: Run) -> None:
    comment = {"comment": "May refer to several people"}
    for persons in (entries(**{"song-wang": OLD | comment}), entries(**{"song-wang-0633": NEW | comment})):
        outcome, _, words = decide(run, twin_page(), merge(), persons=persons)
        assert codes(outcome["conflicts"]) == ["merge_left_over"] and "may mix several people" in words[0]


def test_a_page_that_disagrees_with_the_data_or_has_none_merges_nothing(run: Run) -> None:
    data = twin_page()
    data["mentions"][1]["slot"] = None
    assert "merge_mismatch" in codes(decide(run, data, merge())[0]["conflicts"])
    assert "merge_needs_data" in codes(decide(run, twin_page(diff=False), merge())[0]["conflicts"])
    assert codes(decide(run, twin_page(), merge("song-wong"))[0]["conflicts"]) == ["merge_loading"]


def test_another_id_keeps_all_that_the_entry_says(run: Run) -> None:
    outcome, patch, words = decide(run, twin_page(), merge("song-wang-lantern", "rename"))
    assert outcome["conflicts"] == []
    assert patch["persons"] == [
        {"id": "song-wang-0633", "action": "delete"},
        {"id": "song-wang-lantern", "action": "create", **NEW},
        {"id": "wang-song", "action": "update", "similar": ["song-wang-lantern"]},
    ]
    assert [one["to"] for one in patch["assignments"]] == ["song-wang-lantern"] * 2
    assert any("gets the ID song-wang-lantern" in text for text in words)
    assert "id_in_use" in codes(decide(run, twin_page(), merge("song-wang", "rename"))[0]["conflicts"])
    assert "id_invalid" in codes(decide(run, twin_page(), merge("Song", "rename"))[0]["conflicts"])


def test_a_merge_is_kept_in_the_browser_and_comes_back(run: Run) -> None:
    body = """
      const store = AR.store.create(a[0], null);
      store.assign({ kind: "merge", person: { id: "song-wang", name: "Song Wang", comment: "" }, mentions: a[1] });
      const again = AR.store.create(a[0], null);
      return [again.restore(store.serialise()).refused, again.decisions.value[0].kind];
    """
    assert run(body, twin_page(), [ONE, TWO]) == [0, "merge"]


def test_the_diff_takes_the_last_entry_of_the_file_away(run: Run) -> None:
    persons = {"aa-aa": OLD, "song-wang": OLD, "song-wang-0633": {"names": [name_of("Song Wang")]}}
    text = people_text(persons)
    files, _ = shards(text, 9)
    patch = {
        "persons": [{"id": "song-wang-0633", "action": "delete"}, {"id": "song-wang", "action": "delete"}],
        "assignments": [],
    }
    body = """for (const shard of a[0]) AR.people.receive(shard);
      return AR.diff.build({ diff: true, mentions: [], windows: {} }, a[1]).text;"""
    diff = run(body, files, patch)
    added = [line for line in diff.splitlines() if line.startswith("+") and not line.startswith("+++")]
    assert added == ["+  }"], "the comma behind what is last now"
