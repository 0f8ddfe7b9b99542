"""Whose the papers are, as people write it: each kind of statement in many wordings, on the demo's mixed page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

from tests.client.conftest import ARI as PAGE
from tests.client.conftest import ARI_NAME as NAME
from tests.client.conftest import Run
from tests.conftest import ROOT

Json = dict[str, Any]
GIVEN = ROOT.parent / "shared" / "data" / "cases" / "wording.json"
"""Texts that people write, which are not part of the project."""


def sides(answer: Json) -> tuple[set[str], set[str]]:
    """Papers that the page shows as this person's, or ticked, and as not this person's."""
    ticked: dict[str, bool] = {}
    for a in answer["answers"]:
        if a["kind"] in ("found", "rule"):
            for key in a["keys"]:
                ticked[key.split("#")[0]] = ticked.get(key.split("#")[0], True) and not a["off"]
    on, off = ({paper for paper, is_on in ticked.items() if is_on is wanted} for wanted in (True, False))
    return (set(), on) if answer["said"] == "not" else (on, off)


def numbers(text: str) -> list[int]:
    """ "1-3 5" are the papers 1, 2, 3 and 5 of the page."""
    spans = [[int(end) for end in part.split("-")] for part in text.split()]
    return [number for span in spans for number in range(span[0], span[-1] + 1)]


def texts_given() -> Sequence[Json]:
    return json.loads(GIVEN.read_text("utf-8"))["cases"] if GIVEN.exists() else []


@pytest.mark.skipif(not GIVEN.exists(), reason="the given texts are not here")
def test_the_given_texts_are_read_as_they_are_meant(run: Run, rows: list[Json]) -> None:
    for case in texts_given():
        assert case["page"] == PAGE
        answer = run("return AR.wording.read(...a)", case["text"], rows, PAGE)
        assert sides(answer) == (set(case["mine"]), set(case["not_mine"])), case["text"]
        assert answer["requester"]["orcid"] == case.get("orcid", ""), case["text"]


PAGES = {name: f"https://aclanthology.org/people/wei-liu-{number}/" for name, number in (("a", 9041), ("b", 77))}
"""Author pages to which papers are to go."""

# {12} stands for the ID of the page's 12th paper; then the papers that are mine, and not mine.
KINDS: dict[str, list[tuple[str, str, str]]] = {
    "by position": [
        ("The first four papers are mine.", "1-4", ""),
        ("the last three papers are not mine", "", "12-14"),
        ("The top 5 are mine", "1-5", ""),
        ("The two most recent papers are mine.", "1-2", ""),
        ("The oldest two papers belong to someone else.", "", "13-14"),
        ("My papers are the first three.", "1-3", ""),
        ("Only the last paper is mine", "14", "1-13"),
        ("The first two and the last two papers are mine.", "1-2 13-14", ""),
        ("The third paper is not mine.", "", "3"),
        ("The second and fourth papers are by somebody else", "", "2 4"),
        ("Papers 1-3 are mine", "1-3", ""),
        ("Papers 1, 3 and 5 are not mine", "", "1 3 5"),
        ("The first six papers are mine, the last two are not.", "1-6", "13-14"),
        ("All but the first two papers are mine", "3-14", "1-2"),
        ("The first three papers on this page were written by me.", "1-3", ""),
        ("The first paper of 2016 is mine.", "11", ""),
    ],
    "inclusive": [
        ("Everything before 2012 (inclusive) is not mine", "", "13-14"),
        ("Papers up to and including 2016 are not mine.", "", "11-14"),
        ("All papers through 2016 are by another author", "", "11-14"),
        ("Papers prior to 2016, inclusive, are not mine", "", "11-14"),
        ("Everything before and including 2012 is someone else's.", "", "13-14"),
        ("papers in or before 2012 are not mine", "", "13-14"),
        ("Papers from 2016 and before are not mine", "", "11-14"),
        ("Everything no later than 2016 is not mine", "", "11-14"),
        ("papers after 2023 (inclusive) are mine", "1-6", ""),
        ("Everything since 2024 inclusive is mine", "1-3", ""),
        ("All papers after and including 2024 are mine.", "1-3", ""),
        ("Papers until 2012 inclusive belong to a different person", "", "13-14"),
        ("My papers are those from 2019 to 2021 inclusive", "9-10", ""),
        ("Papers prior to 2016 are not mine.", "", "13-14"),
        ("Everything up to 2012, included, is not mine", "", "13-14"),
    ],
    "somebody else's": [
        ("{12} belongs to a different person.", "", "12"),
        ("{12} belongs to another Ari Lanternby", "", "12"),
        ("{12} was written by someone else", "", "12"),
        ("{12} is by a different author of the same name", "", "12"),
        ("{12} is by a namesake", "", "12"),
        ("{12} and {13} are by other people.", "", "12-13"),
        ("I did not write {12}.", "", "12"),
        ("I am not the author of {12} and {13}.", "", "12-13"),
        ("{12} is wrongly attributed to me", "", "12"),
        ("Please remove {12} from my page.", "", "12"),
        ("{12} isn’t mine", "", "12"),
        ("{12} is not mine; it is by someone else.", "", "12"),
        ("Please look at {12}. It is not mine.", "", "12"),
        ("These are by another researcher:\n{12}\n{13}", "", "12-13"),
        ("The papers with Hob Lanternby belong to somebody else.", "", "5"),
        ("{12} does not belong to me.", "", "12"),
        ("Not my papers:\n{12}\n{13}", "", "12-13"),
        ("{12} is not my paper.", "", "12"),
        ("A Note on Counting Words in Fog is not mine", "", "12"),
    ],
    "both sides": [
        ("Mine: {2}. Not mine: {12}.", "2", "12"),
        ("Mine: {2}, {3}; not mine: {12}, {13}", "2-3", "12-13"),
        ("Not mine: {12} and {13}. Mine: {2} and {3}.", "2-3", "12-13"),
        ("{2} is mine, {12} is not.", "2", "12"),
        ("{2} is mine and {12} is not mine", "2", "12"),
        ("{2} is my paper. {12} is not my paper.", "2", "12"),
        ("{2} and {3} are mine but {12} and {13} are not", "2-3", "12-13"),
        ("{2}, {3} and {4} are mine, {12}, {13} are not", "2-4", "12-13"),
        ("Mine:\n{2}\n{3}\n\nNot mine:\n{12}", "2-3", "12"),
        ("{2} (mine)\n{12} (not mine)", "2", "12"),
        ("{2}: mine\n{12}: someone else's", "2", "12"),
        ("{2} - yes\n{12} - no", "2", "12"),
        ("My papers:\n{2}\nPapers by a different {name}:\n{12}", "2", "12"),
        ("The papers since 2024 are mine; those before 2012 are not.", "1-3", "14"),
        ("{12} is by someone else, while {2} is mine", "2", "12"),
        ("I wrote {2}. I did not write {12}.", "2", "12"),
        ("Grounded Step Tracking in Cooking Dialogues is mine, A Note on Counting Words in Fog is not.", "3", "12"),
        ("## Mine\n- {2}\n## Not mine\n- {12}", "2", "12"),
    ],
    "boxes": [
        ("- [x] {3}\n- [ ] {12}", "3", "12"),
        ("[X] {3}\n[ ] {12}\n[x] {2}", "2-3", "12"),
        ("* [x] {3}\n* [ ] {12}", "3", "12"),
        ("1. [x] {3}\n2. [ ] {12}", "3", "12"),
        ("- [x] Grounded Step Tracking in Cooking Dialogues\n- [ ] A Note on Counting Words in Fog", "3", "12"),
        ("☑ {3}\n☐ {12}", "3", "12"),
        ("✓ {3}\n✗ {12}", "3", "12"),
        ("Tick what is yours:\n- [x] {3}\n- [ ] {12}\n- [ ] {13}", "3", "12-13"),
        ("- [x] https://aclanthology.org/{3}/\n- [ ] https://aclanthology.org/{12}/", "3", "12"),
        ("- [x] {3}\n- [x] {2}", "2-3", ""),
        ("My papers:\n- [x] {3}\n- [ ] {12}", "3", "12"),
        ("- [ ] {12}\n- [ ] {13}\n- [x] {3}\n- [x] Verification: I checked the list", "3", "12-13"),
    ],
    "the rest": [
        ("Two of these papers are mine, the rest are not:\n{2}\n{10}", "2 10", "1 3-9 11-14"),
        ("Only {12} is mine, the others are not", "12", "1-11 13-14"),
        ("Only {12} is mine. The rest belong to someone else.", "12", "1-11 13-14"),
        ("{2} and {3} are mine. All others are not mine.", "2-3", "1 4-14"),
        ("{12} is not mine, the rest are.", "1-11 13-14", "12"),
        ("{12} is not mine. All other papers are mine.", "1-11 13-14", "12"),
        ("Only these papers are mine:\n{2}\n{3}\nEverything else is not.", "2-3", "1 4-14"),
        ("Mine: {2}, {3}. The remaining papers are by a different person.", "2-3", "1 4-14"),
        ("The first three papers are mine, the rest are by someone else", "1-3", "4-14"),
        ("Papers since 2019 are mine, the others belong to a different {name}.", "1-10", "11-14"),
        ("{2}\n{3}\nThese are mine, the others are not.", "2-3", "1 4-14"),
        ("Only {12} is mine.", "12", "1-11 13-14"),
        ("{2} is mine, nothing else is.", "2", "1 3-14"),
        ("I only wrote {2} and {3}; all the other papers are by other people.", "2-3", "1 4-14"),
        ("Papers not listed here are not mine. Mine: {2}, {3}", "2-3", "1 4-14"),
    ],
    "except": [
        ("Everything on this page is mine, except {12}", "1-11 13-14", "12"),
        ("All papers except {12} and {13} are mine", "1-11 14", "12-13"),
        ("All are mine apart from {12}.", "1-11 13-14", "12"),
        ("Everything is mine but {12}", "1-11 13-14", "12"),
        ("Everything except the papers before 2012 is mine", "1-13", "14"),
        ("None of these papers are mine except {12}", "12", "1-11 13-14"),
        ("All papers are mine except the papers with Hob Lanternby", "1-4 6-14", "5"),
        ("Except for {12}, all papers are mine", "1-11 13-14", "12"),
        ("All papers before 2019 are not mine, except {12}", "12", "11 13-14"),
        ("All of them are mine except:\n{12}\n{13}", "1-11 14", "12-13"),
        ("Everything is mine with the exception of {12}.", "1-11 13-14", "12"),
        ("Papers before 2019 are not mine, but {12} is.", "12", "11 13-14"),
    ],
    "a condition and a paper": [
        ("Papers before 2019 are not mine, and neither is {2}", "", "2 11-14"),
        ("Papers before 2019 are not mine and neither are {2} and {3}.", "", "2-3 11-14"),
        ("Papers before 2012 and {2} are not mine", "", "2 14"),
        ("{2} and all papers before 2012 are not mine", "", "2 14"),
        ("The papers since 2024 are mine, and so is {12}.", "1-3 12", ""),
        ("The first two papers and {12} are mine", "1-2 12", ""),
        ("Papers with Hob Lanternby are not mine, nor is {12}.", "", "5 12"),
        ("Everything before 2012 is someone else's. {2} is also not mine.", "", "2 14"),
        ("Not mine: papers before 2012, {2}", "", "2 14"),
        ("I did not write the papers before 2012. Neither did I write {2}.", "", "2 14"),
        ("Papers before 2012 are not mine; {2} is not mine either.", "", "2 14"),
    ],
    "about the writer": [
        ("I am Ari Lanternby at University of Northhaven. These are my papers:\n{2}", "2", ""),
        ("I am Ari Lanternby from Lantern Labs. My papers are:\n{2}\n{3}", "2-3", ""),
        ("I'm a PhD student at University of Northhaven.\n{2} is mine.", "2", ""),
        ("These papers are by Ari Lanternby of Northhaven University:\n{2}", "2", ""),
        ("I am Ari Lanternby, professor at University of Northhaven since 2012.", "", ""),
        ("My name is Ari Lanternby and I work at University of Northhaven.", "", ""),
        ("Hello, I am Ari Lanternby from University of Northhaven, and {12} is not mine.", "", "12"),
        ("My affiliation is University of Northhaven. {2} is my paper.", "2", ""),
        ("The author is a researcher at University of Northhaven.\n{2}", "2", ""),
        ("I was at University of Northhaven until 2016. My papers: {2}, {3}", "2-3", ""),
        ("Since 2019 I work at University of Northhaven.", "", ""),
        ("Ari Lanternby is a professor at University of Northhaven.", "", ""),
        ("I am the author of {2} and {3}.", "2-3", ""),
    ],
    "beside other words": [
        ("All papers on this page are mine. My ORCID is 0000-0000-1001-0633.", "1-14", ""),
        ("All papers are mine (ORCID: 0000-0000-1001-0633).", "1-14", ""),
        ("My ORCID iD is https://orcid.org/0000-0000-1001-0633. All papers except {12} are mine.", "1-11 13-14", "12"),
        ("My ORCID is 0000-0000-1001-0633 and all papers on this page are mine.", "1-14", ""),
        ("All papers of the unverified page are mine.", "1-14", ""),
        ("All the papers listed on the unverified page are mine", "1-14", ""),
        ("Every paper on this page is by me.", "1-14", ""),
        ("Hi, all papers on this page are mine.", "1-14", ""),
        ("All of these papers belong to me, ORCID https://orcid.org/0000-0000-1001-0633", "1-14", ""),
        ("The whole page is mine.", "1-14", ""),
        ("None of the papers on this page are mine.", "", "1-14"),
        ("Only this paper is mine: {12}\nAll others are not.", "12", "1-11 13-14"),
        ("This paper is mine: {12}", "12", ""),
        ("Dear team, please note that {12} is not mine. Thank you!", "", "12"),
    ],
    "a form": [
        ("### Author Pages\n\nhttps://aclanthology.org/people/ari-lanternby/unverified/\n\n### Papers\n\n{2}", "2", ""),
        ("### Author Name (only if published in another script)\n\n_No response_\n\n### Papers\n\n{2}\n{3}", "2-3", ""),
        ("- [x] Verification: I have checked that the papers are not mine by mistake\n{2}", "2", ""),
        ("- [x] The author page wrongly conflates different people with the same name.\n\n{2}", "2", ""),
        ("### Papers that are not mine\n\n{12}\n\n### Author Pages\n\n{2}", "2", "12"),
        ("### Your ORCID\n\n0000-0000-1001-0633\n\n### Papers\n\n{2} is mine\n{12} is not mine", "2", "12"),
        ("### Type\n\n- [ ] Only if published in another script\n- [x] Other\n\n### Papers\n\n{2}", "2", ""),
        ("### Institution of highest (anticipated) degree\n\nUniversity of Northhaven\n\n### Papers\n\n{2}", "2", ""),
        ("{2}\n\n### Name in another script\n\n_No response_", "2", ""),
        ("{2}\n### Verification\n- [x] I confirm that someone else has not filed this request", "2", ""),
    ],
    "a rule beside a paper": [
        ("Mine: {12} and the first two papers", "1-2 12", ""),
        ("Mine: {12}, and the papers before 2012", "12 14", ""),
        ("Mine: the first two papers, {12}", "1-2 12", ""),
        ("Mine: {2}, {3} and the last two papers.", "2-3 13-14", ""),
        ("Not mine: {2} and the papers before 2016", "", "2 13-14"),
        ("Not mine: the last two papers and {2}", "", "2 13-14"),
        ("{2}, {3} and the last two papers belong to me.", "2-3 13-14", ""),
        ("{14} and the first two papers are not mine, the rest are.", "3-13", "1-2 14"),
        ("Mine: the first three papers and {12}. Not mine: {13} and the last paper.", "1-3 12", "13-14"),
        ("My papers: {12} plus the papers since 2024", "1-3 12", ""),
        ("Mine: {12} as well as everything since 2024", "1-3 12", ""),
    ],
    "anything beside papers": [
        ("Mine: {12} together with everything after 2023", "1-3 12", ""),
        ("{12} along with the papers from 2023 are mine", "4-6 12", ""),
        ("Not mine: {2}, {3} as well as anything published before 2012", "", "2-3 14"),
        ("My papers: {1}, {3}, 2023 papers", "1 3-6", ""),
        ("These are mine: {12}; papers with Bea Copperlane; the last one", "1 3 8 12 14", ""),
        ("{13} + everything older is not mine", "", "13-14"),
        ("I wrote the 2022 papers and {12}.", "7-8 12", ""),
        ("I am the author of {12} and of all papers with Wren Ottervale", "2 4 7 12", ""),
        ("Remove {13} and keep {2}", "2", "13"),
        ("Please remove {13}, {14} from my page, and keep the rest", "1-12", "13-14"),
        ("Please detach {13} from me. Same for {14}.", "", "13-14"),
        ("{12} and the ones about fog are mine", "12", ""),
        ("Please also add {2} and the first paper", "1-2", ""),
    ],
    "older than a paper": [
        ("Everything before {13} is not mine.", "", "14"),
        ("All papers older than {9} are not mine", "", "10-14"),
        ("everything newer than {10} is mine", "1-9", ""),
        ("All papers published after {10} are mine, the rest are not", "1-9", "10-14"),
        ("From {10} on, all papers are mine", "1-10", ""),
        ("All from {10} onwards are mine", "1-10", ""),
        ("{9} and newer are mine", "1-9", ""),
        ("{13} and everything before it are not mine", "", "13-14"),
        # Another paper of the same year leaves it open.
        ("everything newer than {11} is mine", "", ""),
        ("{12} and older are not mine", "", "12"),
        ("Everything since 2019 is mine\nthe older ones are not", "1-10", "11-14"),
        ("My publications start in 2019; everything earlier belongs to a namesake.", "1-10", "11-14"),
    ],
    "taken out in other words": [
        ("Everything since 2019 without {10} is mine", "1-9", "10"),
        ("Everything since 2019 minus {10} is mine", "1-9", "10"),
        ("Everything since 2019, {10} excluded, is mine", "1-9", "10"),
        ("All papers are mine, {14} excepted", "1-13", "14"),
        ("All papers on this page with the exclusion of {14} are mine", "1-13", "14"),
        ("Everything is mine, just not {14}", "1-13", "14"),
        ("All mine, {14} not.", "1-13", "14"),
        ("All papers are mine save {14}", "1-13", "14"),
        ("All but one are mine: {14} isn't.", "", ""),
        ("Papers since 2019 except those about bread are mine", "", ""),
        ("Just {12} is mine", "12", "1-11 13-14"),
        ("Not all of these are mine: {13} and {14} are not", "", "13-14"),
    ],
    "words that a list can't answer": [
        ("All papers before 2016 on island radio are not mine", "", ""),
        ("All long papers before 2016 are not mine", "", ""),
        ("All German papers before 2016 are not mine", "", ""),
        ("All workshop papers since 2019 are mine", "", ""),
        ("Papers before 2012 in the field of morphology are not mine", "", ""),
        ("All papers in 2023 with three authors are mine", "", ""),
        ("papers with Wren Ottervale, Bea Copperlane are mine", "", ""),
        ("papers with Wren Ottervale or Bea Copperlane are mine", "1-4 7-8", ""),
        ("All papers with Pell Lanternby or Oda Lanternby are not mine", "", "11 13-14"),
        ("Mine: TalkMaps 2023 and 2024", "2 4", ""),
        ("I doubt that {13} is mine.", "", ""),
        ("My paper {13} is wrongly listed here", "", ""),
        ("My first paper was in 2019.", "", ""),
    ],
    "the other side, in a word": [
        ("The paper from 2009 can't be mine", "", "14"),
        ("I have never worked on {14}", "", "14"),
        ("{13} cannot be by me", "", "13"),
        ("Please remove {13} and {14} from my profile", "", "13-14"),
        ("Other person:\n{13}\nMine:\n{2}", "2", "13"),
        ("Papers of the other {name}:\n{13}\nPapers of me:\n{2}", "2", "13"),
        ("Me:\n{2}\n{3}\nNot me:\n{13}\n{14}", "2-3", "13-14"),
        ("Correct:\n{2}\nIncorrect:\n{13}", "2", "13"),
        ("Should stay:\n{2}\nShould go:\n{13}", "2", "13"),
        ("mine {2} {3}\nnot mine {13} {14}", "2-3", "13-14"),
        ("{2} ✓\n{13} ✗", "2", "13"),
        ("Person 1 (me):\n{2}\n{3}\nPerson 2:\n{13}\n{14}", "2-3", ""),
        ("Wrong papers: {13}, {14}", "", "13-14"),
        ("{13} and {14} were written by a colleague of mine with the same name", "", "13-14"),
        ("2019-2025 me, rest someone else", "1-10", "11-14"),
        ("{2}: mine\n{3}: not sure\n{13}: not mine", "2", "13"),
    ],
    "older and newer": [
        ("The papers after 2020 are mine, the older ones are not.", "1-9", "10-14"),
        ("The papers since 2020 are mine; the earlier ones belong to someone else.", "1-9", "10-14"),
        ("Papers before 2019 are not mine, the newer ones are.", "1-10", "11-14"),
        ("Everything since 2019 is mine. The older papers are not mine.", "1-10", "11-14"),
        ("I wrote the papers since 2019; the earlier papers are by somebody else.", "1-10", "11-14"),
        ("The papers before 2016 are not mine. The later ones are mine.", "1-12", "13-14"),
        ("The papers up to 2016 are not mine, the more recent ones are.", "1-10", "11-14"),
        ("Papers from 2012 and earlier are not mine, all newer papers are.", "1-12", "13-14"),
        ("{2} is mine, and the older ones are not.", "2", ""),
        ("Papers 1-3 are mine, the later ones are not", "1-3", ""),
        ("The older ones are not mine.", "", ""),
        ("The earlier papers are mine", "", ""),
    ],
    "a sentence over several lines": [
        ("All papers before 2019\nare not mine.", "", "11-14"),
        ("The papers before\n2019 are not mine.", "", "11-14"),
        ("The papers\nbefore 2019 are\nnot mine.", "", "11-14"),
        ("I am the author of\n{2}\nbut not of\n{12}", "2", "12"),
        ("The papers {2},\n{3} and {4}\nare mine, the rest\nare not.", "2-4", "1 5-14"),
        ("The following papers\nare not mine:\n{12}\n{13}", "", "12-13"),
        ("{2}\n{3}\nand {4} are not mine", "", "2-4"),
        ("- {2}\n- {3}\nare not mine", "", "2-3"),
        ("{12} and {13}\nare by a different person.", "", "12-13"),
        ("Everything on this page is mine, except\n{12}", "1-11 13-14", "12"),
        ("I confirm that all papers\non this page\nare mine.", "1-14", ""),
        ("Grounded Step Tracking in Cooking Dialogues\nA Note on Counting Words in Fog\nare not mine", "", "3 12"),
    ],
    "several pages to move to": [
        ("Please move {2} to https://aclanthology.org/people/wei-liu-9041/", "2", ""),
        ("Please move {2} to {a} and {12} to {b}", "", ""),
        ("{2} belongs to {a}\n{12} belongs to {b}", "", ""),
        ("{2} -> {a}\n{12} -> {b}", "", ""),
        ("Move to {a}:\n{2}\n{3}\nMove to {b}:\n{12}", "", ""),
        ("{2} should be on {a}, {12} on {b}", "", ""),
        ("{2}: {a}\n{3}: {b}", "", ""),
        ("Papers before 2012 belong to {a}, {2} belongs to {b}", "", ""),
        ("{12} is not mine, it belongs to {a} or {b}", "", "12"),
        ("My namesakes are {a} and {b}.\nMine: {2}", "2", ""),
        ("Move everything before 2012 to {a}", "14", ""),
        ("The last two papers go to {a}", "13-14", ""),
    ],
    "a plea, and a whole page": [
        ("Please verify my author page.", "", ""),
        ("Hello, could you please verify my page?", "", ""),
        ("I would like to verify my author page. All papers are mine.", "1-14", ""),
        ("Requesting verification of my profile.\n{2} is mine.", "2", ""),
        ("The papers on this page are mine.", "1-14", ""),
        ("I am the author of the papers listed on this page.", "1-14", ""),
        ("The publications that are listed on my page are not mine.", "", "1-14"),
        ("The papers listed on this page are not mine, except {12}", "12", "1-11 13-14"),
        ("These papers on my page are not mine:\n{12}\n{13}", "", "12-13"),
        ("Please verify {12} as mine", "12", ""),
        ("The papers on this page before 2012 are mine", "14", ""),
        ("{2}\n\n### Confirm that this does not fall under any of these cases\n- [x] None of them", "2", ""),
    ],
    "numbers of papers": [
        ("1, 3 and 5 are mine.", "1 3 5", ""),
        ("Mine: 1, 3 and 5", "1 3 5", ""),
        ("#1, #3 and #5 are not mine", "", "1 3 5"),
        ("(1), (3) and (5) are mine", "1 3 5", ""),
        ("Mine: 1-3, 5 and 7. Not mine: 13, 14.", "1-3 5 7", "13-14"),
        ("Papers 1-3, 5 and 7 are mine", "1-3 5 7", ""),
        ("Only nos. 1, 3 and 5 are mine", "1 3 5", "2 4 6-14"),
        ("1-10 are mine, 14 is not mine", "1-10", "14"),
        ("mine = 1,2,3; not mine = 13,14", "1-3", "13-14"),
        ("All are mine except 13 and 14", "1-12", "13-14"),
        ("My publications: 1-4, 6.", "1-4 6", ""),
        ("all 14 are mine", "1-14", ""),
        # These count, or there are not so many.
        ("5 are mine, 9 are not", "", ""),
        ("3 of them are mine", "", ""),
        ("Papers 3 and 20 are mine", "", ""),
        ("The first 20 papers are mine", "", ""),
    ],
    "numbers of a list in the text": [
        ("1. {2}\n2. {12}\n3. {3}\n\n1 and 3 are mine, 2 is not.", "2-3", "12"),
        ("[1] {2}\n[2] {12}\n[3] {3}\nPapers 1 and 3 are mine, 2 is not.", "2-3", "12"),
        ("1. {2}\n2. {12}\n3. {3}\n\n2 is mine, the rest are not.", "12", "2-3"),
        ("1. {2}\n2. {12}\n3. {3}\n\nOnly 2 is mine.", "12", "2-3"),
        ("{12}\n{13}\n{2}\nThe first two are mine, the last one is not.", "12-13", "2"),
        ("1) {2}\n2) {12}\n\nNumber 1 is mine; number 2 is not.", "2", "12"),
        ("{2}\n{3}\nThe first four papers on this page are mine", "1-4", ""),
        ("My papers:\n{2}\n{3}\nNot mine: the last two papers on the page", "2-3", "13-14"),
        # The third is to choose, and so are those below a heading that counts.
        ("1. {2}\n2. {12}\n3. {3}\n\n1 is mine.", "2", ""),
        ("The first two are mine:\n{12}\n{13}\n{2}", "", ""),
        ("1. {2}\n2. {12}\n3. {3}\n\n1 is mine, 4 is not.", "2", ""),
    ],
    "not the person of that place": [
        ("I am not the Ari of University of Northhaven", "", ""),
        ("I'm not the author from University of Northhaven", "", ""),
        ("I have never been at University of Northhaven.", "", ""),
        ("I do not work at University of Northhaven", "", ""),
        ("I was never affiliated with University of Northhaven.", "", ""),
        ("There is an Ari Lanternby at University of Northhaven who is not me.", "", ""),
        ("The other Ari Lanternby is at University of Northhaven.", "", ""),
        ("A different Ari Lanternby at University of Northhaven", "", ""),
        ("My namesake works at University of Northhaven.", "", ""),
        ("I am not the Ari Lanternby at University of Northhaven who wrote {14}.", "", "14"),
        ("I am the Ari Lanternby who wrote {2}, not the one who wrote {14}.", "2", "14"),
        ("I'm not that Ari Lanternby who published {14}, but I did write {2}.", "2", "14"),
        ("I have not published with Oda Lanternby.", "", "13-14"),
        ("Another person with my name is the author of {13}", "", "13"),
        ("Someone called Ari Lanternby at University of Northhaven wrote {14}.", "", "14"),
    ],
    "unlike another": [
        ("Unlike {2}, {14} is not mine", "2", "14"),
        ("In contrast to {2} and {3}, {14} isn't by me.", "2-3", "14"),
        ("Contrary to {2}, {14} is by another person.", "2", "14"),
        ("As opposed to {14}, {2} is mine", "2", "14"),
        ("{2}, unlike {14}, is mine", "2", "14"),
        ("{2} is mine, unlike {14}", "2", "14"),
        ("{2} rather than {14} is mine.", "2", "14"),
        ("I wrote {2} instead of {14}.", "2", "14"),
        ("{2} and {3} are mine, as opposed to {13} and {14}.", "2-3", "13-14"),
        ("{2} = mine; {14} ≠ mine", "2", "14"),
        ("not(mine): {12}; mine: {2}", "2", "12"),
        ("Unlike {2}, {12}, {13} and {14} are not mine", "", ""),
    ],
    "if": [
        ("If {12} is mine I must have forgotten it.", "", ""),
        ("{12} may be mine, {13} definitely isn't.", "", "13"),
        ("{2} could be mine.", "", ""),
        ("{12} would be mine if I had a twin.", "", ""),
        ("Should {12} be mine, tell me.", "", ""),
        ("Assuming {12} is mine, the rest are not.", "", ""),
        ("Let me know if {2} is mine", "", ""),
        ("{2} looks like my paper", "", ""),
        ("{2} is mine, let me know if you need more", "2", ""),
        ("If possible, please remove {13} from my page. {2} is mine.", "2", "13"),
        ("It would be great if {14} could be removed from my page.", "", "14"),
        ("It seems that {14} was wrongly attributed to me.", "", "14"),
        ("I don't think {14} is mine", "", ""),
        ("I do not recognise {13}. {2} is mine.", "2", ""),
    ],
    "away from my page": [
        ("{14} should be taken off my profile", "", "14"),
        ("{14} must be transferred out of my page.", "", "14"),
        ("Please move {14} away from my page", "", "14"),
        ("Please separate {13} and {14} from my page.", "", "13-14"),
        ("{13}, {14} should be moved out of my profile", "", "13-14"),
        ("{13} ended up on my page by accident", "", "13"),
        ("Please move {14} from my page to another page", "", "14"),
        ("Please move {2} from the unverified page to my page", "2", ""),
        ("Please move {2} from somebody else's page to my page", "2", ""),
        ("Please move {14} from my profile to {a}", "14", ""),
        ("Please split off {13} and {14}.", "", ""),
    ],
    "not a word of it certain": [
        ("Please move the paper about fog to the other page", "", ""),
        ("The paper about fog is mine.", "", ""),
        ("Some of the papers before 2019 are mine", "", ""),
        ("Most papers are mine.", "", ""),
        ("Not all papers on this page are mine.", "", ""),
        ("Two of the papers from 2023 are mine.", "", ""),
        ("I do not know whether {12} is mine.", "", ""),
        ("The paper about fog is mine, the others are not.", "", ""),
        ("The rest are not mine.", "", ""),
        ("All papers except the one about fog are mine", "", ""),
        ("Only this paper is mine", "", ""),
        ("Papers without Hob Lanternby are mine", "", ""),
        ("Papers with Nobody Here from 2023 are mine", "", ""),
        ("Papers before May 2016 are not mine", "", ""),
        ("Perhaps {12} is mine", "", ""),
        ("{12} is mine\n{12} is not mine", "", ""),
        ("Which papers are mine?", "", ""),
        ("{12} belongs to a linguist", "", ""),
    ],
}  # fmt: skip
CASES = [(kind, *case) for kind, cases in KINDS.items() for case in cases]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_at_least_ten_wordings(kind: str) -> None:
    assert len(KINDS[kind]) >= 10


@pytest.mark.parametrize("kind", KINDS)
def test_each_wording_of_a_kind_is_read_on_the_right_side(run: Run, rows: list[Json], kind: str) -> None:
    ids = ["", *(row["paper"] for row in rows)]
    wrong = []
    for text, mine, not_mine in KINDS[kind]:
        pasted = text.format(*ids, name=NAME, **PAGES)
        answer = run("return AR.wording.read(...a)", pasted, rows, PAGE)
        expected = tuple({ids[number] for number in numbers(side)} for side in (mine, not_mine))
        if sides(answer) != expected:
            wrong.append(pasted)
        # A sentence over several lines is answered at its first one.
        answered = {a["line"] for a in answer["answers"]}
        assert answered <= {number for number, line in enumerate(pasted.split("\n"), 1) if line.strip()}
        assert len(answered) == answer["lines"]
    assert wrong == []


TARGETS = [
    ("move to https://aclanthology.org/people/wei-liu-9041/", "wei-liu-9041", ""),
    ("Please move {3} to https://aclanthology.org/people/wei-liu-9041/", "wei-liu-9041", "3"),
    ("Please move these papers to https://aclanthology.org/people/wei-liu-9041/:\n{3}\n{2}", "wei-liu-9041", "2-3"),
    ("{3} belongs to https://aclanthology.org/people/wei-liu-9041", "wei-liu-9041", "3"),
    ("{3} should be on <https://aclanthology.org/people/wei-liu-9041/>.", "wei-liu-9041", "3"),
    ("Target: aclanthology.org/people/wei-liu-9041/\n{3}", "wei-liu-9041", "3"),
    ("https://preview.aclanthology.org/a-branch/people/wei-liu-9041/\n{3}", "wei-liu-9041", "3"),
    ("The first two papers go to https://aclanthology.org/people/wei-liu-9041/", "wei-liu-9041", "1-2"),
    ("https://aclanthology.org/people/ari-lanternby/unverified/\n{3}", "", "3"),
    ("From https://aclanthology.org/people/ari-lanternby/unverified/\nto https://aclanthology.org/people/wei-liu-9041/"
     "\n{3}", "wei-liu-9041", "3"),
    ("{3} to https://aclanthology.org/people/wei-liu-9041/\n{2} to https://aclanthology.org/people/wei-li/", "", ""),
]  # fmt: skip


def test_the_address_of_an_author_page_is_where_papers_are_to_go(run: Run, rows: list[Json]) -> None:
    ids = ["", *(row["paper"] for row in rows)]
    wrong = []
    for text, target, papers in TARGETS:
        answer = run("return AR.wording.read(...a)", text.format(*ids), rows, PAGE)
        if (answer["target"], sides(answer)) != (target, ({ids[number] for number in numbers(papers)}, set())):
            wrong.append(text)
        assert {a["line"] for a in answer["answers"]} == set(range(1, text.count("\n") + 2))
    assert wrong == []


def test_what_is_not_understood_says_why(run: Run, rows: list[Json]) -> None:
    for text, why in [
        ("Some of the papers before 2019 are mine", "unsure"),
        ("The paper about fog is mine.", "said"),
        ("Only this paper is mine", "heading"),
        ("The older papers are not mine.", "relative"),
        ("The rest are not mine.", "rest"),
        ("All papers except the one about fog are mine", "except"),
        ("Person 2:\n2012.coil-main.1", "whose"),
    ]:
        answers = run("return AR.wording.read(...a)", text, rows, PAGE)["answers"]
        assert (answers[0]["kind"], answers[0]["what"]) == ("unknown", why), text
