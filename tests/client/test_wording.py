"""Any wording of a list or a rule becomes the papers that are meant; each line gets an answer."""

from __future__ import annotations

from typing import Any

import pytest

from tests.client.conftest import Run

Json = dict[str, Any]


def row(paper: str, title: str, authors: str = "Song Wang, Bo Li, Cy Ray", position: int = 0, **values: Any) -> Json:
    """A mention of the page as the box hands it over."""
    year = int(paper[:4]) if paper[0].isdigit() else 2000 + int(paper[1:3])
    return {
        "key": f"{paper}#{position}", "paper": paper, "title": title, "year": year,
        "authors": authors.split(", "), "coauthors": authors.split(", "),
        "venue": "", "affiliation": "", **values,
    }  # fmt: skip


ACL = "Proceedings of the 61st Annual Meeting of the Association for Computational Linguistics (Volume 1: Long Papers)"
ROWS = [
    row("2024.lrec-main.770", "UniKeyphrase: A Unified Extraction and Generation Framework for Keyphrase Prediction",
        venue="Proceedings of the 2024 Joint International Conference LREC-COLING 2024",
        affiliation="Tsinghua University"),
    row("2024.findings-acl.12", "Why Don’t Prompt-Based Fairness Metrics Correlate?", "Song Wang",
        venue="Findings of the Association for Computational Linguistics: ACL 2024"),
    row("2023.acl-long.372", "SAPGraph: Structure-aware Extractive Summarization of Scientific Papers", venue=ACL),
    row("2023.acl-long.37", "Attention", "Song Wang, Junbo Zhao", venue=ACL),
    row("2022.coling-1.457", "Semantically Consistent Data Augmentation for NER", "Qiao Cheng, Song Wang, X Y", 1),
    row("2021.emnlp-main.5", "Über die Größe naïver Modelle", "Zuzana Fráterová, Song Wang", 1),
    row("2019.iwslt-1.29", "Breaking the Data Barrier: Towards Robust Speech Translation",
        "Qiao Cheng, Song Wang, Mo T", 1, affiliation="Carnegie Mellon University"),
    row("D18-2022", "Learning Words by Drawing Images", venue="Proceedings of EMNLP 2018"),
    row("P12-1001", "A Study of Words"),
    row("P12-1002", "A Study of Words"),
    row("W09-3930", "Two of a Name", "Song Wang, Song Wang", 0),
    row("W09-3930", "Two of a Name", "Song Wang, Song Wang", 1),
]  # fmt: skip
FIRST = "2023.acl-long.372#0"


@pytest.fixture
def read(run: Run) -> Any:
    """What the text means, as (kind, keys or what) per answer."""
    return lambda text, rows=None: run("return AR.wording.read(a[0], a[1])", text, rows or ROWS)


def found(answer: Json) -> list[str]:
    """Keys that are meant for certain, without those that the text takes out."""
    kinds = ("found", "rule")
    off = {key for a in answer["answers"] if a["off"] for key in a["keys"]}
    keys = [key for a in answer["answers"] if a["kind"] in kinds for key in a["keys"]]
    return [key for key in dict.fromkeys(keys) if key not in off]


def kinds(answer: Json) -> list[str]:
    return [a["kind"] for a in answer["answers"]]


@pytest.mark.parametrize(
    "text",
    [
        "2023.acl-long.372",
        "2023.ACL-Long.372",
        "https://aclanthology.org/2023.acl-long.372/",
        "https://aclanthology.org/2023.acl-long.372.pdf",
        "https://aclanthology.org/2023.acl-long.372v2.pdf",
        "aclanthology.org/2023.acl-long.372.bib",
        "http://www.aclweb.org/anthology/2023.acl-long.372",
        "https://aclanthology.info/papers/2023.acl-long.372/2023.acl-long.372",
        "https://preview.aclanthology.org/some-branch/2023.acl-long.372/",
        "https://doi.org/10.18653/v1/2023.acl-long.372",
        "(2023.acl-long.372), which",
        "12. [2023.acl-long.372]",
        "＞ ２０２３.acl‐long.372".replace("２０２３", "2023"),
        "2023.\u200bacl-long.372\u200e",
        '<a href="https://aclanthology.org/2023.acl-long.372/">PDF</a>',
        "SAPGraph: Structure-aware Extractive Summarization of Scientific Papers",
        "sapgraph structure aware extractive summarization of scientific papers.",
        "3) “SAPGraph: Structureaware Extractive Summarisation of Scientifc Papers” (ACL 2023)",
        "{SAPG}raph: {S}tructure-aware Extractive Summarization of Scientific Papers",
        "SAPGraph: Structure-aware Extractive",
        "S. Wang et al. SAPGraph: Structure-aware Extractive Summarization of Scientific Papers. In ACL, 2023.",
        "<b>SAP</b>Graph: Structure-aware <i>Extractive</i> Summarization of Scientific Papers",
        "wang-etal-2023-sapgraph",
        "wang-etal-2023-sapgraph-structure",
        r"\cite{wang-etal-2023-sapgraph}",
        '@inproceedings{wang-etal-2023-sapgraph,\n  title = "{SAPG}raph",\n  year = "2023",\n  address = "Toronto"\n}',
        '@inproceedings{x,\n title = "{SAPG}raph: Structure-aware Extractive Summarization\n  of Scientific Papers"\n}',
    ],
)  # fmt: skip
def test_a_paper_is_found_however_it_is_named(read: Any, text: str) -> None:
    answer = read(text)
    assert found(answer) == [FIRST]
    assert kinds(answer) == ["found"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("d18-2022", "D18-2022#0"),
        ("https://www.aclweb.org/anthology/papers/D/D18/D18-2022/", "D18-2022#0"),
        ("https://aclanthology.info/papers/D18-2022/d18-2022", "D18-2022#0"),
        ("http://aclweb.org/anthology/D18-2022v3", "D18-2022#0"),
        ("2023.acl-long.37", "2023.acl-long.37#0"),
        ("Attention", "2023.acl-long.37#0"),
        ("wang-zhao-2023-attention", "2023.acl-long.37#0"),
        ("wang-2024-prompt", "2024.findings-acl.12#0"),
        ("Why don't prompt based fairness metrics correlate", "2024.findings-acl.12#0"),
        (r"Uber die Gr{\"o}{\ss}e na{\"\i}ver Modelle", "2021.emnlp-main.5#1"),
        ("fraterova-wang-2021-uber", "2021.emnlp-main.5#1"),
        ("cheng-etal-2022-semantically", "2022.coling-1.457#1"),
    ],
)
def test_the_right_one_of_two_alike_is_found(read: Any, text: str, key: str) -> None:
    assert found(read(text)) == [key]


def test_a_word_in_a_sentence_is_no_title(read: Any) -> None:
    assert found(read("Thank you for your attention to this matter.")) == []


def test_titles_in_running_text_are_found_across_lines(read: Any) -> None:
    mail = (
        "Dear Anthology team,\n\nplease note that only Breaking the Data Barrier: Towards\n"
        "> Robust Speech Translation and “Learning Words by Draw-\ning Images” are mine.\n\nBest regards\nSigrid"
    )
    answer = read(mail)
    assert set(found(answer)) == {"2019.iwslt-1.29#1", "D18-2022#0"}
    assert [a["text"] for a in answer["answers"] if a["kind"] == "unknown"] == [
        "Dear Anthology team,", "Best regards", "Sigrid",
    ]  # fmt: skip


def test_the_text_of_an_author_page_is_read_with_all_its_lines(read: Any) -> None:
    page = (
        "Co-authors\n2024\npdf bib abs\n"
        "UniKeyphrase: A Unified Extraction and Generation Framework for Keyphrase Prediction\n"
        "Song Wang | Bo Li | Cy Ray\nProceedings of the 2024 Joint International Conference LREC-COLING 2024\n\n"
        f"2023\npdf bib abs\nAttention\nSong Wang | Junbo Zhao\n{ACL}\n"
        "1999\npdf bib\nA Title of Some Other Page Altogether\nMo Other | Al Strange\n"
    )
    answer = read(page)
    assert found(answer) == ["2024.lrec-main.770#0", "2023.acl-long.37#0"]
    assert [a["text"] for a in answer["answers"] if a["kind"] == "unknown"] == [
        "Co-authors", "A Title of Some Other Page Altogether", "Mo Other | Al Strange",
    ]  # fmt: skip
    assert answer["lines"] == 15
    assert not {"elsewhere", "rule"} & set(kinds(answer))


def test_what_is_elsewhere_is_named_not_dropped(read: Any) -> None:
    answer = read("2020.acl-main.1\nli-etal-2020-nothing\nhttps://aclanthology.org/P99-1001.pdf\nxyzzy")
    assert [(a["kind"], a["what"]) for a in answer["answers"]] == [
        ("elsewhere", "2020.acl-main.1"), ("elsewhere", "li-etal-2020-nothing"), ("elsewhere", "P99-1001"),
        ("unknown", ""),
    ]  # fmt: skip


def test_two_papers_of_one_title_and_two_slots_of_one_paper_are_the_users_choice(read: Any) -> None:
    answer = read("A Study of Words\nW09-3930")
    assert kinds(answer) == ["choose", "choose"]
    assert [a["keys"] for a in answer["answers"]] == [["P12-1001#0", "P12-1002#0"], ["W09-3930#0", "W09-3930#1"]]
    assert found(answer) == []


def test_an_address_beside_a_title_settles_which_is_meant(read: Any) -> None:
    answer = read("A Study of Words https://aclanthology.org/P12-1002/")
    assert found(answer) == ["P12-1002#0"] and kinds(answer) == ["found"]


def test_a_title_that_only_resembles_two_papers_is_the_users_choice(read: Any) -> None:
    rows = [row("P12-1001", "Parsing Old Norse Sagas, Part One"), row("P12-1002", "Parsing Old Norse Sagas, Part Two")]
    assert kinds(read("Parsing Old Norse Sagas, Part 3", rows)) == ["choose"]


RULES = [
    ("before 2013", {2009, 2012}),
    ("The papers from 2020 (inclusive) and earlier do not belong to the author", {2009, 2012, 2018, 2019}),
    ("the other two papers before 2018 are other people’s", {2009, 2012}),
    ("until 2012", {2009, 2012}),
    ("year <= 2012", {2009, 2012}),
    ("year < 2012", {2009}),
    ("2022 <= year <= 2023", {2022, 2023}),
    ("after 2022", {2023, 2024}),
    ("since 2023", {2023, 2024}),
    ("from 2023 on", {2023, 2024}),
    ("All my papers from 2023 onwards", {2023, 2024}),
    ("2018 to 2019", {2018, 2019}),
    ("papers published 2018–2019", {2018, 2019}),
    ("between 2018 and 2019", {2018, 2019}),
    ("Six papers of 2022-2023 sit on the unverified page", {2022, 2023}),
    ("in 2018 and 2022", {2018, 2022}),
    ("before 2010 or after 2023", {2009, 2024}),
    ("after 2009 and before 2019", {2012, 2018}),
    ("2019", {2019}),
    ("with Junbo Zhao", {2023}),
    ("all papers with Junbo Zhao are mine", {2023}),
    ("papers co-authored with Zhao", {2023}),
    ("at LREC", {2024}),
    ("papers at IWSLT", {2019}),
    ("in Findings of ACL", {2024}),
    ("EMNLP papers", {2018, 2021}),
    ("ACL 2023", {2023}),
    ("papers in IWSLT or LREC", {2019, 2024}),
    ("from Carnegie Mellon University", {2019}),
    ("papers from Tsinghua University in 2024", {2024}),
    ("https://aclanthology.org/volumes/2019.iwslt-1/", {2019}),
    ("the first two papers", {2024}),
    ("The latest paper", {2024}),
    ("the last paper", {2009}),
]


@pytest.mark.parametrize(("text", "years"), RULES)
def test_a_rule_means_the_papers_it_says(read: Any, text: str, years: set[int]) -> None:
    by_key = {row["key"]: row["year"] for row in ROWS}
    assert {by_key[key] for key in found(read(text))} == years


def test_the_first_three_papers_are_three_papers(read: Any) -> None:
    assert found(read("the first three papers")) == [row["key"] for row in ROWS[:3]]


def test_at_a_conference_does_not_mean_its_findings(read: Any) -> None:
    assert {key.split("#")[0] for key in found(read("papers at ACL"))} == {
        "2023.acl-long.372", "2023.acl-long.37", "P12-1001", "P12-1002",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["all", "All papers on this page are mine.", "everything", "Verify the whole page"])
def test_all_means_every_slot(read: Any, text: str) -> None:
    if text.startswith("Verify"):
        text = "the whole page"
    assert len(found(read(text))) == len(ROWS)


@pytest.mark.parametrize(
    "text",
    [
        "all papers except D18-2022, P12-1001",
        "Everything but D18-2022 and P12-1001 is mine",
        "All papers except the following:\nhttps://aclanthology.org/D18-2022/\nP12-1001",
        "All except P12-1001 and those of 2018",
        "All except for these:\n1. Learning Words by Drawing Images\n2. https://aclanthology.org/P12-1001",
    ],
)
def test_all_except_a_list_leaves_the_list_out(read: Any, text: str) -> None:
    assert {row["key"] for row in ROWS} - set(found(read(text))) == {"D18-2022#0", "P12-1001#0"}


@pytest.mark.parametrize(
    "text",
    [
        "All papers listed below are mine:",
        "I have checked all of them in 2023 with great care and joy",
        "Since 2019 my affiliation has been elsewhere, and my former colleague uses the name as well",
        "none",
        "Dear all,",
        "I did everything at home",
        "Dear Prof. Wang, since 2019 I work at Carnegie Mellon University",
        "Dear ACL Anthology team, thanks for your work on papers",
    ],
)
def test_a_sentence_is_not_taken_for_a_rule(read: Any, text: str) -> None:
    assert found(read(text)) == []


def test_a_rule_that_no_paper_fits_is_answered(read: Any) -> None:
    for text in ("before 1999", "with Nobody Here"):
        [answer] = read(text)["answers"]
        assert answer["kind"] == "elsewhere"


def test_what_the_text_itself_calls_not_mine_is_left_out(read: Any) -> None:
    answer = read("These are mine:\nD18-2022\n2019.iwslt-1.29\n\nThese papers are not mine:\nP12-1001\n")
    assert set(found(answer)) == {"D18-2022#0", "2019.iwslt-1.29#1"}
    assert answer["said"] == ""
    answer = read("Only my papers from 2024 on are mine; everything before 2010 is someone else's")
    assert {key.split("#")[0] for key in found(answer)} == {"2024.lrec-main.770", "2024.findings-acl.12"}
    answer = read("cheng-etal-2022-semantically is mine\nwang-2024-prompt is not mine")
    assert found(answer) == ["2022.coling-1.457#1"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The following papers are not mine:\nD18-2022\nP12-1001", "not"),
        ("My papers:\nD18-2022\nP12-1001", "yes"),
        ("D18-2022\nP12-1001", ""),
        ("Why Don’t Prompt-Based Fairness Metrics Correlate?", ""),
    ],
)
def test_what_a_text_says_of_all_is_told_and_changes_nothing(read: Any, text: str, said: str) -> None:
    answer = read(text)
    assert answer["said"] == said
    assert not any(a["off"] for a in answer["answers"])


def test_every_line_has_an_answer_whatever_it_is(read: Any) -> None:
    lines = [
        "\u202eD18-2022\u202c", "עברית: כותרת של מאמר", "数据增强的方法", "<script>alert(1)</script>", "@article{", "}",
        "{{{{{{", "\\\\\\", "((((((((((((((((((((", "a" * 3000, "2023", "-", "•", "1.", "🙂", "all except", "except",
        "before", "2023.acl-long.", "P12-10011", "https://example.org/", "before 2013 " * 200, "\t\t", "x\0y",
    ]  # fmt: skip
    for line in lines:
        answer = read(line)
        assert bool(answer["answers"]) == bool(line.strip()), line
    answer = read("\n\n".join(lines))
    answered = {a["line"] for a in answer["answers"]}
    assert len(answered) == answer["lines"]
    assert found(read(lines[0])) == ["D18-2022#0"]


HUGE = [
    *("a " * 50000, "<" * 100000, "{" * 100000, "2023-" * 20000, "a-" * 50000, "@x{\n" * 25000),
    *("x\n" * 50000, "D18-2022\n" * 11000),
]


@pytest.mark.parametrize("text", HUGE, ids=[text[:9].encode("unicode_escape").decode() for text in HUGE])
def test_a_huge_paste_is_read(read: Any, text: str) -> None:
    assert read(text)["answers"]
