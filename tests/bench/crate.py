"""What a generated crate costs those who use it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from measure import Run, run

ERRORS = re.compile(r"could not compile .* due to (\d+) previous errors?")


class Crate:
    """A generated crate, built in a target folder of its own."""

    def __init__(self, folder: Path, target: Path) -> None:
        self.folder = folder
        self.target = target

    def lines(self) -> int:
        """Lines of Rust, of comments and tests too."""
        return sum(_lines(path) for path in self.folder.rglob("*.rs"))

    def build_dependencies(self, command: Sequence[str]) -> Run:
        """Builds what the crate depends on, with nothing in the crate itself."""
        source, aside = self.folder / "src", self.folder / "src.aside"
        source.rename(aside)
        source.mkdir()
        (source / "lib.rs").write_text("")
        try:
            return self.cargo(*command)
        finally:
            shutil.rmtree(source)
            aside.rename(source)

    def build(self, command: Sequence[str]) -> Run:
        """Builds the crate anew on what is built already."""
        library = self.folder / "src" / "lib.rs"
        library.touch()
        return self.cargo(*command)

    def cargo(self, *arguments: str) -> Run:
        return run(
            ["cargo", *arguments],
            self.folder,
            CARGO_TARGET_DIR=str(self.target),
            CARGO_INCREMENTAL="0",
            CARGO_TERM_COLOR="never",
        )

    def dependencies(self) -> int:
        """How many crates it is built with on this platform, itself left out."""
        tree = self.cargo("tree", "--edges", "normal,build", "--prefix", "none", "--format", "{p}")
        names = {line.split(" (")[0] for line in tree.output.splitlines() if " v" in line}
        return len(names) - 1

    def clean(self) -> None:
        shutil.rmtree(self.target, ignore_errors=True)


def failure(result: Run) -> str:
    """How a build that did not succeed ended, in a cell."""
    found = ERRORS.search(result.output)
    count = f" ({found.group(1)} errors)" if found else ""
    return f"does not compile{count}"


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in file)
