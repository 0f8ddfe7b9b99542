"""The same for newer requests (2024 to 2026).

Most of them are still open, so the data have the page as the requester saw it. ORCIDs of
persons whom the data lack are made up, with the end that the request's ID has.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from generator.patch.document import read_patch, to_json
from generator.patch.join import join
from tests.benchmarks.requests.before import Before
from tests.benchmarks.requests.conftest import Visit
from tests.benchmarks.requests.reviewer import Result, Reviewer, applied
from tests.benchmarks.requests.steps import FREE_ORCID, group_of, links, split

Gold = dict[int, dict[str, Any]]


def titles(page: Reviewer, papers: list[str]) -> str:
    """As those have them who name papers by title."""
    found = {m["paper"]: m["title"] for m in page.data["mentions"]}
    return "\n".join(found[paper] for paper in papers)


def by_name(page: Reviewer) -> set[str]:
    """Papers of the page whose slots carry no ID."""
    return {m["paper"] for m in page.data["mentions"] if not m["explicit"]}


def verify_whole_page(page: Reviewer, author: str, orcid: str) -> Result:
    """Give all papers of an unverified page to the verified author who has the ORCID; the page is gone then."""
    everything, unverified = set(page.papers), page.data["page"]["id"]
    page.give("All papers on this page are mine", True, orcid)
    page.ask_existing(author)
    page.confirm()
    _, result = page.finish()
    assert result.given() == {author: everything}
    assert unverified not in result.pages
    return result


def keep_others(page: Reviewer) -> None:
    """Press the button that leaves the other papers on this page, which name matching would take away."""
    page.decisions()
    page.click("[data-ar-outcome] .ar-remedies button:has-text('Keep')")


def needs_nothing(page: Reviewer, foreign: list[str], there: str) -> None:
    """The page says where the disowned papers stand, and asks nothing."""
    page.paste_here(f"These are not mine:\n{links(foreign)}")
    expect(page.page.locator("[data-ar-paste-status]")).to_contain_text(f"{len(foreign)} elsewhere")
    answers = page.page.locator("[data-ar-paste-answers]")
    expect(answers.get_by_role("link", name=there)).to_have_count(len(foreign))
    expect(page.page.locator("[data-ar-paste-yes]")).to_have_count(0)
    assert page.selected() == []


def test_9690_two_papers_of_a_large_mixed_page_get_an_id_beside_four_namesakes(visit: Visit, gold_2026: Gold) -> None:
    page = visit("qi-zhang/unverified")
    mine = set(gold_2026[9690]["gold"]["mine"])
    assert len(page.papers) > 150
    split(page, mine, "qi-zhang-6996", "0000-0000-1008-6996", text=links(mine))


def test_8887_a_paper_named_by_title_leaves_a_verified_namesake(visit: Visit, gold_2026: Gold) -> None:
    page = visit("jie-wu")
    mine = gold_2026[8887]["gold"]["mine"]
    rest, unmarked = set(page.papers) - set(mine), by_name(page) - set(mine)
    page.give(titles(page, mine), True, "0000-0000-1002-0938")
    assert page.picked() == set(mine)
    page.ask_new("jie-wu-0938", "0000-0000-1002-0938")
    page.confirm()
    # A second author of the name sends what has no ID back to the unverified page, unless the user keeps it.
    assert unmarked
    keep_others(page)
    _, result = page.finish()
    assert result.given() == {"jie-wu-0938": set(mine), "jie-wu": unmarked}
    assert result.pages["jie-wu"] == rest and result.pages["jie-wu-0938"] == set(mine)


def test_7608_a_whole_page_is_verified(visit: Visit) -> None:
    verify_whole_page(visit("yiming-cui/unverified"), "yiming-cui", "0000-0002-2452-375X")


def test_7608_the_paper_that_looks_most_foreign_is_named_before_that(visit: Visit) -> None:
    """Another one like it, 2014.iwslt-evaluation.19, is named only as what this one is like."""
    page = visit("yiming-cui/unverified")
    page.click("[data-ar-select=all]")
    page.ask_existing("yiming-cui")
    page.confirm()
    page.decisions()
    page.click("[data-ar-outcome] [data-ar-least] summary")
    least = page.page.locator("[data-ar-outcome] [data-ar-least]")
    expect(least).to_contain_text("2012.iwslt-evaluation.8")


def test_7262_papers_that_are_not_mine_are_confirmed_for_the_verified_namesake(visit: Visit, gold_2026: Gold) -> None:
    """The requester's own paper is newer than these data; what remains to be done is to keep what they disown."""
    page = visit("tao-ren")
    own, foreign = gold_2026[7262]["absent_from_data"], gold_2026[7262]["gold"]["not_mine"]
    page.of(own)
    said = page.give(f"Mine is {links(own)}\nThese are not mine:\n{links(foreign)}")
    assert "1 elsewhere" in said
    assert page.picked() == set(foreign)
    page.ask_existing("tao-ren")
    page.confirm()
    said, result = page.finish()
    assert result.given() == {"tao-ren": {"2025.coling-main.399"}}
    assert result.pages["tao-ren"] == set(foreign)


def test_5728_papers_that_have_left_the_page_need_nothing(visit: Visit, gold_2026: Gold) -> None:
    needs_nothing(visit("junyu-lu"), gold_2026[5728]["gold"]["not_mine"], "junyu-lu/unverified")


def test_4844_mine_and_not_mine_of_one_list_are_decided_in_turn(visit: Visit, gold_2026: Gold) -> None:
    page = visit("chaoqun-liu-ntu")
    mine, foreign = (set(gold_2026[4844]["gold"][side]) for side in ("mine", "not_mine"))
    text = f"My papers are:\n{links(mine)}\nThis one is not mine:\n{links(foreign)}"
    page.give(text, True, "0000-0001-8014-2516")
    assert page.picked() == mine
    page.ask_existing("chaoqun-liu-ntu")
    page.confirm()
    page.click("[data-ar-other-side]")
    assert page.picked() == foreign
    page.ask_unverified()
    page.click("[data-ar-keep]")
    page.confirm()
    _, result = page.finish()
    assert result.given() == {"chaoqun-liu-ntu": {"2023.findings-acl.110"}}
    assert result.changed["chaoqun-liu-ntu"]["disable_name_matching"] is True
    assert result.pages["chaoqun-liu-ntu"] == mine and result.pages["chaoqun-liu/unverified"] == foreign


def test_4621_a_page_without_foreign_papers_and_the_page_of_the_swapped_name(
    visit: Visit, gold_2026: Gold, before: Before, tmp_path: Path
) -> None:
    page = visit("xin-zheng/unverified")
    foreign = set(gold_2026[4621]["gold"]["not_mine"])
    mine = set(page.papers) - foreign
    page.give(f"These are not mine:\n{links(foreign)}", False, FREE_ORCID)
    assert page.picked() == mine
    page.ask_new("", FREE_ORCID)
    page.confirm()
    page.decisions()
    page.downloads += 1
    page.actions += 1
    patches = [read_patch(page.download("json", page.folder))]
    # The author who was made there is offered on the second page.
    swapped = visit("zheng-xin/unverified")
    swapped.give("All papers on this page are mine")
    swapped.answer("newcomer:xin-zheng")
    swapped.confirm()
    swapped.decisions()
    swapped.downloads += 1
    swapped.actions += 1
    patches.append(read_patch(swapped.download("json", swapped.folder)))
    file = tmp_path / "joined.json"
    file.write_text(to_json(join(*patches)), "utf-8")
    result = applied(before, file, None, tmp_path)
    assert result.given() == {"xin-zheng": mine | set(swapped.papers)}
    assert result.pages["xin-zheng/unverified"] == foreign and "zheng-xin/unverified" not in result.pages
    names = result.created["xin-zheng"]["names"]
    assert {"first": "Zheng", "last": "Xin"} in names and names[0] == {"first": "Xin", "last": "Zheng"}


def test_3449_five_papers_leave_a_verified_page_and_the_others_stay(visit: Visit, gold_2026: Gold) -> None:
    page = visit("zhiqiang-zhang")
    foreign = set(gold_2026[3449]["gold"]["not_mine"])
    rest, unmarked = set(page.papers) - foreign, by_name(page) - foreign
    page.give(f"These are not mine:\n{links(foreign)}")
    assert page.picked() == foreign
    page.ask_unverified()
    page.click("[data-ar-keep]")
    page.confirm()
    if unmarked:
        keep_others(page)
    _, result = page.finish()
    assert result.given() == ({"zhiqiang-zhang": unmarked} if unmarked else {})
    assert result.pages["zhiqiang-zhang"] == rest and result.pages["zhiqiang-zhang/unverified"] == foreign


def test_3210_six_titles_are_not_mine(visit: Visit, gold_2026: Gold) -> None:
    page = visit("zihan-zhang/unverified")
    foreign = gold_2026[3210]["gold"]["not_mine"]
    text = f"These papers do not belong to me:\n{titles(page, foreign)}"
    split(page, set(page.papers) - set(foreign), "zihan-zhang", FREE_ORCID, text=text, mine=False)


def test_4742_the_paper_that_a_list_forgot_is_offered(visit: Visit, gold_2026: Gold) -> None:
    page = visit("li-zeng/unverified")
    mine, foreign = (gold_2026[4742]["gold"][side] for side in ("mine", "not_mine"))
    degree = "Beijing Institute of Technology"
    text = f"My papers are:\n{titles(page, mine)}\nThis one is not mine:\n{titles(page, foreign)}"
    page.give(text, True, FREE_ORCID, degree)
    assert page.picked() == set(mine)
    page.take_rest()
    assert page.picked() == {*mine, "2025.findings-acl.1012"}
    split(page, page.picked(), "li-zeng", FREE_ORCID, degree)


def test_5211_one_paper_leaves_a_page_that_mixes_several_people(visit: Visit, gold_2026: Gold) -> None:
    page = visit("mi-zhang")
    mine = set(gold_2026[5211]["gold"]["mine"])
    everything = set(page.papers)
    page.give(f"Only this one is mine: {links(mine)}", True, FREE_ORCID, "University of Example")
    assert page.picked() == mine
    page.ask_new("", FREE_ORCID, "University of Example")
    page.confirm()
    _, result = page.finish()
    [person] = result.created
    assert result.given() == {person: mine} and result.pages[person] == mine
    assert result.pages.get("mi-zhang/unverified", set()) | result.pages.get("mi-zhang", set()) == everything - mine


def test_5152_two_papers_of_twelve_leave_a_verified_namesake(visit: Visit, gold_2026: Gold) -> None:
    page = visit("zhiwei-liu")
    mine = set(gold_2026[5152]["gold"]["mine"])
    rest, unmarked = set(page.papers) - mine, by_name(page) - mine
    page.give(f"Only these two are mine:\n{links(mine)}", True, FREE_ORCID)
    assert page.picked() == mine
    page.ask_new("", FREE_ORCID)
    page.confirm()
    keep_others(page)
    _, result = page.finish()
    [person] = result.created
    assert result.given() == {person: mine, "zhiwei-liu": unmarked}
    assert result.pages["zhiwei-liu"] == rest and result.pages[person] == mine


def test_3581_papers_and_an_edited_volume_go_to_a_verified_author(visit: Visit, gold_2026: Gold) -> None:
    page = visit("fei-liu/unverified")
    mine = set(gold_2026[3581]["gold"]["mine"])
    page.give(f"These belong to https://aclanthology.org/people/fei-liu-utdallas/\n{links(mine)}")
    assert page.picked() == mine
    page.ask_existing("fei-liu-utdallas")
    page.confirm()
    _, result = page.finish()
    assert result.given() == {"fei-liu-utdallas": mine} and len(result.touched) == 4
    assert any("(editor)" in slot for slot in result.touched)


def test_4067_two_recent_papers_without_the_one_of_2017(visit: Visit, gold_2026: Gold) -> None:
    page = visit("haowei-zhang/unverified")
    mine = set(gold_2026[4067]["gold"]["mine"])
    assert group_of(page, min(mine)) == mine
    split(page, mine, "haowei-zhang", FREE_ORCID, "Fudan University", links(mine))


def test_6818_the_unverified_page_goes_to_the_verified_author_whose_orcid_is_given(visit: Visit) -> None:
    """No list was given; of two mixed people one has the ORCID, the other both spellings already."""
    verify_whole_page(visit("weinan-zhang/unverified"), "weinan-zhang-2425", "0000-0002-0127-2425")


def test_8677_the_page_of_another_spelling_joins_the_verified_author(visit: Visit, gold_2026: Gold) -> None:
    page = visit("lucia-c-passaro/unverified")
    mine = set(gold_2026[8677]["gold"]["mine"])
    result = verify_whole_page(page, "lucia-passaro", "0000-0003-4934-5344")
    assert result.given() == {"lucia-passaro": mine}
    assert {"first": "Lucia C.", "last": "Passaro"} in result.changed["lucia-passaro"]["names"]
    assert result.pages["lucia-passaro"] >= mine


def test_7142_clinical_papers_without_the_namesakes_translation_papers(visit: Visit, gold_2026: Gold) -> None:
    page = visit("yonghui-wu/unverified")
    mine, foreign = (set(gold_2026[7142]["gold"][side]) for side in ("mine", "not_mine"))
    text = f"My papers are:\n{links(mine)}\nThese are not mine:\n{links(foreign)}"
    split(page, mine, "yonghui-wu", FREE_ORCID, "University of Florida", text)


def test_3488_papers_that_have_left_the_page_need_nothing(visit: Visit, gold_2026: Gold) -> None:
    needs_nothing(visit("xiangyu-zhang"), gold_2026[3488]["gold"]["not_mine"], "xiangyu-zhang/unverified")


def test_5177_one_paper_of_five(visit: Visit, gold_2026: Gold) -> None:
    page = visit("jaejun-lee/unverified")
    mine, foreign = (set(gold_2026[5177]["gold"][side]) for side in ("mine", "not_mine"))
    text = f"My only paper is:\n{links(mine)}\nThese are not mine:\n{links({*foreign, 'D19-3016'})}"
    split(page, mine, "jaejun-lee", FREE_ORCID, "KAIST", text)


def test_every_newer_request_is_here(gold_2026: Gold) -> None:
    tested = {int(name.split("_")[1]) for name in globals() if name.startswith("test_") and name[5].isdigit()}
    assert tested == set(gold_2026)
