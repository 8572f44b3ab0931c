"""The process of one job: started, watched, ended when its time is over, and what became of it told."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import psutil

from helpers.factory import forked
from helpers.factory.diary import DIARY, cell_number, read_diary
from helpers.factory.forked import ForkedProcess, NoForge
from helpers.factory.outcome import Outcome, State

Order = dict[str, Any]
Process = subprocess.Popen[bytes] | ForkedProcess
Wanted = Callable[[], bool]
_FIXED = {**forked.FIXED, "TZ": "UTC", "MPLBACKEND": "agg"}
_LAST_LINES = 40
_PULSE = 0.5


def carry_out(
    order: Order,
    folder: Path,
    seconds: float,
    wanted: Wanted = lambda: True,
    environment: Mapping[str, str] = MappingProxyType({}),
) -> Outcome:
    """Do what an order says in a process of its own, once more if the kernel never came up: the machine's fault."""
    outcome = _once(order, folder, seconds, wanted, environment)
    if outcome.state is State.DIED and not outcome.cell:
        outcome = _once(order, folder, seconds, wanted, environment)
    return outcome


def _once(order: Order, folder: Path, seconds: float, wanted: Wanted, environment: Mapping[str, str]) -> Outcome:
    for old in ("outcome.json", DIARY):
        (folder / old).unlink(missing_ok=True)
    (folder / "job.json").write_text(json.dumps(order, ensure_ascii=False), encoding="utf-8")
    started = time.perf_counter()
    process = _start(folder, environment)
    try:
        over = _wait(process, started + seconds, wanted)
        reason = "broken off" if over is State.LOST else f"not done after {seconds:.0f} seconds"
        outcome = _broken_off(order, folder, over, reason) if over else _outcome(order, folder, process)
    finally:
        kill_tree(process)
        if process.stdin:
            process.stdin.close()
    if outcome.good:
        return outcome
    spent = {"execute": round(time.perf_counter() - started, 3), **outcome.seconds}
    return replace(outcome, seconds=spent, log=_end_of_log(folder))


def _wait(process: Process, deadline: float, wanted: Wanted) -> State | None:
    """Wait for the end of a process; None if it came, else what becomes of a job that is ended."""
    while wanted():
        left = deadline - time.perf_counter()
        try:
            process.wait(max(0.0, min(left, _PULSE)))
        except subprocess.TimeoutExpired:
            if left <= _PULSE:
                return State.TIMED_OUT
        else:
            return None
    return State.LOST


def _start(folder: Path, environment: Mapping[str, str]) -> Process:
    """Start the worker of a job: forked from its warm parent, or an ordinary process."""
    environment = {**os.environ, **_FIXED, **environment}
    with (folder / "worker.log").open("wb") as log:
        try:
            return forked.fork("worker", [str(folder)], environment, streams=(log.fileno(), log.fileno()))
        except NoForge as reason:
            log.write(f"An ordinary worker is started instead of a forked one: {reason}.\n".encode())
            log.flush()
            command = [sys.executable, "-m", "helpers.factory.worker", str(folder)]
            # it ends when its input does: with this process, however that ends
            return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=log, stderr=log, env=environment)


def _outcome(order: Order, folder: Path, process: Process) -> Outcome:
    try:
        return Outcome.from_dict(json.loads((folder / "outcome.json").read_text(encoding="utf-8")))
    except FileNotFoundError:
        code = process.returncode or 0
        last = _end_of_log(folder).splitlines()[-1:] or ["it said nothing"]
        reason = f"the worker ended with code {code} and no outcome: {last[0]}"
        return _broken_off(order, folder, State.DIED if code < 0 else State.FAILED, reason)


def _broken_off(order: Order, folder: Path, state: State, reason: str) -> Outcome:
    """Tell of a run whose worker could not: the diary knows the cell."""
    running, cells = read_diary(folder)
    return Outcome(order["notebook"], state, reason, cell_number(Path(order["path"]), running), cells=cells)


def _end_of_log(folder: Path) -> str:
    lines = (folder / "worker.log").read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return "\n".join(lines[-_LAST_LINES:])


def kill_tree(process: Process) -> None:
    """End a process and all that it started; a kernel sits in a group of its own and would outlive it."""
    try:
        family = [*psutil.Process(process.pid).children(recursive=True), psutil.Process(process.pid)]
    except psutil.NoSuchProcess:
        return
    for member in family:
        try:
            member.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(family, timeout=5)
    process.wait()
