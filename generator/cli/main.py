"""The command line; the only module that knows all others, each imported when needed."""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from generator import __version__
from generator.cli.patch import patch
from generator.cli.types import DATA, EXISTING, FOLDER, OUTPUT, PATCH, write
from generator.errors import ReviewError

MOST_DIFFERING = 10


class Refusing(click.Group):
    """Turns an error of the input into one clear message and exit status 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """See click."""
        try:
            return super().invoke(ctx)
        except ReviewError as exc:
            click.echo(f"anthology-review: {exc}", err=True)
            ctx.exit(1)


@click.group(cls=Refusing, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="anthology-review")
def main() -> None:
    """Put papers on the right author's page of the ACL Anthology.

    `build` reads a built preview, suggests which papers of an author page belong to one person, and writes static
    review pages. Their forms make a patch in the browser; `apply` carries it out in the Anthology's data.

    \b
    Examples:
      anthology-review build --preview preview/ --data acl-anthology/data --out site
      anthology-review apply request.json --data acl-anthology/data --check

    Exit status: 0 done; 1 the input was refused or does not fit, with the reason on stderr, and nothing was written;
    2 wrong usage.
    """


@main.command()
@click.option(
    "--preview", required=True, type=EXISTING, help="Built preview: a folder that holds people/, or an archive of it."
)
@click.option(
    "--data",
    type=DATA,
    help="The Anthology's data: a folder that holds xml/ and json/. Without it no diff can be made.",
)
@click.option(
    "--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder for the review site."
)
@click.option(
    "--jobs", type=click.IntRange(min=1), default=os.cpu_count() or 1, show_default="number of cores", help="Processes."
)
@click.option(
    "--min-papers", type=click.IntRange(min=1), default=2, show_default=True, help="Smaller pages get no review page."
)
@click.option(
    "--since",
    type=PATCH,
    metavar="MANIFEST",
    help="manifest.json of a review site of the base preview: pages that differ are marked, and come first.",
)
@click.option(
    "--state",
    type=FOLDER,
    metavar="DIR",
    help="Folder for what the next build needs to do only what changed; beside the site if not given.",
)
@click.option("--full", is_flag=True, help="Build everything anew, whatever the last build left.")
@click.option("--compress", is_flag=True, help="Write .gz and .br beside the files, for servers that send those.")
@click.option("--profile", is_flag=True, help="Say at the end how long each stage took, and how much memory.")
def build(
    preview: Path,
    data: Path | None,
    out: Path,
    jobs: int,
    min_papers: int,
    since: Path | None,
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
    """
    from generator.build.build_site import build_site
    from generator.build.settings import Settings
    from generator.runtime import progress

    settings = Settings(preview, data, jobs, min_papers, since, compress, state, full)
    with ExitStack() as stack:
        stages = stack.enter_context(progress.profile()) if profile else []
        report = build_site(settings, out)
    beside = ", ".join(f"{n:,} {kind}" for kind, n in sorted(report.passed_over.items()))
    click.echo(f"Author pages read: {report.pages:,}")
    click.echo(f"Passed over beside them: {beside or 'nothing'}")
    click.echo(f"Author pages refused: {len(report.refused):,}")
    for refusal in report.refused:
        click.echo(f"  people/{refusal.path}: {refusal.reason}")
    click.echo(f"Review pages written: {report.review_pages:,}")
    click.echo(f"Groups suggested: {report.groups:,}")
    if report.differing:
        click.echo(f"Review pages that the data don't fit, which can make no diff there: {len(report.differing):,}")
        for page, (first, *more) in list(report.differing.items())[:MOST_DIFFERING]:
            click.echo(f"  {page}: {first}{f', and {len(more):,} more' if more else ''}")
        click.echo("  Build with the data that the preview was built from.")
    if report.changed is not None:
        click.echo(f"Author pages changed since the base preview: {report.changed:,}")
    if stages:
        click.echo(f"{'Stage':36}{'seconds':>9}{'most MB':>9}")
    for stage in stages:
        click.echo(f"{stage.label:36}{stage.seconds:9.1f}{stage.megabytes:9,.0f}")
    click.echo(f"Open {out / 'index.html'}")


@main.command()
@click.option(
    "--preview", required=True, type=EXISTING, help="Built preview: a folder that holds people/, or an archive of it."
)
@click.option("--data", type=DATA, help="The Anthology's data; its IDs, ORCIDs and affiliations are used.")
@click.option("--pages", help="Only these page IDs, separated by commas.")
@click.option("--out", required=True, type=OUTPUT, help="JSON file for the suggested groups.")
@click.option(
    "--jobs", type=click.IntRange(min=1), default=os.cpu_count() or 1, show_default="number of cores", help="Processes."
)
@click.option(
    "--dask", metavar="ADDRESS", help="Scheduler of a Dask cluster that does the grouping; needs the extra `dask`."
)
def groups(preview: Path, data: Path | None, pages: str | None, out: Path, jobs: int, dask: str | None) -> None:
    """Write the suggested groups as JSON.

    With each group come its confidence (0 to 1), its mentions as PAPER#POSITION, and the evidence.

    \b
    Examples:
      anthology-review groups --preview preview/ --pages yang-liu/unverified --out groups.json
      anthology-review groups --preview preview/ --data data --out groups.json --jobs 32 --dask tcp://SCHEDULER:8786
    """
    from generator.review.english import quantity
    from generator.review.groups_document import groups_document

    wanted = [page.strip() for page in pages.split(",")] if pages else None
    document = groups_document(preview, data, wanted, jobs, dask)
    write(out, json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    found = sum(len(page["groups"]) for page in document.values())
    click.echo(f"{quantity(len(document), 'page')}, {quantity(found, 'group')}: {out}")


@main.command()
@click.argument("patch", type=PATCH)
@click.option("--data", required=True, type=DATA, help="The Anthology's data: a folder that holds xml/ and json/.")
@click.option("--check", is_flag=True, help="Only check; write nothing to the data.")
@click.option("--diff", type=OUTPUT, help="Also write the change as a unified diff.")
@click.option("--verify", is_flag=True, help="Load the whole result with acl-anthology afterwards (about 20 s).")
def apply(patch: Path, data: Path, check: bool, diff: Path | None, verify: bool) -> None:
    """Apply a patch to the data, all or nothing.

    PATCH is the JSON file that a review page gave. A conflict names the author slot, what was expected and what was
    found; then nothing is written. Applying a patch twice changes nothing.

    \b
    Examples:
      anthology-review apply request.json --data acl-anthology/data --check
      anthology-review apply request.json --data acl-anthology/data --diff change.diff
    """
    from generator.patch.apply import apply as apply_patch
    from generator.patch.document import read_patch

    plan = apply_patch(read_patch(patch), data, check=check, diff_path=diff)
    for note in plan.notes:
        click.echo(note)
    if verify and not check:
        from generator.anthology.library_check import load

        load(data)
        click.echo("acl-anthology loads the result.")


@main.command()
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--address", required=True, help="Where the site is published; links start with it.")
@click.option("--most", type=click.IntRange(min=1), default=20, show_default=True, help="Pages in each list.")
def summary(site: Path, address: str, most: int) -> None:
    """List the pages that most need review.

    As Markdown, pages that changed since the base preview first. SITE is a review site made by `build`. Names and
    titles in the text can't become markup, mentions or links.

    \b
    Example:
      anthology-review summary site --address https://preview.example.org/my-branch/review > comment.md
    """
    from generator.site.pull_request_summary import pull_request_summary

    click.echo(pull_request_summary(site, address, most), nl=False)


@main.command()
@click.option(
    "--preview", required=True, type=DATA, help="Built preview: a folder that holds people/; changed in place."
)
@click.option("--site", required=True, type=DATA, help="Its review site, where it will be published.")
def link(preview: Path, site: Path) -> None:
    """Link author pages to their review pages.

    Only in the built preview. Doing it twice changes nothing.

    \b
    Example:
      anthology-review link --preview build/my-branch --site build/my-branch/review
    """
    from generator.site.preview_links import link_author_pages

    added, had = link_author_pages(preview, site)
    click.echo(f"Author pages that got the link: {added:,}; that had it: {had:,}")


@main.command()
@click.argument("gold", type=PATCH)
@click.option("--data", required=True, type=DATA, help="The Anthology's data: a folder that holds xml/ and json/.")
@click.option("--out", type=OUTPUT, help="JSON file for the report, predictions included.")
@click.option("--plots", type=FOLDER, help="Folder for plots as SVG; needs the extra `plots`.")
@click.option(
    "--compare",
    multiple=True,
    metavar="NAME=FILE",
    help="Curve of another system for the plots, as tests/benchmarks/s2and.py --out writes it.",
)
def evaluate(gold: Path, data: Path, out: Path | None, plots: Path | None, compare: tuple[str, ...]) -> None:
    """Score suggested groups against gold labels.

    GOLD is a JSON file of labelled names. Their IDs and ORCIDs are hidden from the grouping.

    \b
    Examples:
      anthology-review evaluate gold.json --data acl-anthology/data --out report.json
      anthology-review evaluate gold.json --data acl-anthology/data --plots plots --compare S2AND=s2and.json
    """
    from generator.grouping.training.evaluate import evaluate as evaluate_groups
    from generator.grouping.training.evaluate import table

    others = {}
    for pair in compare:
        name, _, file = pair.partition("=")
        try:
            others[name] = json.loads(Path(file).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise click.BadParameter(f"{pair}: {error}. Give a name and a JSON file: NAME=FILE.") from error
    report = evaluate_groups(gold, data, out)
    click.echo(table(report))
    if plots:
        from generator.grouping.training.plots import draw

        for path in draw(report, plots, others):
            click.echo(f"Wrote {path}")


@main.command()
@click.argument("gold", type=PATCH)
@click.option("--data", required=True, type=DATA, help="The Anthology's data: a folder that holds xml/ and json/.")
@click.option("--out", required=True, type=OUTPUT, help="JSON file for the model.")
def train(gold: Path, data: Path, out: Path) -> None:
    """Train the grouping model.

    GOLD is a JSON file of labelled names. The same input gives the same model to the byte.

    \b
    Example:
      anthology-review train gold.json --data acl-anthology/data --out model.json
    """
    from generator.grouping.training.train import train as train_model

    train_model(gold, data, out)
    click.echo(f"Model written: {out}")


main.add_command(patch)


def run() -> None:
    """The command line as a program, which ends at once: Python would let go of a million objects one by one."""
    try:
        main()
    except SystemExit as end:
        if multiprocessing.active_children() or not isinstance(end.code, int):
            raise  # joblib has processes to end and folders to remove
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(end.code)


if __name__ == "__main__":
    run()
