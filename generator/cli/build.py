"""The command ``anthology-review build``."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.options import evidence_option, jobs_option, pages_option, preview_option
from generator.cli.types import DATA, MANIFEST, PATCHES, REQUESTS, OutputFolder, WritingCommand
from generator.extras import require_extra

if TYPE_CHECKING:
    from generator.build.report import Report
    from generator.runtime.progress import Stage

MOST_DIFFERING_PAGES = 10
"""At most so many of the pages that disagree with the data are listed."""


@click.command(cls=WritingCommand)
@preview_option
@click.option(
    "--data",
    type=DATA,
    help="The Anthology's data: a folder that holds xml/ and json/. Without it no diff can be made.",
)
@click.option("--out", required=True, type=OutputFolder(replaced=True), help="Folder for the review site.")
@pages_option(
    "Only the review pages of these author pages, and of their namesakes: page IDs or addresses, separated by commas; "
    "the option can be given several times. It takes seconds. An archive is read through, so a folder is faster."
)
@jobs_option
@click.option(
    "--min-papers",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    help="Author pages with fewer papers get no review page.",
)
@click.option(
    "--since",
    type=MANIFEST,
    metavar="MANIFEST",
    help="manifest.json of a review site of the base preview: pages that differ are marked, and come first.",
)
@evidence_option
@click.option(
    "--requests",
    type=REQUESTS,
    multiple=True,
    metavar="FILE",
    help="Correction requests: what `gh issue list --json` writes, or a folder with mails (.eml) and text files. "
    "The site gets the page Requests.",
)
@click.option(
    "--decided",
    type=PATCHES,
    metavar="DIR",
    help="Folder of accepted patches: what they say is not one person is not suggested again, and a page looked at "
    "leaves the queue until its papers change.",
)
@click.option(
    "--state",
    type=OutputFolder(),
    metavar="DIR",
    help="Folder for what the next build needs to do only what changed; one in the user's cache if not given.",
)
@click.option("--full", is_flag=True, help="Build everything anew, whatever the last build left.")
@click.option(
    "--compress",
    is_flag=True,
    help="Write .gz and .br beside the files, for servers that send those; needs the extra `compress`.",
)
@click.option(
    "--profile",
    is_flag=True,
    help="Say at the end how long each stage took, and how much memory; needs the extra `profile`.",
)
def build(
    preview: Path,
    data: Path | None,
    out: Path,
    pages: tuple[str, ...],
    jobs: int,
    min_papers: int,
    since: Path | None,
    evidence: tuple[Path, ...],
    requests: tuple[Path, ...],
    decided: Path | None,
    state: Path | None,
    full: bool,
    compress: bool,
    profile: bool,
) -> None:
    """Build the review site of a preview.

    The site is built beside --out and put in its place when it is finished. Author pages that can't be understood are
    listed with the reason at the end; they never stop the build.

    \b
    Examples:
      anthology-review build --preview preview.tar.zst --data acl-anthology/data --out site
      anthology-review build --preview build/my-branch --data data --out build/my-branch/review --since base.json
      anthology-review build --preview preview/ --data data --out site --pages yang-liu/unverified
    """
    if compress:
        require_extra("compress", "build --compress")
    if profile:
        require_extra("profile", "build --profile")
    from generator.build.build_site import build_site
    from generator.build.settings import Settings
    from generator.runtime.progress import recorded_stages

    settings = Settings(
        preview, data, jobs, min_papers, since, compress, state, full, requests, evidence, pages, decided=decided
    )
    with ExitStack() as stack:
        stages = stack.enter_context(recorded_stages()) if profile else []
        report = build_site(settings, out)
    print_report(report)
    if stages:
        _print_stages(stages)
    click.echo(f"Open {out / 'index.html'}")


def print_report(report: Report) -> None:
    """Print what a build read, refused and wrote."""
    passed_over = ", ".join(f"{n:,} {kind}" for kind, n in sorted(report.passed_over.items()))
    click.echo(f"Author pages read: {report.pages:,}")
    click.echo(f"Passed over beside them: {passed_over or 'nothing'}")
    click.echo(f"Author pages refused: {len(report.refused):,}")
    for refusal in report.refused:
        click.echo(f"  people/{refusal.path}: {refusal.reason}")
    click.echo(f"Review pages written: {report.review_pages:,}")
    click.echo(f"Groups suggested: {report.groups:,}")
    if report.mismatches:
        click.echo(f"Review pages that disagree with the data, and can make no diff there: {len(report.mismatches):,}")
        for page, (first, *more) in list(report.mismatches.items())[:MOST_DIFFERING_PAGES]:
            click.echo(f"  {page}: {first}{f', and {len(more):,} more' if more else ''}")
        click.echo("  Build with the data that the preview was built from.")
    if report.evidence is not None:
        papers, unlisted = report.evidence
        click.echo(f"Papers in the evidence files: {papers:,}; on no author page of this preview: {unlisted:,}")
    if report.changed is not None:
        click.echo(f"Author pages changed since the base preview: {report.changed:,}")


def _print_stages(stages: list[Stage]) -> None:
    click.echo(f"{'Stage':36}{'seconds':>9}{'most MB':>9}")
    for stage in stages:
        click.echo(f"{stage.label:36}{stage.seconds:9.1f}{stage.megabytes:9,.0f}")
