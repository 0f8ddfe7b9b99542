"""Real correction requests, from the page that the requester saw to the patch that does what they asked.

Each test is named after the number of an issue of acl-org/acl-anthology. A request's
papers are given as the requester gave them: links, IDs, titles, BibTeX keys, a rule;
where there was no list they are ticked. Papers that these data lack are left out and
counted.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from generator.patch.document import read_patch, to_json
from generator.patch.join import join
from tests.benchmarks.requests.before import ORCIDS, Before
from tests.benchmarks.requests.conftest import Visit
from tests.benchmarks.requests.reviewer import Reviewer, applied
from tests.benchmarks.requests.steps import FREE_ORCID, count, group_of, links, split

Gold = dict[int, dict[str, Any]]


def test_3223_fifteen_listed_papers_go_to_a_new_author(visit: Visit, gold: Gold) -> None:
    page = visit("chen-zhang/unverified")
    mine = page.of(gold[3223]["papers_mine"])
    said, result = split(
        page, mine, "chen-zhang-peking", "0000-0001-5842-0516", "Peking University",
        text="\n".join(gold[3223]["papers_mine"]), named=True,
    )  # fmt: skip
    assert len(result.touched) == 15 - len(page.missing)
    # The remainder's page is named as the place where the papers come from.
    assert {a["from"] for a in result.patch["assignments"]} == {"chen-zhang/unverified"}
    assert "Name matching is turned off" in said


def test_3416_everything_but_a_list_goes_to_a_new_author(visit: Visit, gold: Gold) -> None:
    review = visit("zheng-yuan/unverified")
    assigned = gold[3416]["outcome"]["assigned"]
    foreign = review.of(set(gold[3416]["papers_not_mine"]) | set(assigned["zheng-yuan"]))
    years = sorted({paper[:4] for paper in foreign}, reverse=True)
    about = ("0000-0003-2406-1708", "University of Cambridge")
    review.give("\n\n".join(f"{y}\n{links(p for p in sorted(foreign) if p[:4] == y)}" for y in years), False, *about)
    complement = review.picked()
    assert complement == set(review.papers) - foreign
    assert complement >= review.of(assigned["zheng-yuan-cambridge"])
    review.ask_new("", *about)
    # The size of the complement is on the screen before anything is decided.
    assert f"{count(complement)} will move to Zheng Yuan (University of Cambridge)." in review.foretold()
    assert f"{count(foreign)} stay on this page." in review.foretold()
    review.confirm()
    _, result = review.finish()
    assert result.given() == {"zheng-yuan": complement}
    assert result.pages["zheng-yuan/unverified"] == foreign


def test_3439_five_papers_are_left_behind(visit: Visit, gold: Gold) -> None:
    page = visit("yuxuan-wang/unverified")
    foreign = page.of(gold[3439]["papers_not_mine"])
    assert len(foreign) == 5
    split(page, set(page.papers) - foreign, "yuxuan-wang", FREE_ORCID, text=numbered(page, foreign), mine=False)


def numbered(page: Reviewer, papers: set[str]) -> str:
    """Numbered titles, each with its link on the next line."""
    titles = {m["paper"]: m["title"] for m in page.data["mentions"]}
    return "\n".join(f"{n}. {titles[p]}\n   {links([p])}" for n, p in enumerate(sorted(papers), 1))


def test_3439_every_pasted_line_is_recognised_or_reported(visit: Visit, gold: Gold) -> None:
    page = visit("yuxuan-wang/unverified")
    text = numbered(page, page.of(gold[3439]["papers_not_mine"]))
    said = page.give(
        f"These are not mine:\n{text}\n6. A Title That Nobody Wrote\n   {links(['2020.acl-main.1'])}", False
    )
    assert said == "13 lines: 5 papers found, 1 elsewhere, 1 not understood, 1 read with the others."


def test_3503_four_titles_lead_to_the_rest_of_the_person(visit: Visit, gold: Gold) -> None:
    page = visit("lei-li/unverified")
    titles = gold[3503]["titles_mine"]
    about = (FREE_ORCID, "Beijing University of Posts and Telecommunications")
    page.give("\n".join(titles), True, *about)
    named = page.picked()
    assert named == {m["paper"] for m in page.data["mentions"] if m["title"] in titles} and len(named) == 4
    # All four stand in one group: the page shows what else is theirs, with the reasons, and ticks nothing more.
    group = group_of(page, min(named))
    assert group > named
    head = page.page.locator("[data-ar-group]", has_text=titles[0]).locator(".ar-evidence").text_content()
    assert "same co-authors: Yanquan Zhou" in (head or "")
    page.take_rest()
    split(page, group, "lei-li-bupt", *about)


def test_3503_what_is_missing_is_suggested_for_accepting_or_rejecting(visit: Visit) -> None:
    page = visit("lei-li/unverified")
    page.tick(["2024.lrec-main.770", "2022.aacl-main.44"])
    group = group_of(page, "2024.lrec-main.770")
    page.click("[data-ar-open-check]")
    offered = page.page.locator("[data-ar-check-panel]").get_by_role("button", name="Take:")
    expect(offered).not_to_have_count(0)
    offered.first.click()
    assert len(page.picked()) == 3 and page.picked() < group


def test_3658_only_one_paper_is_mine(visit: Visit, gold: Gold) -> None:
    page = visit("shashank-gupta/unverified")
    mine = page.of(gold[3658]["papers_mine"])
    assert len(mine) == 1
    orcid, degree = "0000-0002-3683-3739", "University of Illinois at Urbana-Champaign"
    split(page, mine, "shashank-gupta-uiuc", orcid, degree, text="Only L18-1086 of the current list is mine")


def test_3658_the_page_warns_that_others_may_be_the_same_persons(visit: Visit) -> None:
    page = visit("shashank-gupta/unverified")
    page.tick(["L18-1086"])
    page.ask_new("shashank-gupta-uiuc")
    assert "4 of 5 not taken. Take these too" in page.foretold()
    page.click("[data-ar-open-check]")
    expect(page.page.locator("[data-ar-check-panel]")).to_contain_text("Person A: 4 of 5 not taken")


def test_4443_two_namesakes_on_one_paper_are_told_apart_by_position(visit: Visit) -> None:
    page = visit("lei-li/unverified")
    first, second = "2024.emnlp-main.64#1", "2024.emnlp-main.64#11"
    page.tick([first])
    page.ask_new("lei-li-hku", degree="University of Hong Kong")
    page.confirm()
    page.tick([second])
    page.ask_new("lei-li-cmu", degree="Carnegie Mellon University")
    page.confirm()
    _, result = page.finish()
    assert result.touched == {first: ("", "lei-li-hku"), second: ("", "lei-li-cmu")}


def test_4443_one_person_cannot_be_both_namesakes(visit: Visit) -> None:
    page = visit("lei-li/unverified")
    page.tick(["2024.emnlp-main.64"])
    assert len(page.selected()) == 2
    page.ask_new("lei-li-hku", degree="University of Hong Kong")
    expect(page.page.locator("[data-ar-preview] .ar-conflict")).to_contain_text("can’t be listed twice")
    expect(page.page.locator("[data-ar-confirm]")).to_be_disabled()


def test_4443_namesakes_on_one_paper_look_different(visit: Visit) -> None:
    """Both rows show the same title and names; the slot's own author is marked, and affiliations differ."""
    page = visit("lei-li/unverified")
    rows = [page.page.locator(f'[data-ar-paper="2024.emnlp-main.64#{n}"]').inner_html() for n in (1, 11)]
    assert "University of Hong Kong" in rows[0] and "Carnegie Mellon University" in rows[1]
    names = [row.partition("ar-paper__authors")[2].partition("</p>")[0] for row in rows]
    assert names[0].index("ar-self") < names[1].index("ar-self")


def test_4446_ten_links_go_to_a_new_author(visit: Visit, gold: Gold) -> None:
    page = visit("jian-wang/unverified")
    mine = page.of(gold[4446]["papers_mine"])
    orcid, degree = "0000-0002-8992-8336", "The Hong Kong Polytechnic University"
    _, result = split(page, mine, "jian-wang-hongkongpoly", orcid, degree, links(gold[4446]["papers_mine"]), named=True)
    assert len(mine) == 10 - len(page.missing) and len(result.pages["jian-wang/unverified"]) >= 14


def test_4611_both_namesakes_file_and_their_patches_agree(
    visit: Visit, gold: Gold, before: Before, tmp_path: Path
) -> None:
    disowned = set(gold[4611]["papers_not_mine"])
    mine = set(gold[6166]["papers_mine"])
    zurich = visit("patrick-haller-zurich")
    zurich.give(f"These are not mine:\n{links(disowned)}")
    assert zurich.picked() == disowned
    zurich.ask_unverified()
    zurich.confirm()
    _, result = zurich.finish()
    assert result.given() == {"": disowned} and len(result.touched) == 3
    assert result.pages["patrick-haller/unverified"] >= disowned
    patches = [next(zurich.folder.glob("*.json"))]
    # The namesake finds three on that page and three on the unverified page; each page makes its own patch.
    zurich.page.click("[data-ar-undo]")
    about = (FREE_ORCID, "Humboldt-Universität zu Berlin")
    for page_id, papers in (("patrick-haller-zurich", disowned), ("patrick-haller/unverified", mine - disowned)):
        page = visit(page_id, counted=False)  # the namesake's own request
        page.give(links(mine), True, *about)
        assert page.picked() == papers
        page.ask_new("patrick-haller", *about)
        page.confirm()
        page.actions += 1
        page.decisions()
        patches.append(page.download("json", page.folder))
    browser = page.page
    browser.goto(f"{before.site.as_uri()}/basket.html")
    browser.set_input_files("[data-ar-basket-input]", patches[0])
    expect(browser.locator("[data-ar-basket-outcome]")).to_contain_text("3 papers decided alike by two of them.")
    expect(browser.locator("[data-ar-basket-outcome] .ar-conflict")).to_have_count(0)
    with browser.expect_download() as waiting:
        browser.click("[data-ar-basket-download]")
    file = tmp_path / "joined.json"
    waiting.value.save_as(file)
    assert {a.mention.paper for a in read_patch(file).assignments if a.confirmed} == disowned
    (tmp_path / "all").mkdir()
    result = applied(before, file, None, tmp_path / "all")
    assert result.given() == {"patrick-haller": mine}
    assert len(result.touched) == 6


def test_4644_four_people_and_a_rest_in_one_patch(visit: Visit, gold: Gold) -> None:
    page = visit("yiming-zhang/unverified")
    everything = set(page.papers)
    parts = {
        "yiming-zhang-cmu": (page.of(gold[4644]["papers_mine"]), "Carnegie Mellon University"),
        "yiming-zhang-baidu": (page.of(gold[4644]["papers_not_mine"]), "Baidu"),
        "yiming-zhang-ustc": ({"2025.findings-acl.400"}, "University of Science and Technology of China"),
        # The issue's own list of these is cut off: the papers with Junbo Zhao stand for it.
        "yiming-zhang-zhejiang": (group_of(page, "2023.emnlp-main.677"), "Zhejiang University"),
    }
    for person, (papers, degree) in parts.items():
        page.give(links(papers), degree=degree)
        page.ask_new(person, degree=degree)
        page.confirm()
    said, result = page.finish()
    assert result.given() == {person: papers for person, (papers, _) in parts.items()}
    rest = everything - set().union(*(papers for papers, _ in parts.values()))
    assert result.pages["yiming-zhang/unverified"] == rest
    assert f"{count(rest)} stay on this page." in said
    assert {slot["paper"] for slot in result.patch["undecided"]} == rest


def test_4668_naming_mine_and_naming_the_others_give_the_same_patch(visit: Visit, gold: Gold) -> None:
    results = []
    about = ("0000-0001-7660-1732", "University of Notre Dame")
    for way in ("mine", "inverted"):
        page = visit("tong-zhao/unverified", counted=way == "mine")
        if way == "mine":
            page.give(links(gold[4668]["papers_mine"]), True, *about)
        else:
            page.give("\n".join(gold[4668]["titles_not_mine"]), False, *about)
            assert len(page.papers) - len(page.picked()) == 3
        page.ask_new("", *about)
        page.confirm()
        results.append(page.finish()[1])
        page.page.click("[data-ar-undo]")
    one, other = ({k: v for k, v in r.patch.items() if k not in ("created", "note")} for r in results)
    assert one == other
    assert results[0].pages == results[1].pages
    expected = gold[4668]["outcome"]["assigned"]
    assert results[0].pages["tong-zhao"] == set(expected["tong-zhao-notredame"])
    assert results[0].pages["tong-zhao/unverified"] == set(expected["tong-zhao"])
    assert len(results[0].touched) == 6


def test_4715_nothing_up_to_2020_is_mine(visit: Visit, gold: Gold) -> None:
    page = visit("xiaolong-wang/unverified")
    mine = {m["paper"] for m in page.data["mentions"] if m["year"] > 2020}
    assert mine >= page.of(gold[4715]["papers_mine"])
    rule = "The papers from 2020 (inclusive) and earlier do not belong to the author"
    _, result = split(page, mine, "xiaolong-wang", FREE_ORCID, "Tsinghua University", rule, mine=False)
    # The rule became a list; its wording goes with it, for the maintainers.
    assert rule in result.patch["note"]


def test_4715_the_copied_text_of_the_page_is_read(visit: Visit, before: Before) -> None:
    page = visit("xiaolong-wang/unverified")
    address = page.page.url
    page.page.goto((before.preview / "people/xiaolong-wang/unverified/index.html").as_uri())
    page.page.evaluate("document.querySelectorAll('.collapse').forEach(abstract => abstract.hidden = true)")
    text = page.page.inner_text("body")
    page.page.goto(address)
    said = page.give(text)
    assert page.picked() == set(page.papers)
    assert "elsewhere" not in said and "choose" not in said


def test_4724_two_pages_are_merged_but_for_one_paper(visit: Visit, gold: Gold, before: Before, tmp_path: Path) -> None:
    """One patch per page, joined on the command line."""
    patches, mine = [], set()
    for name in ("chris-thomas/unverified", "christopher-thomas/unverified"):
        page = visit(name)
        papers = set(page.papers) - set(gold[4724]["papers_not_mine"])
        mine |= papers
        page.give(
            links(gold[4724]["papers_not_mine"]) if papers != set(page.papers) else "all papers",
            papers == set(page.papers),
            "0000-0002-3226-396X",
        )
        assert page.picked() == papers
        page.ask_new("chris-thomas", "0000-0002-3226-396X")
        page.confirm()
        page.downloads += 1
        page.decisions()
        page.actions += 1
        patches.append(read_patch(page.download("json", page.folder)))
    joined = join(*patches)
    file = tmp_path / "joined.json"
    file.write_text(to_json(joined), "utf-8")
    result = applied(before, file, None, tmp_path)
    assert result.given() == {"chris-thomas": mine}
    assert result.pages["christopher-thomas/unverified"] == {"S15-2031"}


def test_4724_the_foreign_paper_stands_apart(visit: Visit) -> None:
    page = visit("christopher-thomas/unverified")
    assert group_of(page, "S15-2031") == {"S15-2031"}
    why = page.page.locator("[data-ar-group]", has_text="S15-2031").inner_text()
    assert "A single paper" in why


def test_4724_an_over_claim_is_flagged_before_download(visit: Visit) -> None:
    page = visit("christopher-thomas/unverified")
    page.tick(page.papers)
    page.ask_new("chris-thomas", "0000-0002-3226-396X")
    page.confirm()
    assert "S15-2031" in page.decisions()


def test_5129_six_papers_of_many_are_mine(visit: Visit, gold: Gold) -> None:
    page = visit("wei-liu/unverified")
    listed = set(gold[5129]["papers_mine"]) | {"K19-1077", "W19-8904"}  # the six of the request
    assert listed <= set(gold[5129]["outcome"]["assigned"]["wei-liu-kcl"]) and len(page.papers) >= 56
    text = f"There should only be 6 papers under my profile:\n{links(listed)}"
    split(page, page.of(listed), "wei-liu-kcl", "0000-0003-0011-7797", "King’s College London", text)


def test_5158_two_namesakes_in_the_same_years_and_venues(visit: Visit, gold: Gold) -> None:
    page = visit("zhiyu-chen/unverified")
    mine = page.of(gold[5158]["papers_mine"])
    # The hard case: no group mixes the two.
    other = set(gold[5158]["outcome"]["assigned"]["zhiyu-chen"])
    for paper in page.papers:
        group = group_of(page, paper)
        assert not (group & mine and group & other)
    assert all("%" in line for line in page.page.locator(".ar-evidence").all_text_contents() if "single" not in line)
    text = links(gold[5158]["papers_mine"])
    split(page, mine, "zhiyu-chen-lehigh", "0000-0002-3096-7912", "Lehigh University", text)


def test_5168_two_papers_mine_and_one_not(visit: Visit, gold: Gold) -> None:
    page = visit("qiao-cheng/unverified")
    mine, other = "\n".join(gold[5168]["titles_mine"]), gold[5168]["titles_not_mine"][0]
    text = f"My papers are:\n{mine}\nThis one is not mine:\n{other}"
    split(page, {"2022.coling-1.457", "2019.iwslt-1.29"}, "qiao-cheng", FREE_ORCID, text=text)


def test_6005_one_paper_of_two_takes_few_steps(visit: Visit, gold: Gold) -> None:
    page = visit("heyuan-huang/unverified")
    mine = page.of(gold[6005]["papers_mine"])
    _, result = split(page, mine, "heyuan-huang-jhu", "0009-0005-1484-9667", text=links(mine))
    assert result.pages["heyuan-huang/unverified"] == {"2025.findings-acl.254"}


def test_6454_one_paper_moves_between_two_verified_pages(visit: Visit) -> None:
    page = visit("zhihao-zhang")
    paper = {"2024.acl-long.338"}  # stands for one that these data lack
    page.tick(paper)
    page.ask_existing("zhihao-zhang-soochow")
    page.confirm()
    said, result = page.finish()
    assert "1 paper will move to Zhihao Zhang (Soochow)." in said
    assert result.given() == {"zhihao-zhang-soochow": paper}
    [assignment] = result.patch["assignments"]
    assert (assignment["from"], assignment["to"]) == ("zhihao-zhang", "zhihao-zhang-soochow")
    assert not result.created and not result.changed


def test_7140_a_bare_list_forces_a_choice(visit: Visit, gold: Gold) -> None:
    page = visit("junghwan-kim/unverified")
    listed = page.of(gold[7140]["papers_mine"])
    page.page.click("[data-ar-paste-open]")
    page.page.fill("[data-ar-paste-text]", links(gold[7140]["papers_mine"]))
    expect(page.page.locator("[data-ar-paste-ask]")).to_have_text(f"Whose are the {count(listed)} with a tick?")
    assert page.selected() == []
    page.page.click("[data-ar-paste-yes]")
    assert page.picked() == listed
    # Nothing is chosen for the user, and without a choice there is no way on.
    assert page.page.locator("input[name=target]:checked").count() == 0
    expect(page.page.locator("[data-ar-confirm]")).to_be_disabled()
    page.page.click("[data-ar-cancel]")
    page.page.click("[data-ar-clear]")
    split(page, listed, "junghwan-kim", FREE_ORCID, "University of Michigan", links(gold[7140]["papers_mine"]))


def test_7419_a_range_of_years_goes_to_an_existing_author(visit: Visit) -> None:
    page = visit("sheng-li/unverified")
    mine = {m["paper"] for m in page.data["mentions"] if 2022 <= m["year"] <= 2023 and m["role"] == "author"}
    assert len(mine) == 7  # six when it was asked
    page.give("papers of 2022-2023")
    page.tick(mine)  # without those that they edited
    page.ask_existing("sheng-li")
    page.confirm()
    said, result = page.finish()
    assert "7 papers will move to Sheng Li (sheng-li)." in said
    assert result.given() == {"sheng-li": mine} and len(result.touched) == 7
    assert result.pages["sheng-li/unverified"] == set(page.papers) - mine


def test_7775_a_whole_page_is_verified(visit: Visit) -> None:
    page = visit("yang-zhong/unverified")
    page.give("All papers on this page are mine", True, FREE_ORCID, "University of Pittsburgh")
    assert page.picked() == set(page.papers)
    page.ask_new("", FREE_ORCID, "University of Pittsburgh")
    page.confirm()
    said, result = page.finish()
    assert "No paper stays on this page." in said
    assert result.given() == {"yang-zhong": set(page.papers)}
    assert "yang-zhong/unverified" not in result.pages
    assert "disable_name_matching" not in result.created["yang-zhong"] or "Name matching is turned off" in said


def test_7775_before_download_the_page_shows_what_fits_badly(visit: Visit) -> None:
    page = visit("yang-zhong/unverified")
    page.click("[data-ar-select=all]")
    page.ask_new("", FREE_ORCID)
    page.confirm()
    page.decisions()
    expect(page.page.locator("[data-ar-outcome] .ar-warning")).to_contain_text("2020.acl-main.709")


def test_8026_a_paper_leaves_somebody_elses_page(visit: Visit) -> None:
    page = visit("naveen-kumar-laskari")
    page.give(
        next(m["title"] for m in page.data["mentions"] if m["paper"] == "D18-2022"),
        True,
        FREE_ORCID,
        "SVNIT Surat",
    )  # stands for one that these data lack
    assert page.picked() == {"D18-2022"}
    page.ask_new("naveen-kumar", FREE_ORCID, "SVNIT Surat")
    page.choose_name("Naveen Kumar")
    page.confirm()
    said, result = page.finish()
    assert "1 paper will move to Naveen Kumar (SVNIT Surat). 1 paper stays on this page." in said
    assert result.given() == {"naveen-kumar": {"D18-2022"}} and len(result.touched) == 1
    assert result.pages["naveen-kumar"] == {"D18-2022"}
    assert result.pages["naveen-kumar-laskari"] == {"S17-2109"}


def test_8026_the_new_author_is_called_as_printed_on_the_selected_paper(visit: Visit) -> None:
    page = visit("naveen-kumar-laskari")
    page.tick({"D18-2022"})
    page.ask_new("naveen-kumar", FREE_ORCID)
    assert "will move to Naveen Kumar (" in page.foretold()


def test_8026_the_patch_is_marked_as_a_proposal(visit: Visit) -> None:
    page = visit("naveen-kumar-laskari")
    page.tick({"D18-2022"})
    page.ask_new("naveen-kumar", FREE_ORCID, "SVNIT Surat")
    page.confirm()
    said, result = page.finish()
    assert (
        "Proposal: 1 paper leaves the page of the verified author Naveen Kumar Laskari (naveen-kumar-laskari)" in said
    )
    assert "naveen-kumar-laskari, who should check this, or a maintainer" in result.patch["note"]


def test_8031_without_a_list_there_is_nothing_to_download(visit: Visit) -> None:
    page = visit("wei-song/unverified")
    first = page.page.get_by_role("heading", name="Please select all papers that belong to the same person.")
    expect(first).to_be_visible()
    expect(page.page.locator("[data-ar-open-assign]")).to_be_disabled()
    page.click("[data-ar-open-decisions]")
    for kind in ("json", "diff"):
        expect(page.page.locator(f"[data-ar-download={kind}]")).to_be_disabled()
    expect(page.page.locator("[data-ar-outcome]")).to_contain_text("No decision yet. Select papers")


def test_8060_an_orcid_of_somebody_else_is_a_conflict(visit: Visit) -> None:
    page = visit("jeongwoo-lee")
    page.give(links(["2023.emnlp-main.295"]))  # stands for one that these data lack
    page.ask_existing("jeongwoo-lee-dongguk")
    conflict = page.page.locator("[data-ar-preview] .ar-conflict")
    expect(conflict).to_contain_text(ORCIDS["jeongwoo-lee"])
    expect(conflict).to_contain_text(ORCIDS["other"])
    expect(page.page.locator("[data-ar-confirm]")).to_be_disabled()


def test_8060_the_request_goes_on_by_hand(visit: Visit) -> None:
    page = visit("jeongwoo-lee")
    page.tick({"2023.emnlp-main.295"})
    page.ask_existing("jeongwoo-lee-dongguk")
    ask = page.page.locator("[data-ar-preview] .ar-conflict").get_by_role("link", name="Ask a maintainer")
    body = parse_qs(urlsplit(ask.get_attribute("href") or "").query)["body"][0]
    assert all(word in body for word in ("2023.emnlp-main.295", ORCIDS["jeongwoo-lee"], "jeongwoo-lee-dongguk"))


def test_8332_a_namesakes_paper_leaves_a_verified_page(visit: Visit) -> None:
    page = visit("shuo-yan")
    page.give(f"This paper is not mine: {links(['2025.naacl-long.256'])}")  # stands for one that these data lack
    page.ask_unverified()
    conflict = page.page.locator("[data-ar-preview] .ar-conflict")
    expect(conflict).to_contain_text("would come back to Shuo Yan (shuo-yan)")
    expect(page.page.locator("[data-ar-keep-option]")).to_contain_text("Turn name matching off for Shuo Yan (shuo-yan)")
    page.click("[data-ar-keep]")
    page.confirm()
    _, result = page.finish()
    assert result.changed["shuo-yan"]["disable_name_matching"] is True
    assert result.pages["shuo-yan"] == {"2025.findings-acl.698"}


def test_8853_the_canonical_name_gets_its_diacritics(visit: Visit) -> None:
    page = visit("milica-gasic")
    papers = set(page.papers)
    page.edit(name="Milica Gašić")
    said, result = page.finish()
    assert "the name shown is Milica Gašić" in said and "Nothing else changes." in said
    names = result.changed["milica-gasic"]["names"]
    assert names[0] == {"first": "Milica", "last": "Gašić"}
    assert {(name["first"], name["last"]) for name in names} >= {("Milica", "Gasic"), ("Milica", "Gašić")}
    assert result.pages["milica-gasic"] == papers and not result.touched


def test_8853_all_papers_except_two_are_selected(visit: Visit) -> None:
    page = visit("milica-gasic")
    page.give("all papers except W17-5521, W13-4026")
    assert page.picked() == set(page.papers) - {"W17-5521", "W13-4026"}


def test_9530_one_paper_is_kept_and_name_matching_turned_off(visit: Visit) -> None:
    page = visit("mingrui-chen")
    page.tick({"K15-1024"})
    page.ask_existing("mingrui-chen")
    page.confirm()
    page.edit(matching=False)
    said, result = page.finish()
    assert "without a confirmed author" in said
    assert result.given() == {"mingrui-chen": {"K15-1024"}}
    assert result.changed["mingrui-chen"]["disable_name_matching"] is True
    assert result.pages["mingrui-chen"] == {"K15-1024"}


def test_9693_four_papers_of_a_mixed_page_and_not_the_whole_page(visit: Visit) -> None:
    page = visit("xu-guo/unverified")
    # Nothing on the page takes all papers at once: no box is ticked, no button assigns without a selection.
    assert page.selected() == []
    expect(page.page.locator("[data-ar-open-assign]")).to_be_disabled()
    assert page.page.locator("button", has_text="erge").count() == 0
    mine = set(page.papers) - {"2022.ccl-1.61"}
    assert len(mine) == 4
    page.tick(mine)
    page.ask_existing("xu-guo")
    page.confirm()
    said, result = page.finish()
    assert "4 papers will move to Xu Guo (xu-guo). 1 paper stays on this page." in said
    assert result.given() == {"xu-guo": mine}
    assert result.pages["xu-guo/unverified"] == {"2022.ccl-1.61"}


def test_every_request_with_acceptance_notes_is_here(gold: Gold) -> None:
    asked = {issue for issue, request in gold.items() if request.get("acceptance")}
    tested = {int(name.split("_")[1]) for name in globals() if name.startswith("test_") and name[5].isdigit()}
    assert tested == asked
