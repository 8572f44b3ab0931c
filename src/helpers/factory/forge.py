"""A warm parent: a process that has imported what its children need, and forks one when asked.

Started by :mod:`helpers.factory.forked` as ``python -m helpers.factory.forge KIND FD OWNER``: KIND is ``kernel`` or
``worker``, FD a listening Unix socket, OWNER the process that started it. Each child has a connection of its own, open
for its whole life: its request goes in; its process id comes out, later its exit code. A connection that closes early
ends its child, and the end of the owner ends them all: nobody has to remember to clean up.

A fork copies one thread only, so there must be no other: numerical libraries are held to one thread, and a forge
that finds a second one alive refuses to serve.
"""

import gc
import os
import selectors
import shutil
import signal
import socket
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn

from helpers.factory.child import become_child
from helpers.factory.messages import receive, send
from helpers.factory.preload import LATER, Stamp, evidence_fault, learn, load, own_files, preload, stamp
from helpers.project import SOURCE

_BEAT = 0.5
_LULL = 0.05
"""Seconds without a request after which there is time to load more."""
_END = {signal.SIGTERM}
_PATIENCE = 5.0
_GARBAGE = 400_000, 20, 50
"""How many new objects a child lets stand before it looks for garbage: what it makes in a report is mostly kept."""
_TICK = 10_000_000
"""Nanoseconds: the times of files go in steps, and may lie that far behind."""


class Forge:
    """Answers requests on a listening socket until its owner is gone.

    Attributes
    ----------
    flaw
        Why it can serve nobody, ever; empty if it can.
    retired
        Whether its code is out of date: it ends with its last child.
    dismissed
        Whether its owner told it to end.
    """

    def __init__(self, kind: str, listener: socket.socket, owner: int) -> None:
        self.kind = kind
        self.listener = listener
        self.owner = owner
        self.retired = self.dismissed = False
        self.children: dict[int, socket.socket] = {}
        self.added: dict[str, str] = {}
        self.selector = selectors.DefaultSelector()
        self.bell, ringer = socket.socketpair()
        ringer.setblocking(False)
        self.bell.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGTERM, self._dismiss)
        signal.set_wakeup_fd(ringer.detach())
        self.loaded: Stamp = {}
        with self._loading():
            preload(kind)
        self.later = deque(LATER[kind])

    @contextmanager
    def _loading(self) -> Iterator[None]:
        """Freeze what is loaded meanwhile, so that forks share it, and note when each of its files was changed last.

        What imports make is there to stay: looking for garbage in it would cost a fifth of their time.
        """
        before, started = dict(os.environ), time.time_ns() - _TICK
        gc.disable()
        yield
        own = own_files()
        for file, changed in stamp().items():
            # one that changed while it was loaded is not noted: nobody knows which half came in
            if file not in self.loaded and not (file in own and started <= changed <= time.time_ns()):
                self.loaded[file] = changed
        self.added |= {name: value for name, value in os.environ.items() if name not in before}
        self.flaw = "" if alone_in_process() else "a library started a thread"
        gc.freeze()
        gc.set_threshold(*_GARBAGE)
        gc.enable()

    def _dismiss(self, *_: object) -> None:
        """End at once; and remember it, for a signal that comes within a callback has its exception swallowed."""
        self.dismissed = True
        sys.exit(0)

    def serve(self) -> None:
        """Fork children and tell of their ends, until the owner ends, or the last child once retired."""
        self.selector.register(self.listener, selectors.EVENT_READ, self._welcome)
        self.selector.register(self.bell, selectors.EVENT_READ, lambda bell: bell.recv(4096))
        try:
            while not self.dismissed and os.getppid() == self.owner and (self.children or not self.retired):
                events = self.selector.select(_LULL if self.later else _BEAT)
                for key, _ in events:
                    key.data(key.fileobj)
                self._reap()
                if self.later and not events:
                    self._load_more()
        finally:
            for pid in self.children:
                _kill_group(pid)
                os.waitpid(pid, 0)
            shutil.rmtree(Path(self.listener.getsockname()).parent, ignore_errors=True)

    def _load_more(self) -> None:
        """Load one more module that some children need, and others would have waited for."""
        with self._loading(), suppress(Exception):  # what is broken there is for the child to say that needs it
            load(self.kind, self.later.popleft())

    def _welcome(self, listener: socket.socket) -> None:
        """Take a guest, who may take time to speak."""
        connection = listener.accept()[0]
        connection.settimeout(_PATIENCE)
        self.selector.register(connection, selectors.EVENT_READ, self._answer)

    def _answer(self, connection: socket.socket) -> None:
        self.selector.unregister(connection)
        try:
            request, streams = receive(connection)
        except (OSError, ValueError):  # who asked is gone, or was only looking whether anybody is here
            connection.close()
            return
        if reply := self._reply(request):
            send(connection, reply)
            connection.close()
        else:
            self._fork(connection, request, streams)
        for stream in streams:
            os.close(stream)

    def _reply(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Say what was asked, or why a request is refused and whether a new forge could serve it; empty: fork."""
        self.retired = self.retired or stamp() != self.loaded
        if self.retired:
            return {"refused": "the code of the collection changed", "anew": True}
        if reason := self.flaw or foreign(request.get("env", os.environ)):
            return {"refused": reason, "anew": False}
        if "source" in request:
            other = request["source"] != str(SOURCE)
            return {"refused": f"the warm parent is that of {SOURCE}", "anew": False} if other else {"fault": ""}
        if "languages" in request:
            with self._loading(), suppress(Exception):  # as with what is loaded later
                learn(request["languages"], request["formats"])
            return {"fault": ""}
        if "evidence" in request:
            return {"fault": evidence_fault(Path(request["evidence"])) if request["evidence"] else ""}
        return {}

    def _fork(self, connection: socket.socket, request: dict[str, Any], streams: list[int]) -> None:
        signal.pthread_sigmask(signal.SIG_BLOCK, _END)  # whoever ends a child at once must not meet the forge's handler
        pid = os.fork()
        if pid == 0:
            self._become(connection, request, streams)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _END)
        os.setpgid(pid, pid)  # here and in the child, so that it holds whoever runs first
        self.children[pid] = connection
        self.selector.register(connection, selectors.EVENT_READ, lambda _: self._end(pid))
        send(connection, {"pid": pid})

    def _become(self, connection: socket.socket, request: dict[str, Any], streams: list[int]) -> NoReturn:
        """Close in the child what belongs to the forge, and never come back."""
        try:
            os.close(signal.set_wakeup_fd(-1))
            for number in (signal.SIGCHLD, signal.SIGTERM):
                signal.signal(number, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _END)
            guests = [key.fileobj for key in self.selector.get_map().values()]
            for held in (self.selector, connection, *guests, *self.children.values()):
                held.close()  # type: ignore[union-attr]  # all are sockets
            become_child(self.kind, request, streams, self.added)
        finally:
            os._exit(1)

    def _end(self, pid: int) -> None:
        """Who asked for a child closed the connection: it wants it no more, or is dead itself."""
        self.selector.unregister(self.children[pid])
        _kill_group(pid)

    def _reap(self) -> None:
        while self.children:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            if connection := self.children.pop(pid, None):  # a library may have left a child of its own
                if connection in self.selector.get_map():
                    self.selector.unregister(connection)
                send(connection, {"code": os.waitstatus_to_exitcode(status)})
                connection.close()


def _kill_group(pid: int) -> None:
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def alone_in_process() -> bool:
    """Whether this process has one thread only, libraries' own included where the system tells."""
    tasks = Path("/proc/self/task")
    return threading.active_count() == 1 and (not tasks.exists() or len(list(tasks.iterdir())) == 1)


def foreign(env: Mapping[str, str]) -> str:
    """Say what in an environment only an interpreter that starts in it can follow; empty if nothing.

    Examples
    --------
    >>> import os
    >>> foreign({**os.environ, "PYTHONPATH": "elsewhere"})
    'PYTHONPATH is not that of the warm parent'
    """
    own = os.environ
    # sets of texts have one order in all children: that of the warm parent
    names = {name for name in env.keys() | own.keys() if name.startswith("PYTHON")} - {"PYTHONHASHSEED"}
    differing = sorted(name for name in names if env.get(name) != own.get(name))
    return f"{differing[0]} is not that of the warm parent" if differing else ""


def main() -> None:
    """Preload and serve."""
    kind, listener, owner = sys.argv[1], socket.socket(fileno=int(sys.argv[2])), int(sys.argv[3])
    sys.path[:] = [place for place in sys.path if place not in ("", str(Path.cwd()))]  # as an ordinary kernel does
    with suppress(SystemExit):
        Forge(kind, listener, owner).serve()
    os._exit(0)  # taking a large interpreter apart would take longer than all that it did to end


if __name__ == "__main__":
    # under its own name: as __main__ its functions would be hidden by the notebook's module
    from helpers.factory import forge

    forge.main()
