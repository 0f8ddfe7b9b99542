"""The command groups: the form of its output, the same groups on a cluster, and a clear message for a missing page."""

from __future__ import annotations

import json
from pathlib import Path

from distributed import LocalCluster

from tests.cli.command import DATA, PREVIEW, run


def test_groups_have_the_published_form(tmp_path: Path) -> None:
    out = tmp_path / "groups.json"
    done = run("groups", "--preview", PREVIEW, "--data", DATA, "--pages", "ari-lanternby/unverified", "--out", out)
    assert done.returncode == 0, done.stderr
    document = json.loads(out.read_text("utf-8"))
    assert list(document) == ["ari-lanternby/unverified"]
    groups = document["ari-lanternby/unverified"]["groups"]
    mentions = [m for g in groups for m in g["mentions"]]
    assert len(mentions) == len(set(mentions)) == 14
    assert "2023.talkmaps-1.1#0" in mentions
    for group in groups:
        assert {"id", "confidence", "mentions", "evidence"} <= set(group)
        assert 0 <= group["confidence"] <= 1


def test_groups_are_the_same_on_a_dask_cluster(tmp_path: Path) -> None:
    groups = ("groups", "--preview", PREVIEW, "--data", DATA, "--jobs", 2, "--out")
    assert run(*groups, tmp_path / "here.json").returncode == 0
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:  # type: ignore[no-untyped-call]
        done = run(*groups, tmp_path / "there.json", "--dask", cluster.scheduler_address)
        assert cluster.scheduler.transition_counter > 0, "nothing was done on the cluster"
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "here.json").read_bytes() == (tmp_path / "there.json").read_bytes()


def test_a_page_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = run("groups", "--preview", PREVIEW, "--pages", "nobody/unverified", "--out", tmp_path / "g.json")
    assert (done.returncode, "nobody/unverified" in done.stderr) == (1, True)
    assert not (tmp_path / "g.json").exists()
