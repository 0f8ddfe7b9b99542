"""The command line; the only module that knows all others, each imported when needed."""

from __future__ import annotations

import json
import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from generator import __version__
from generator.errors import ReviewError

EXISTING = click.Path(exists=True, path_type=Path)
DATA = click.Path(exists=True, file_okay=False, path_type=Path)
OUTPUT = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
MOST_DIFFERING = 10
PATCH = click.Path(exists=True, dir_okay=False, path_type=Path)


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
    """Put papers on the right author's page of the ACL Anthology."""


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
@click.option("--jobs", type=click.IntRange(min=1), default=os.cpu_count() or 1, show_default=True, help="Processes.")
@click.option(
    "--min-papers", type=click.IntRange(min=1), default=2, show_default=True, help="Smaller pages get no review page."
)
@click.option(
    "--since",
    type=PATCH,
    metavar="MANIFEST",
    help="manifest.json of a review site of the base preview: pages that differ are marked, and come first.",
)
@click.option("--compress", is_flag=True, help="Write .gz and .br beside the files, for servers that send those.")
@click.option("--profile", is_flag=True, help="Say at the end how long each stage took, and how much memory.")
def build(
    preview: Path,
    data: Path | None,
    out: Path,
    jobs: int,
    min_papers: int,
    since: Path | None,
    compress: bool,
    profile: bool,
) -> None:
    """Build the review site of a preview.

    Example: anthology-review build --preview preview.tar.zst --data acl-anthology/data --out site
    """
    from generator import progress
    from generator.site.build import build_site
    from generator.site.settings import Settings

    settings = Settings(preview, data, jobs, min_papers, since, compress)
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
@click.option("--jobs", type=click.IntRange(min=1), default=os.cpu_count() or 1, show_default=True, help="Processes.")
@click.option(
    "--dask", metavar="ADDRESS", help="Scheduler of a Dask cluster that does the grouping; needs the extra `dask`."
)
def groups(preview: Path, data: Path | None, pages: str | None, out: Path, jobs: int, dask: str | None) -> None:
    """Write the suggested groups of each author page as JSON.

    Example: anthology-review groups --preview preview/ --pages yang-liu/unverified --out groups.json
    """
    from generator.site.groups import groups_document

    wanted = [page.strip() for page in pages.split(",")] if pages else None
    document = groups_document(preview, data, wanted, jobs, dask)
    _write(out, json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    click.echo(f"{len(document):,} pages, {sum(len(d['groups']) for d in document.values()):,} groups: {out}")


@main.command()
@click.argument("patch", type=PATCH)
@click.option("--data", required=True, type=DATA, help="The Anthology's data: a folder that holds xml/ and json/.")
@click.option("--check", is_flag=True, help="Only check; write nothing to the data.")
@click.option("--diff", type=OUTPUT, help="Also write the change as a unified diff.")
@click.option("--verify", is_flag=True, help="Load the whole result with acl-anthology afterwards (about 20 s).")
def apply(patch: Path, data: Path, check: bool, diff: Path | None, verify: bool) -> None:
    """Apply an assignment patch to the Anthology's data, all of it or nothing.

    Example: anthology-review apply assignment-yang-liu-unverified.json --data acl-anthology/data --check
    """
    from generator.patch.apply import apply as apply_patch
    from generator.patch.document import read_patch

    plan = apply_patch(read_patch(patch), data, check=check, diff_path=diff)
    for note in plan.notes:
        click.echo(note)
    if verify and not check:
        from generator.anthology.judge import load

        load(data)
        click.echo("acl-anthology loads the result.")


@main.group()
def patch() -> None:
    """Join, invert or show assignment patches."""


@patch.command()
@click.argument("first", type=PATCH)
@click.argument("second", type=PATCH)
@click.option("--out", required=True, type=OUTPUT, help="File for the joined patch.")
def join(first: Path, second: Path, out: Path) -> None:
    """Make one patch of two; contradictions are listed and block it.

    Example: anthology-review patch join mine.json theirs.json --out both.json
    """
    from generator.patch.document import read_patch, to_json
    from generator.patch.join import join as join_patches

    _write(out, to_json(join_patches(read_patch(first), read_patch(second))))


@patch.command()
@click.argument("patch", type=PATCH)
@click.option("--out", required=True, type=OUTPUT, help="File for the inverse patch.")
@click.option(
    "--data", type=DATA, help="The data as they are before the patch; with them the inverse is exact to the byte."
)
def invert(patch: Path, out: Path, data: Path | None) -> None:
    """Make the patch that takes another one back.

    Example: anthology-review patch invert done.json --data acl-anthology/data --out undo.json
    """
    from generator.patch.document import read_patch, to_json
    from generator.patch.invert import invert as invert_patch
    from generator.patch.plan import plan

    document = read_patch(patch)
    _write(out, to_json(invert_patch(document, plan(document, data) if data else None)))


@patch.command()
@click.argument("patch", type=PATCH)
def show(patch: Path) -> None:
    """Say in plain words what a patch does.

    Example: anthology-review patch show assignment-yang-liu-unverified.json
    """
    from generator.patch.document import read_patch
    from generator.patch.show import show as show_patch

    click.echo(show_patch(read_patch(patch)))


@main.command()
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--address", required=True, help="Where the site is published; links start with it.")
@click.option("--most", type=click.IntRange(min=1), default=20, show_default=True, help="Pages in each list.")
def summary(site: Path, address: str, most: int) -> None:
    """Say as Markdown which pages of a review site most need review, changed ones first.

    Example: anthology-review summary site --address https://preview.example.org/my-branch/review > comment.md
    """
    from generator.site.summary import summary as summarise

    click.echo(summarise(site, address, most), nl=False)


@main.command()
@click.option(
    "--preview", required=True, type=DATA, help="Built preview: a folder that holds people/; changed in place."
)
@click.option("--site", required=True, type=DATA, help="Its review site, where it will be published.")
def link(preview: Path, site: Path) -> None:
    """Put a link to its review page on each author page of a built preview.

    Example: anthology-review link --preview build/my-branch --site build/my-branch/review
    """
    from generator.site.links import link_pages

    added, had = link_pages(preview, site)
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
    """Score the suggested groups against gold labels, blind to their IDs and ORCIDs.

    Example: anthology-review evaluate gold.json --data acl-anthology/data --out report.json
    """
    from generator.grouping.evaluate import evaluate as evaluate_groups
    from generator.grouping.evaluate import table

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
        from generator.grouping.plots import draw

        for path in draw(report, plots, others):
            click.echo(f"Wrote {path}")


@main.command()
@click.argument("gold", type=PATCH)
@click.option("--data", required=True, type=DATA, help="The Anthology's data: a folder that holds xml/ and json/.")
@click.option("--out", required=True, type=OUTPUT, help="JSON file for the model.")
def train(gold: Path, data: Path, out: Path) -> None:
    """Train the grouping model.

    Example: anthology-review train gold.json --data acl-anthology/data --out model.json
    """
    from generator.grouping.train import train as train_model

    train_model(gold, data, out)
    click.echo(f"Model written: {out}")


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8")
    except OSError as exc:
        raise ReviewError(f"{path}: can't be written ({exc.strerror}).") from exc


if __name__ == "__main__":
    sys.exit(main())
