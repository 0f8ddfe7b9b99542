"""The commands ``anthology-review evaluate`` and ``anthology-review train``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from generator.anthology.bounded_read import read_bytes
from generator.cli.options import data_option
from generator.cli.types import GOLD, OUTPUT, OutputFolder, WritingCommand
from generator.errors import DataError
from generator.extras import require_extra

CURVE_COLUMNS = ("single b3_f1", "ambiguous b3_f1")
"""What each point of a curve must have: B-cubed F1 of names with one person, and of names with several."""

Curve = Sequence[Mapping[str, Any]]


def read_curves(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> dict[str, Curve]:
    """Read the values ``NAME=FILE`` of an option: name of a system -> its curve.

    Raises:
        click.BadParameter: not of this form, or the file has no curve.
    """
    curves = {}
    for value in values:
        name, _, file = value.partition("=")
        if not file:
            raise click.BadParameter(f"{value}: give a name and a JSON file, as NAME=FILE.")
        try:
            curve = json.loads(read_bytes(Path(file)))
        except (DataError, ValueError, RecursionError) as error:
            raise click.BadParameter(f"{file}: can't be read as JSON ({error}).") from error
        is_list = isinstance(curve, list) and bool(curve) and all(isinstance(point, dict) for point in curve)
        if not is_list or not all(isinstance(p.get(column), int | float) for p in curve for column in CURVE_COLUMNS):
            wanted = " and ".join(f'"{column}"' for column in CURVE_COLUMNS)
            raise click.BadParameter(f"{file}: is no curve, which is a list of points with the numbers {wanted}.")
        curves[name] = curve
    return curves


@click.command(cls=WritingCommand)
@click.argument("gold", type=GOLD)
@data_option
@click.option("--out", type=OUTPUT, help="JSON file for the report, predictions included.")
@click.option("--plots", type=OutputFolder(), help="Folder for plots as SVG; needs the extra `plots`.")
@click.option(
    "--compare",
    multiple=True,
    callback=read_curves,
    metavar="NAME=FILE",
    help="Curve of another system for the plots, as tests/benchmarks/s2and.py --out writes it.",
)
def evaluate(gold: Path, data: Path, out: Path | None, plots: Path | None, compare: dict[str, Curve]) -> None:
    """Score suggested groups against gold labels.

    GOLD is a JSON file of labelled names. Their IDs and ORCIDs are hidden from the grouping.

    \b
    Examples:
      anthology-review evaluate gold.json --data acl-anthology/data --out report.json
      anthology-review evaluate gold.json --data acl-anthology/data --plots plots --compare S2AND=s2and.json
    """
    if compare and not plots:
        raise click.UsageError("--compare is drawn into the plots: give --plots, too.")
    if plots:
        require_extra("plots", "evaluate --plots")
    from generator.grouping.training.evaluate import evaluate as evaluate_groups
    from generator.grouping.training.evaluate import table

    report = evaluate_groups(gold, data, out)
    click.echo(table(report))
    if plots:
        from generator.grouping.training.plots import draw

        for path in draw(report, plots, compare):
            click.echo(f"Wrote {path}")


@click.command(cls=WritingCommand)
@click.argument("gold", type=GOLD)
@data_option
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
