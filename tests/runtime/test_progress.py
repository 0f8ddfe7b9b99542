"""On a terminal one bar goes through the whole work, with the time left; elsewhere each stage writes its lines."""

from __future__ import annotations

import io
import sys

import pytest

from generator.runtime.progress import one_bar, progress, say, stage


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def work() -> None:
    with one_bar({"Reading": 1, "Thinking": 1, "Writing": 2}):
        with progress("Reading", about=100) as step:
            step(50)
            step(80)
        say("Starting anew.")
        with progress("Reading") as step:
            step(1)
        with stage("Thinking"):
            pass
        with progress("Writing", 10) as step:
            step(5)


def test_a_terminal_shows_one_bar_that_never_goes_back_and_ends_full(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    work()
    shown = terminal.getvalue()
    percent = [int(part.rpartition(" ")[2]) for part in shown.split("%")[:-1]]
    assert percent == sorted(percent) and percent[-1] == 100 and {12, 25, 50, 75} <= set(percent)
    lines = shown.split("\n")
    assert len(lines) == 3 and lines[0].endswith("Starting anew.") and lines[2] == "", "one line beside the message"
    assert "Thinking" in lines[1]


def test_a_log_has_plain_lines_and_no_control_characters(capsys: pytest.CaptureFixture[str]) -> None:
    work()
    said = capsys.readouterr().err
    assert "Reading: 130 in " in said and "Starting anew." in said and "\r" not in said and "\033" not in said
