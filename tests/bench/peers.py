"""The generators: how each is installed, and how it makes a client crate of a description.

None of them is told to do less than it does unasked. What a generator leaves unformatted stays so: `rustfmt` is not part of
its time.
"""

from __future__ import annotations

import os
import re
import sys
from abc import ABC, abstractmethod
from pathlib import Path

from measure import Run, run

ROOT = Path(__file__).resolve().parents[2]


class Generator(ABC):
    """A generator of Rust clients."""

    name: str
    version: str

    @abstractmethod
    def install(self, folder: Path) -> None:
        """Installs it below `folder`, unless it is there."""

    @abstractmethod
    def generate(self, description: Path, crate: Path) -> Run:
        """Makes the crate."""

    def finish(self, crate: Path) -> None:
        """What a user does once by hand before the crate compiles. Not part of the time."""

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class Oasmith(Generator):
    name = "oasmith"
    version = ""

    def install(self, folder: Path) -> None:
        _succeed(run(["cargo", "build", "--release", "--quiet", "--package", "oasmith"], ROOT))
        target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
        self.program = target / "release" / "oasmith"
        self.version = run([str(self.program), "--version"], ROOT).output.split()[-1]

    def generate(self, description: Path, crate: Path) -> Run:
        command = [str(self.program), "generate", "--quiet", str(description)]
        return run([*command, "--output", str(crate), "--name", "client"], crate.parent)


class FromRegistry(Generator):
    """A generator that cargo installs."""

    package: str

    def install(self, folder: Path) -> None:
        self.program = folder / "bin" / self.package
        known = folder / f"{self.package}-{self.version}"
        if not known.exists():
            wanted = f"{self.package}@{self.version}"
            _succeed(run(["cargo", "install", "--locked", "--quiet", "--root", str(folder), wanted], folder))
            known.touch()


class Ploidy(FromRegistry):
    name = package = "ploidy"
    version = "0.15.0"

    def generate(self, description: Path, crate: Path) -> Run:
        command = [str(self.program), "generate", "rust", str(description)]
        return run([*command, "--output", str(crate), "--name", "client"], crate.parent)


class OpenapiToRust(FromRegistry):
    name = package = "openapi-to-rust"
    version = "0.23.0"

    def generate(self, description: Path, crate: Path) -> Run:
        (crate / "src").mkdir(parents=True)
        settings = crate / "openapi-to-rust.toml"
        settings.write_text(
            f'[generator]\nspec_path = "{description}"\noutput_dir = "src/generated"\nmodule_name = "client"\n'
            "[features]\nenable_async_client = true\n"
        )
        return run([str(self.program), "generate", "--config", str(settings)], crate)

    def finish(self, crate: Path) -> None:
        (crate / "src" / "lib.rs").write_text("pub mod generated;\n")
        dependencies = (crate / "src" / "generated" / "REQUIRED_DEPS.toml").read_text()
        package = '[package]\nname = "client"\nversion = "0.1.0"\nedition = "2024"\n\n'
        (crate / "Cargo.toml").write_text(package + dependencies)


class Oas3Gen(FromRegistry):
    name = package = "oas3-gen"
    version = "0.29.0"

    def generate(self, description: Path, crate: Path) -> Run:
        command = [str(self.program), "generate", "client-mod", "--input", str(description)]
        return run([*command, "--output", str(crate), "--workspace"], crate.parent)


class Progenitor(FromRegistry):
    name = "progenitor"
    package = "cargo-progenitor"
    version = "0.15.1"

    def generate(self, description: Path, crate: Path) -> Run:
        command = [str(self.program), "progenitor", "--input", str(description)]
        options = ["--name", "client", "--version", "0.1.0", "--license-name", "MIT"]
        return run([*command, "--output", str(crate), *options], crate.parent)


class OpenapiGenerator(Generator):
    name = "openapi-generator"
    version = "7.26.0"

    def install(self, folder: Path) -> None:
        environment = folder / "python"
        self.program = environment / "bin" / "openapi-generator-cli"
        if not self.program.exists():
            _succeed(run([sys.executable, "-m", "venv", str(environment)], folder))
            wanted = f"openapi-generator-cli=={self.version}"
            _succeed(run([str(environment / "bin" / "pip"), "install", "--quiet", wanted], folder))

    def generate(self, description: Path, crate: Path) -> Run:
        command = [str(self.program), "generate", "--generator-name", "rust", "--input-spec", str(description)]
        options = ["--output", str(crate), "--package-name", "client", "--skip-validate-spec"]
        return run([*command, *options], crate.parent)


ALL: list[Generator] = [Oasmith(), Ploidy(), OpenapiToRust(), OpenapiGenerator(), Oas3Gen(), Progenitor()]


def ending(result: Run) -> str:
    """How a run that made nothing ended, in a cell."""
    return "panics" if re.search(r"panicked at", result.output) else "does not generate"


def _succeed(result: Run) -> None:
    if not result.succeeded:
        sys.exit(f"not installed:\n{result.output}")
