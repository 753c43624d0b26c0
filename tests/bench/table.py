"""Tables: as text, as Markdown, as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Table:
    """Rows of cells, each with a name for its column."""

    title: str
    columns: list[str]
    rows: list[list[str]] = field(default_factory=list)

    def add(self, *cells: str) -> None:
        self.rows.append(list(cells))

    def text(self) -> str:
        widths = [max(len(line[at]) for line in self._lines()) for at in range(len(self.columns))]
        lines = [_padded(line, widths, "  ") for line in self._lines()]
        return "\n".join([self.title, *lines, ""])

    def markdown(self) -> str:
        rule = ["---"] + ["---:"] * (len(self.columns) - 1)
        lines = ["| " + " | ".join(line) + " |" for line in (self.columns, rule, *self.rows)]
        return "\n".join([f"### {self.title}", "", *lines, ""])

    def json(self) -> str:
        rows = [dict(zip(self.columns, row)) for row in self.rows]
        return json.dumps({"title": self.title, "rows": rows}, indent=2)

    def _lines(self) -> list[Sequence[str]]:
        return [self.columns, *self.rows]


def _padded(line: Sequence[str], widths: Sequence[int], between: str) -> str:
    first, *others = zip(line, widths)
    cells = [first[0].ljust(first[1])] + [cell.rjust(width) for cell, width in others]
    return between.join(cells).rstrip()


def seconds(value: float) -> str:
    return f"{value:.2f} s" if value < 10 else f"{value:.0f} s"


def mib(value: float) -> str:
    return f"{value:.0f} MiB" if value < 1024 else f"{value / 1024:.1f} GiB"


def ratio(value: float, base: float) -> str:
    return f"{value / base:.1f} x" if base else ""
