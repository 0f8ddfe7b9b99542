"""Draws the report of `evaluate` as SVG files for the docs; the same report gives the same bytes.

Needs matplotlib, which the extra ``plots`` installs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Curve = Sequence[Mapping[str, Any]]
_TIERS = {
    "ambiguous": ("#b3470a", "s", "names with several people"),
    "single": ("#0f5ea8", "o", "names with one person"),
}
_LINES = (("#0f5ea8", "-"), ("#b3470a", "--"), ("#2a7a3a", "-."), ("#8a2c8a", ":"))
_BASELINES = {"one group": "everything in one group", "share a co-author": "share any co-author"}
_ACROSS, _UP = "single b3_f1", "ambiguous b3_f1"


def draw(report: Mapping[str, Any], folder: Path, others: Mapping[str, Curve] | None = None) -> list[Path]:
    """Write ``reliability.svg`` and ``trade-off.svg``.

    Args:
        report: from `generator.grouping.training.evaluate.evaluate`.
        folder: created if it doesn't exist.
        others: name -> curve of another system on the same labels, rows like those of ``report["curve"]``.

    Returns:
        The files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / "reliability.svg", folder / "trade-off.svg"]
    with _figure(9.6, 3.6, files[0]) as figure:
        _reliability(report["calibration"], figure)
    with _figure(6.4, 4.4, files[1]) as figure:
        _trade_off(report, others or {}, figure.subplots())
    return files


@contextmanager
def _figure(width: float, height: float, path: Path) -> Iterator[Figure]:
    import matplotlib
    from matplotlib.figure import Figure as Drawn

    style: Any = {
        "svg.hashsalt": "anthology-review",
        "svg.fonttype": "none",
        "axes.spines.top": False,
        "axes.spines.right": False,
    }
    with matplotlib.rc_context(style):
        figure = Drawn(figsize=(width, height), layout="constrained", facecolor="white")
        yield figure
        figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})


def _reliability(calibration: Mapping[str, Any], figure: Figure) -> None:
    """Stated probability against share that was right; a marker's area shows how many predictions it stands for."""
    axes = figure.subplots(1, len(calibration), sharey=True)
    for ax, (kind, found) in zip(axes, calibration.items(), strict=True):
        ax.plot([0, 1], [0, 1], color="#55606e", linewidth=1, linestyle=":")
        for tier, part in found["tiers"].items():
            tone, marker, label = _TIERS[tier]
            rows = part["reliability"]
            total = sum(row[2] for row in rows)
            x, y = [row[0] for row in rows], [row[1] for row in rows]
            ax.plot(x, y, color=tone, linewidth=0.8, alpha=0.6)
            ax.scatter(
                x, y, s=[20 + 200 * row[2] / total for row in rows], color=tone, marker=marker, alpha=0.75, label=label
            )
        ax.set(title=kind, xlabel="stated chance", xlim=(-0.05, 1.08), ylim=(-0.05, 1.08))
    axes[0].set_ylabel("share that was right")
    axes[-1].legend(loc="lower right", frameon=False, markerscale=0.6, fontsize=9)


def _trade_off(report: Mapping[str, Any], others: Mapping[str, Curve], ax: Axes) -> None:
    """Scores of both tiers, from merging nearly everything to merging nearly nothing."""
    tiers = report["tiers"]
    curves = {"suggested groups": report["curve"], **others}
    for (name, rows), (tone, line) in zip(curves.items(), cycle(_LINES), strict=False):
        # The curve of the S2AND benchmark has one more row, for cuts that were tuned for each fold.
        ordered = [row for row in rows if row.get("cut") != "tuned"]
        ax.plot([r[_ACROSS] for r in ordered], [r[_UP] for r in ordered], line, color=tone, label=name, linewidth=1.6)
    ours = tiers["single"]["groups"]["b3_f1"], tiers["ambiguous"]["groups"]["b3_f1"]
    ax.scatter(*ours, s=90, marker="*", color="#0f5ea8", zorder=3)
    ax.annotate("as it is used", ours, xytext=(-8, 8), textcoords="offset points", ha="right", color="#0f5ea8")
    for name, label in _BASELINES.items():
        x, y = (tiers[tier][name]["b3_f1"] for tier in ("single", "ambiguous"))
        ax.scatter(x, y, s=50, marker="D", color="#55606e")
        side = 1 if x < min(r[_ACROSS] for r in report["curve"]) else -1  # into the plot
        align = "left" if side > 0 else "right"
        ax.annotate(label, (x, y), xytext=(8 * side, -4), textcoords="offset points", ha=align, color="#3b444f")
    ax.set(xlabel="B-cubed F1, names with one person", ylabel="B-cubed F1, names with several")
    ax.legend(loc="lower left", frameon=False)
