"""What the page promises before download: who moves, who comes along by name, what can't be done."""

from __future__ import annotations

from typing import Any

import pytest

from tests.client.conftest import Run
from tests.client.pages import Json, mention, name_of, page, to_existing, to_new, to_unverified

ONE, TWO, THREE = "P1-1001#0", "P1-1002#0", "P1-1003#0"
THREE_PAPERS = [mention("P1-1001"), mention("P1-1002"), mention("P1-1003")]
FREE: Json = {"song-wang": {"verified": [], "elsewhere": []}}


def one_verified(*elsewhere: Json, off: bool = False) -> Json:
    return {"song-wang": {"verified": [["song-wang", off]], "elsewhere": list(elsewhere)}}


def outcome(run: Run, data: Json, *decisions: Json, known: list[Json] | None = None) -> Any:
    body = """
      AR.people.know(a[2]);
      const result = AR.rules.outcome(a[0], a[1]);
      for (const issue of [...result.conflicts, ...result.warnings]) {
        const text = AR.tell(issue);
        if (text === issue.code || /[{}]/.test(text)) throw new Error(`no words for ${JSON.stringify(issue)}: ${text}`);
      }
      return result;
    """
    return run(body, data, list(decisions), known or [])


def codes(issues: list[Json]) -> list[str]:
    return [issue["code"] for issue in issues]


def keys(moves: list[Json]) -> list[str]:
    return [move["key"] for move in moves]


# Name matching


def test_a_new_author_does_not_pull_the_papers_that_nobody_chose(run: Run) -> None:
    result = outcome(run, page(THREE_PAPERS), to_new([ONE]))
    assert result["persons"] == [{"id": "song-wang-602x", "action": "create", "disabled": True}]
    assert keys(result["moves"]) == [ONE]
    assert (result["stays"], result["pulled"], result["conflicts"]) == ([TWO, THREE], [], [])
    assert {"code": "matching_off_new", "mention": None}.items() <= result["warnings"][0].items()
    assert result["warnings"][0]["params"]["count"] == 2


def test_papers_of_the_name_on_other_pages_count_too(run: Run) -> None:
    elsewhere = [{"key": "W1-0001#3", "page": "song-wang/unverified"}]
    data = page(THREE_PAPERS[:1], matching={"song-wang": {"verified": [], "elsewhere": elsewhere}})
    assert outcome(run, data, to_new([ONE]))["persons"][0]["disabled"]
    result = outcome(run, data, to_new([ONE], keep_matching=True))
    assert result["pulled"] == [
        {"key": "W1-0001#3", "from": "song-wang/unverified", "to": "song-wang-602x", "here": False}
    ]


def test_name_matching_stays_on_when_every_paper_of_the_name_was_chosen(run: Run) -> None:
    result = outcome(run, page(THREE_PAPERS), to_new([ONE, TWO, THREE]))
    assert not result["persons"][0]["disabled"]
    assert result["emptied"] == ["song-wang/unverified"]
    assert codes(result["warnings"]) == ["vanishes"]


@pytest.mark.parametrize("choice", [{"keep_matching": True}, {"person": {"disable_name_matching": False}}])
def test_if_the_user_says_so_the_other_papers_come_along_and_the_page_says_which(run: Run, choice: Json) -> None:
    result = outcome(run, page(THREE_PAPERS), to_new([ONE], **choice))
    assert not result["persons"][0]["disabled"]
    assert keys(result["pulled"]) == [TWO, THREE]
    assert [i["params"]["count"] for i in result["warnings"] if i["code"] == "pulled"] == [2]


def test_without_data_nothing_is_known_of_namesakes_so_matching_is_turned_off(run: Run) -> None:
    data = {**page(THREE_PAPERS, diff=False), "matching": {}}
    result = outcome(run, data, to_new([ONE, TWO, THREE]))
    assert result["persons"][0]["disabled"]
    assert "matching_off_unknown" in codes(result["warnings"])
    assert keys(result["moves"]) == [ONE, TWO, THREE]


def test_a_second_name_of_the_new_author_can_pull_papers_as_well(run: Run) -> None:
    data = page([mention("P1-1001"), mention("P1-1002", name="S. Wang")])
    person = {"names": [name_of("Song Wang"), name_of("S. Wang")]}
    assert outcome(run, data, to_new([ONE], person=person))["persons"][0]["disabled"]
    assert not outcome(run, data, to_new([ONE]))["persons"][0]["disabled"]


def test_a_name_of_which_nothing_is_known_is_said_to_be_unknown(run: Run) -> None:
    person = {"names": [name_of("Song Wang"), name_of("Songlin Wang")]}
    warnings = outcome(run, page(THREE_PAPERS), to_new([ONE, TWO, THREE], person=person))["warnings"]
    assert [w["params"]["slug"] for w in warnings if w["code"] == "matching_unknown"] == ["songlin-wang"]


def test_turning_matching_off_for_names_of_other_pages_is_said_to_be_unknown(run: Run) -> None:
    body = """
      const people = {...AR.people, get: () => ({names: [{first: "Li", last: "Wei"}]})};
      return AR.rules.outcome(a[0], [a[1]], people).warnings.filter((w) => w.code === "matching_unknown");
    """
    (warning,) = run(body, page(THREE_PAPERS), to_existing([ONE], "li-wei", keep_matching=False))
    assert warning["params"]["slug"] == "li-wei"


def test_verifying_a_namesake_sends_the_first_ones_implicit_papers_back_and_says_which(run: Run) -> None:
    data = page(
        [mention("P1-1001"), mention("P1-1002", explicit=True), mention("P1-1003")],
        id="song-wang",
        matching=one_verified({"key": "W1-0001#0", "page": "song-wang"}),
    )
    result = outcome(run, data, to_new([ONE]))
    assert keys(result["pushed"]) == [THREE, "W1-0001#0"]
    assert {move["to"] for move in result["pushed"]} == {"song-wang/unverified"}
    assert result["stays"] == [TWO]
    assert {"code": "pushed", "mention": None, "params": {"count": 2, "person": "song-wang"}} in result["warnings"]


def test_papers_that_get_the_pages_own_id_are_not_sent_back(run: Run) -> None:
    data = page(THREE_PAPERS, id="song-wang", matching=one_verified())
    result = outcome(run, data, to_new([ONE]), to_existing([TWO, THREE], "song-wang"))
    assert (result["pushed"], result["stays"], result["conflicts"]) == ([], [TWO, THREE], [])


def test_two_new_authors_of_one_name_need_no_flag_since_neither_is_the_only_one(run: Run) -> None:
    result = outcome(run, page(THREE_PAPERS), to_new([ONE]), to_new([TWO], "song-wang-x", person={"orcid": ""}))
    assert [person["disabled"] for person in result["persons"]] == [False, False]
    assert (result["stays"], result["pulled"]) == ([THREE], [])


def test_a_printed_name_added_to_an_existing_author_pulls_its_other_papers_and_the_page_says_so(run: Run) -> None:
    result = outcome(run, page(THREE_PAPERS), to_existing([ONE], "wang-song"))
    assert keys(result["pulled"]) == [TWO, THREE]
    assert "pulled" in codes(result["warnings"])
    off = outcome(run, page(THREE_PAPERS), to_existing([ONE], "wang-song", keep_matching=False))
    assert (off["pulled"], off["persons"][0]) == ([], {"id": "wang-song", "action": "update", "disabled": True})


# Not theirs: back to unverified


def test_an_explicit_paper_goes_back_to_the_unverified_page(run: Run) -> None:
    data = page([mention("P1-1001", explicit=True)], id="song-wang-9656", matching=FREE)
    result = outcome(run, data, to_unverified([ONE]))
    assert result["moves"] == [{"key": ONE, "from": "song-wang-9656", "to": "song-wang/unverified"}]
    assert (result["conflicts"], result["emptied"]) == ([], ["song-wang-9656"])


def test_taking_an_id_away_is_refused_when_the_name_leads_straight_back(run: Run) -> None:
    data = page([mention("P1-1001", explicit=True), mention("P1-1002")], id="song-wang", matching=one_verified())
    assert codes(outcome(run, data, to_unverified([ONE, TWO]))["conflicts"]) == ["no_effect", "no_effect"]
    off = outcome(run, data, to_unverified([ONE], keep_matching=False))
    assert (off["conflicts"], keys(off["moves"]), keys(off["pushed"])) == ([], [ONE], [TWO])
    assert off["persons"] == [{"id": "song-wang", "action": "update", "disabled": True}]


def test_taking_an_id_away_can_lead_to_a_verified_namesake_and_the_page_says_so(run: Run) -> None:
    data = page([mention("P1-1001", explicit=True)], id="song-wang-9656", matching=one_verified())
    result = outcome(run, data, to_unverified([ONE]))
    assert result["moves"][0]["to"] == "song-wang"
    assert "goes_by_name" in codes(result["warnings"])


# What can't be done


@pytest.mark.parametrize(
    ("orcid", "code"), [("0000-0002-1825-0097", "orcid_differs"), ("", "orcid_missing"), (None, "orcid_unknown")]
)
def test_an_orcid_on_the_paper_is_never_overruled(run: Run, orcid: str | None, code: str) -> None:
    data = page([mention("P1-1001", orcid="0009-0009-2087-602X", explicit=True)])
    result = outcome(run, data, to_existing([ONE], "wang-song", person={} if orcid is None else {"orcid": orcid}))
    found = "warnings" if orcid is None else "conflicts"
    assert [i["code"] for i in result[found] if i["mention"] == ONE] == [code]


def test_an_orcid_on_the_paper_agrees_with_its_owner_and_keeps_its_id(run: Run) -> None:
    data = page([mention("P1-1001", orcid="0009-0009-2087-602X", explicit=True)])
    assert outcome(run, data, to_new([ONE]))["conflicts"] == []
    assert codes(outcome(run, data, to_unverified([ONE]))["conflicts"]) == ["orcid_needs_id"]


def test_a_person_is_not_listed_twice_beside_another_author(run: Run) -> None:
    data = page([mention("P1-1001", others=["li-wei", "wang-song"])])
    result = outcome(run, data, to_existing([ONE], "wang-song"))
    assert [(i["code"], i["mention"], i["params"]["person"]) for i in result["conflicts"]] == [
        ("twice", ONE, "wang-song")
    ]


def two_on_one() -> Json:
    others = ["song-wang/unverified", "li-wei"]
    return page([mention("P1-1001", 0, others=others), mention("P1-1001", 2, others=others)])


def test_two_slots_of_one_paper_are_two_people(run: Run) -> None:
    assert codes(outcome(run, two_on_one(), to_existing([ONE, "P1-1001#2"], "wang-song"))["conflicts"]) == ["twice"]


def test_the_other_slot_counts_with_where_it_goes(run: Run) -> None:
    data = two_on_one()
    split = outcome(run, data, to_existing([ONE], "wang-song"), to_existing(["P1-1001#2"], "song-wang-x"))
    assert split["conflicts"] == []
    pulled = outcome(run, data, to_new([ONE], keep_matching=True))
    assert codes(pulled["conflicts"]) == ["twice"]


def test_a_paper_elsewhere_that_name_matching_moves_counts_as_well(run: Run) -> None:
    elsewhere = [{"key": "P1-1001#1", "page": "song-wang/unverified"}]
    data = page(
        [mention("P1-1001", explicit=True, others=["song-wang/unverified"])],
        id="song-wang-9656",
        matching={"song-wang": {"verified": [], "elsewhere": elsewhere}},
    )
    assert codes(outcome(run, data, to_new([ONE], keep_matching=True))["conflicts"]) == ["twice"]


def test_slots_that_already_were_twice_and_stay_so_block_nothing(run: Run) -> None:
    data = page(
        [mention("P1-1001", 0, explicit=True, others=["song-wang"]),
         mention("P1-1001", 1, explicit=True, others=["song-wang"]), mention("P1-1002", explicit=True)],
        id="song-wang", matching=one_verified(),
    )  # fmt: skip
    assert outcome(run, data, to_existing([TWO], "wang-song"))["conflicts"] == []


BAD_PERSONS = [
    ({"orcid": "0009-0009-2087-6021"}, "orcid_invalid"),
    ({"orcid": "0000-0002-1825-0097"}, "orcid_in_use"),
    ({"names": [{"first": "Song", "last": " "}]}, "name_missing"),
    ({"names": [name_of("Song Wang"), {"last": "王松"}]}, "slug_unknown"),
]


@pytest.mark.parametrize(("person", "code"), BAD_PERSONS)
def test_a_new_author_that_the_data_would_refuse_is_refused_here(run: Run, person: Json, code: str) -> None:
    known = [{"id": "li-wei", "name": "Wei Li", "orcid": "0000-0002-1825-0097"}]
    assert codes(outcome(run, page(THREE_PAPERS), to_new([ONE], person=person), known=known)["conflicts"]) == [code]


@pytest.mark.parametrize(
    ("id", "code"),
    [("Song-Wang", "id_invalid"), ("9", "id_invalid"), ("s", "id_invalid"), ("li-wei", "id_in_use"),
     ("song-wang-cmu", "id_in_use"), ("song-wang-9656", "id_in_use")],
)  # fmt: skip
def test_a_new_id_must_be_valid_and_free(run: Run, id: str, code: str) -> None:
    candidate = {"id": "song-wang-cmu", "name": "Song Wang", "comment": "", "orcid": ""}
    matching = {"song-wang": {"verified": [["song-wang-9656", True]], "elsewhere": []}}
    data = page(THREE_PAPERS, candidates=[candidate], matching=matching)
    found = outcome(run, data, to_new([ONE], id), known=[{"id": "li-wei", "name": "Wei Li"}])
    assert codes(found["conflicts"]) == [code]


def test_two_new_authors_do_not_share_an_orcid(run: Run) -> None:
    result = outcome(run, page(THREE_PAPERS), to_new([ONE]), to_new([TWO], "song-wang-x"))
    assert codes(result["conflicts"]) == ["orcid_in_use", "orcid_in_use"]


# What the user should know


def test_a_new_author_without_orcid_and_degree_is_allowed_with_a_warning(run: Run) -> None:
    result = outcome(run, page(THREE_PAPERS), to_new([ONE], person={"orcid": "", "degree": " "}))
    assert result["conflicts"] == []
    assert "unsupported" in codes(result["warnings"])


def test_a_left_over_page_is_no_good_target(run: Run) -> None:
    comment = "May refer to multiple people"
    candidate = {"id": "wang-song", "name": "Song Wang", "comment": comment, "orcid": ""}
    result = outcome(run, page(THREE_PAPERS, candidates=[candidate]), to_existing([ONE], "wang-song"))
    assert "catch_all" in codes(result["warnings"])


def test_the_pages_that_change_are_listed_with_what_they_gain_and_lose(run: Run) -> None:
    result = outcome(run, page(THREE_PAPERS), to_new([ONE]), to_existing([TWO], "wang-song", keep_matching=False))
    assert result["pages"] == [
        {"id": "song-wang/unverified", "gains": [], "loses": [ONE, TWO]},
        {"id": "song-wang-602x", "gains": [ONE], "loses": []},
        {"id": "wang-song", "gains": [TWO], "loses": []},
    ]
    assert outcome(run, page(THREE_PAPERS))["pages"] == []
