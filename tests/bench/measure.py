"""Time and memory of a command, and medians of several."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """What a command took."""

    seconds: float
    """Wall-clock time."""
    processor_seconds: float
    """Time of all processors, children counted."""
    peak_mib: float
    """The most memory that the process, or one of those it started, held."""
    succeeded: bool
    output: str
    """What it said, both streams."""


def run(command: Sequence[str], folder: Path, **environment: str) -> Run:
    """Runs a command to its end."""
    began = time.monotonic()
    with subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        assert process.stdout is not None
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return Run(
        seconds=time.monotonic() - began,
        processor_seconds=usage.ru_utime + usage.ru_stime,
        peak_mib=usage.ru_maxrss / 1024,
        succeeded=process.returncode == 0,
        output=output,
    )


def median(runs: Sequence[Run], of: Callable[[Run], float]) -> float:
    return statistics.median(of(one) for one in runs)
