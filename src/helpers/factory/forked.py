"""Processes forked from a warm parent, as seen by who asks for them: start a parent, ask it, watch the child.

The parents are :mod:`helpers.factory.forge`. A child is there in a few hundredths of a second instead of seconds.
"""

import atexit
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers.factory.messages import receive, send
from helpers.project import SOURCE, root

ADDRESS = {
    "kernel": "CASPIAN_KERNEL_FORGE",
    "session": "CASPIAN_KERNEL_FORGE",
    "worker": "CASPIAN_WORKER_FORGE",
}
"""Environment variables that name a running forge for each kind of child."""

BUILD, ANYBODY = ("kernel", "worker"), ("session", "worker")
"""Which forges a build starts for itself, and which serve people too: their kernels have a debugger and widgets."""

SWITCH = "CASPIAN_FORK"
"""Environment variable: ``off`` starts ordinary processes everywhere."""

COMMAND = (sys.executable, "-m", "helpers.factory.forge")

FIXED = {
    "PYTHONHASHSEED": "0",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}
"""What must be settled before an interpreter starts: a pool of threads, for one, does not survive a fork."""


class NoForge(Exception):
    """Nothing could be forked; the text says why."""


class ForkedProcess:
    """The part of :class:`subprocess.Popen` that we and Jupyter use, for a child of a forge."""

    stdin = stdout = stderr = None

    def __init__(self, connection: socket.socket, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._connection = connection

    def poll(self) -> int | None:
        """Return the exit code, or None while it runs."""
        return self._told(0)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end and return the exit code.

        Raises
        ------
        subprocess.TimeoutExpired
            If it still runs after ``timeout`` seconds; None waits for ever.
        """
        code = self._told(timeout)
        if code is None:
            raise subprocess.TimeoutExpired(f"forked process {self.pid}", timeout or 0)
        return code

    def send_signal(self, signum: int) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            with suppress(ProcessLookupError):  # it ended this moment
                os.kill(self.pid, signum)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def _told(self, timeout: float | None) -> int | None:
        from multiprocessing.connection import wait  # here, for nobody waits before a parent has begun

        # waiting before reading, and without a timeout then, leaves no half of a message behind
        if self.returncode is None and wait([self._connection], timeout):
            try:
                self.returncode = int(receive(self._connection)[0]["code"])
            except (OSError, ValueError):
                self.returncode = -signal.SIGKILL  # the forge is gone, and its children with it
            self._connection.close()
        return self.returncode


def fork(
    kind: str, arguments: Sequence[str], env: Mapping[str, str], cwd: str | None = None, streams: tuple[int, ...] = ()
) -> ForkedProcess:
    """Ask a forge for a child.

    Parameters
    ----------
    kind
        ``kernel`` of a report, ``session`` for a kernel that a person may use, or ``worker``.
    arguments
        What an ordinary process of the kind would find behind its name.
    env, cwd
        Its environment and folder; None takes this process's folder.
    streams
        File numbers of its standard output and error.

    Raises
    ------
    NoForge
        If there is no forge to be had, or it refuses.
    """
    request = {"arguments": list(arguments), "env": dict(env), "cwd": cwd or str(Path.cwd())}
    connection, reply = _ask(kind, request, streams)
    return ForkedProcess(connection, int(reply["pid"]))


def fault(kind: str) -> str:
    """Wait until a forge is ready, and return what it finds wrong with the evidence; empty if nothing.

    Raises
    ------
    NoForge
        If there is no forge to be had, or it refuses.
    """
    connection, reply = _ask(kind, {"evidence": str(root() / "data")})
    connection.close()
    return str(reply["fault"])


def learn(languages: Sequence[str], formats: Sequence[str] = ()) -> None:
    """Let the forges, if there are any, load what children would load that speak some languages, or make some formats.

    Only workers make reports, and they are ready first.
    """
    asked = {"worker": (languages, formats), "kernel": (languages, ())}
    with suppress(NoForge):
        for kind, (spoken, made) in asked.items():
            if spoken or made:
                _ask(kind, {"languages": spoken, "formats": made})[0].close()


def at_hand() -> bool:
    """Wait until the forges that the environment names are ready, and tell whether they serve this very code."""
    if not set(ADDRESS.values()) <= os.environ.keys():
        return False
    try:
        for kind in BUILD:
            _ask(kind, {"source": str(SOURCE)})[0].close()
    except NoForge:
        return False
    return True


def warm_up(kinds: Iterable[str] = BUILD) -> None:
    """Start forges of this process's own, if it has none, and do not wait until they are ready."""
    with suppress(NoForge):
        for kind in kinds:
            next(_addresses(kind))


def own_address(kind: str) -> str:
    """Wait until a forge of this process is ready, and return its address, to be named in environments.

    Raises
    ------
    NoForge
        If there is no forge to be had, or it refuses.
    """
    connection, _ = _ask(kind, {"evidence": ""})
    connection.close()
    return next(_addresses(kind))


def _ask(kind: str, request: dict[str, Any], streams: tuple[int, ...] = ()) -> tuple[socket.socket, dict[str, Any]]:
    reason = ""
    for address in _addresses(kind):
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.connect(address)
            send(connection, request, streams)
            reply, _ = receive(connection)
        except (OSError, ValueError) as error:
            reply = {"refused": f"the warm parent does not answer ({error})", "anew": True}
        if "refused" not in reply:
            return connection, reply
        connection.close()
        reason = reply["refused"]
        if not reply["anew"]:
            break
    raise NoForge(reason)


def why_not() -> str:
    """Say why nothing is forked here; empty where it is."""
    if os.environ.get(SWITCH) == "off":
        return f"{SWITCH} is off"
    return "" if sys.platform.startswith("linux") else f"a fork is not safe on {sys.platform}"


@dataclass(frozen=True)
class Parent:
    """A running forge."""

    address: str
    process: subprocess.Popen[bytes]
    owner: int = field(default_factory=os.getpid)


def stop(parents: Iterable[Parent]) -> None:
    """End warm parents and all their children; a fork of the process that started them leaves them alone."""
    own = [parent for parent in parents if parent.owner == os.getpid()]
    for parent in own:
        parent.process.terminate()
    for parent in own:
        parent.process.wait()
        shutil.rmtree(Path(parent.address).parent, ignore_errors=True)


_current: dict[tuple[int, str], Parent] = {}  # by process too: a fork of this process has no forge of its own
_started: list[Parent] = []  # those that were replaced too: they serve the children that they have
_starting = threading.Lock()


@atexit.register
def _stop_all() -> None:
    stop(_started)


def _addresses(kind: str) -> Iterator[str]:
    """Yield where a forge may answer: the one that is named, or our own, and a new one if the old one cannot."""
    if reason := why_not():
        raise NoForge(reason)
    if named := os.environ.get(ADDRESS[kind]):
        yield named
        return
    old = _own(kind)
    yield old.address
    yield _own(kind, instead_of=old).address


def _own(kind: str, instead_of: Parent | None = None) -> Parent:
    """Return the forge of this process, a new one if there is none or only the one not wanted."""
    key = (os.getpid(), kind)
    with _starting:
        if _current.get(key) is instead_of:  # else somebody else has replaced it meanwhile
            _current[key] = start_forge(kind)
            _started.append(_current[key])
        return _current[key]


def taken(kind: str) -> Parent:
    """Return a forge that the caller stops: the one that :func:`warm_up` started, or a new one."""
    with _starting:
        own = _current.pop((os.getpid(), kind), None)
    return own if own and own.process.poll() is None else start_forge(kind)


def start_forge(kind: str) -> Parent:
    """Start a forge that lives no longer than this process.

    It is returned at once: who connects waits until the imports are done.
    """
    address = str(Path(tempfile.mkdtemp(prefix="caspian-forge-")) / "socket")  # a folder for this user only
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen(64)
        process = subprocess.Popen(
            [*COMMAND, kind, str(listener.fileno()), str(os.getpid())],
            pass_fds=[listener.fileno()],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            env={**_own_environment(), **FIXED},
        )
    return Parent(address, process)


def _own_environment() -> dict[str, Any]:
    """Without what the kernel that we may run in left there: it would hold for all children."""
    return {name: value for name, value in os.environ.items() if name not in ("JPY_PARENT_PID", "MPLBACKEND")}
