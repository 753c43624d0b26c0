"""Compares oasmith with other generators, and with itself: run with `--help`, or see README.md."""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
from collections.abc import Callable
from pathlib import Path

import descriptions
import peers
from crate import Crate, failure
from measure import Run, median
from table import Table, mib, ratio, seconds

CHECK = ["check", "--quiet"]
BUILDS = {
    "check": ("cargo check", CHECK),
    "release": ("release build", ["build", "--release", "--quiet"]),
    "doc": ("cargo doc", ["doc", "--no-deps", "--quiet"]),
}


def main() -> None:
    arguments = parse(sys.argv[1:])
    arguments.work.mkdir(parents=True, exist_ok=True)
    (arguments.work / ".gitignore").write_text("*\n")
    wanted = chosen(arguments)
    for generator in wanted:
        generator.install(arguments.work)
    for description in arguments.descriptions:
        table = arguments.table(arguments, wanted, description.resolve())
        print(getattr(table, arguments.format)(), flush=True)


def chosen(arguments: argparse.Namespace) -> list[peers.Generator]:
    """The generators that a table is about: no other needs to be installed."""
    if arguments.table in (one_feature, unchanged, scale):
        return [peers.ALL[0]]
    return [one for one in peers.ALL if not arguments.only or one.name in arguments.only]


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("descriptions", nargs="+", type=Path, help="OpenAPI files")
    parser.add_argument("--runs", type=int, default=5, help="how often each generates (default 5)")
    parser.add_argument("--builds", type=int, default=1, help="how often each crate is built (default 1; 0: never)")
    parser.add_argument("--build", action="append", choices=BUILDS, help="what is built (default check)")
    parser.add_argument("--only", action="append", help="only the generator of this name, and others so named")
    parser.add_argument("--work", type=Path, default=peers.ROOT / "target" / "bench", help="where all is put")
    kind = parser.add_mutually_exclusive_group()
    for flag, table, meaning in [
        ("--feature", None, "oasmith's crate with this feature and the transport alone"),
        ("--unchanged", unchanged, "oasmith's run that changes nothing beside a full one"),
        ("--scale", scale, "oasmith with a quarter, half, all and twice of a description in JSON"),
        ("--cold", cold, "dependencies, and a build from nothing"),
    ]:
        if table is None:
            kind.add_argument(flag, metavar="TAG", help=meaning)
        else:
            kind.add_argument(flag, dest="table", action="store_const", const=table, help=meaning)
    layout = parser.add_mutually_exclusive_group()
    for name in ["markdown", "json"]:
        layout.add_argument(f"--{name}", dest="format", action="store_const", const=name)
    parser.set_defaults(table=compared, format="text")
    parsed = parser.parse_args(arguments)
    parsed.work = parsed.work.resolve()
    parsed.build = parsed.build or ["check"]
    if parsed.feature:
        parsed.table = one_feature
    return parsed


def compared(arguments: argparse.Namespace, wanted: list[peers.Generator], description: Path) -> Table:
    """Every generator: how it generates, and what its crate costs."""
    builds = [BUILDS[name] for name in arguments.build] if arguments.builds else []
    columns = ["generator", "generate", "ratio", "first of a turn", "memory", "lines of Rust"]
    for title, _ in builds:
        columns += [title, "ratio", "memory of rustc"]
    table = Table(description.name, columns)
    generated = generate_in_turn(arguments, wanted, description)
    base: dict[str, float] = {}
    for generator in wanted:
        folder = arguments.work / "crates" / description.stem / generator.name
        firsts, runs = generated[generator.name]
        if not runs[-1].succeeded:
            table.add(str(generator), peers.ending(runs[-1]), *[""] * (len(columns) - 2))
            continue
        generator.finish(folder)
        crate = Crate(folder, arguments.work / "target")
        took, turned = (median(each, lambda run: run.seconds) for each in (runs, firsts))
        peak = max(run.peak_mib for run in [*firsts, *runs])
        own = base.setdefault("generate", took)
        cells = [str(generator), seconds(took), ratio(took, own), seconds(turned), mib(peak)]
        cells.append(f"{crate.lines():,}")
        for title, command in builds:
            cells += build_cells(crate, title, command, arguments.builds, base)
        table.add(*cells)
        crate.clean()
    return table


def generate_in_turn(
    arguments: argparse.Namespace, wanted: list[peers.Generator], description: Path
) -> dict[str, tuple[list[Run], list[Run]]]:
    """Each generates in its turn, again and again, so that what else the machine does hits all alike.

    A turn is two runs, kept apart: the first also pays for memory that the machine gave back meanwhile.
    """
    generated: dict[str, tuple[list[Run], list[Run]]] = {generator.name: ([], []) for generator in wanted}
    for _ in range(arguments.runs):
        for generator in wanted:
            folder = arguments.work / "crates" / description.stem / generator.name
            for runs in generated[generator.name]:
                runs.append(generate_anew(generator, description, folder))
            say(f"{generator}: {[round(runs[-1].seconds, 2) for runs in generated[generator.name]]}")
    return generated


def generate_anew(generator: peers.Generator, description: Path, folder: Path) -> Run:
    """One run into a folder that is not there yet."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    return generator.generate(description, folder)


def build_cells(
    crate: Crate, title: str, command: list[str], times: int, base: dict[str, float]
) -> list[str]:
    prepared = crate.build_dependencies(command)
    if not prepared.succeeded:
        say(prepared.output[-2000:])
        return ["its dependencies do not compile", "", ""]
    runs = [crate.build(command) for _ in range(times)]
    say(f"{title}: {[round(run.seconds, 1) for run in runs]}")
    if not runs[-1].succeeded:
        return [failure(runs[-1]), "", mib(runs[-1].peak_mib)]
    took = median(runs, lambda run: run.seconds)
    first = base.setdefault(title, took)
    return [seconds(took), ratio(took, first), mib(max(run.peak_mib for run in runs))]


def one_feature(arguments: argparse.Namespace, _: list[peers.Generator], description: Path) -> Table:
    """oasmith's crate whole, and with one feature."""
    table = Table(f"{description.name}, oasmith", ["features", "cargo check", "memory of rustc"])
    crate = own_crate(arguments, description)
    chosen = ["--no-default-features", "--features", f"reqwest,{arguments.feature}"]
    for name, options in [("all", []), (arguments.feature, chosen)]:
        base: dict[str, float] = {}
        took, _, peak = build_cells(crate, name, [*CHECK, *options], arguments.builds, base)
        table.add(name, took, peak)
    return table


def unchanged(arguments: argparse.Namespace, _: list[peers.Generator], description: Path) -> Table:
    """A full run, and one that has nothing to do."""
    oasmith = peers.ALL[0]
    folder = arguments.work / "crates" / description.stem / oasmith.name
    full, again = [], []
    for _ in range(arguments.runs):
        full.append(generate_anew(oasmith, description, folder))
        again.append(oasmith.generate(description, folder))
    table = Table(f"{description.name}, oasmith", ["run", "generate", "ratio", "memory"])
    base = median(full, lambda run: run.seconds)
    for name, runs in [("full", full), ("nothing changed", again)]:
        took = median(runs, lambda run: run.seconds)
        peak = max(run.peak_mib for run in runs)
        table.add(name, seconds(took), f"{took / base:.2f} x", mib(peak))
    return table


SIZES: list[tuple[str, Callable[[descriptions.Json], descriptions.Json]]] = [
    ("a quarter", lambda whole: descriptions.cut(whole, 4)),
    ("half", lambda whole: descriptions.cut(whole, 2)),
    ("all", descriptions.whole),
    ("twice", descriptions.doubled),
]


def scale(arguments: argparse.Namespace, _: list[peers.Generator], description: Path) -> Table:
    """Time and memory by the size of a description."""
    columns = ["paths", "size", "generate", "per MB", "memory", "lines of Rust"]
    table = Table(f"{description.name}, oasmith", columns)
    whole = descriptions.read(description)
    for name, change in SIZES:
        text = json.dumps(change(whole))
        path = arguments.work / f"{description.stem}-{name.split()[-1]}.json"
        path.write_text(text)
        _, runs = generate_in_turn(arguments, [peers.ALL[0]], path)["oasmith"]
        took = median(runs, lambda run: run.seconds)
        crate = Crate(arguments.work / "crates" / path.stem / "oasmith", arguments.work / "target")
        megabytes = len(text) / 1e6
        peak = statistics.median(run.peak_mib for run in runs)
        each = f"{took / megabytes:.3f} s"
        table.add(name, f"{megabytes:.1f} MB", seconds(took), each, mib(peak), f"{crate.lines():,}")
    return table


def cold(arguments: argparse.Namespace, wanted: list[peers.Generator], description: Path) -> Table:
    """What stands behind a client, and how long all of it takes to build."""
    columns = ["generator", "crates", "build from nothing", "processor time"]
    table = Table(description.name, columns)
    generated = generate_in_turn(argparse.Namespace(**{**vars(arguments), "runs": 1}), wanted, description)
    for generator in wanted:
        _, [run] = generated[generator.name]
        if not run.succeeded:
            table.add(str(generator), peers.ending(run), "", "")
            continue
        folder = arguments.work / "crates" / description.stem / generator.name
        generator.finish(folder)
        crate = Crate(folder, arguments.work / "target")
        runs = []
        for _ in range(arguments.builds):
            crate.clean()
            runs.append(crate.cargo("build", "--quiet"))
        if runs[-1].succeeded:
            took = seconds(median(runs, lambda run: run.seconds))
            worked = seconds(median(runs, lambda run: run.processor_seconds))
            table.add(str(generator), str(crate.dependencies()), took, worked)
        else:
            table.add(str(generator), str(crate.dependencies()), failure(runs[-1]), "")
        crate.clean()
    return table


def own_crate(arguments: argparse.Namespace, description: Path) -> Crate:
    oasmith = peers.ALL[0]
    folder = arguments.work / "crates" / description.stem / oasmith.name
    generate_anew(oasmith, description, folder)
    return Crate(folder, arguments.work / "target")


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
