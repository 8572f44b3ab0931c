"""What a fork of a warm parent does: it becomes the kernel or the worker that was asked for, and ends as one."""

import atexit
import gc
import importlib.util
import os
import random
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn


def become_child(kind: str, request: dict[str, Any], streams: list[int], added: dict[str, str]) -> NoReturn:
    """Become what was asked for, and end.

    Parameters
    ----------
    request
        With the ``arguments`` of an ordinary process of the kind, its environment ``env`` and its folder ``cwd``.
    streams
        File numbers of its standard output and error.
    added
        What the preloaded libraries put into the environment.
    """
    code = 1
    try:
        _settle(request, streams, added)
        _WORK[kind](request["arguments"])
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        _leave(code)


def _settle(request: dict[str, Any], streams: list[int], added: dict[str, str]) -> None:
    """Take a group, streams, an environment, a folder and randomness of its own."""
    os.setpgid(0, 0)
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    for number, stream in enumerate(streams, start=1):
        os.dup2(stream, number)
        os.close(stream)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update({**added, **request["env"]})
    time.tzset()
    os.chdir(request["cwd"])
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()  # else it would repeat the numbers of all its siblings


def _worker(arguments: list[str]) -> None:
    from helpers.factory import worker

    worker.main(Path(arguments[0]))


def _kernel(arguments: list[str]) -> None:
    import matplotlib as mpl
    from ipykernel.kernelapp import IPKernelApp

    launcher = importlib.util.find_spec("ipykernel_launcher")
    sys.argv = [str(launcher and launcher.origin), *arguments]
    sys.orig_argv = [sys.executable, "-m", "ipykernel_launcher", *arguments]
    # named as the parent, the forge is watched as an ordinary kernel watches its client
    os.environ["JPY_PARENT_PID"] = str(os.getppid())
    app = IPKernelApp.instance(parent_handle=os.getppid())
    app.initialize(arguments)
    # what an import in the kernel would have done, but did in the forge, where there was no kernel yet
    mpl.rcParams["backend"] = os.environ["MPLBACKEND"]
    if "ipywidgets" in sys.modules:
        sys.modules["ipywidgets"].register_comm_target()
    try:
        app.start()
    finally:
        # it ends its answer to the order to shut down through the thread that the exit of ipykernel stops first:
        # the two would wait ten seconds for each other
        app.control_thread.stop()
        app.control_thread.join()


_WORK: dict[str, Callable[[list[str]], None]] = {"kernel": _kernel, "session": _kernel, "worker": _worker}


def _leave(code: int) -> NoReturn:
    """End as an interpreter does, without returning into the forge's own stack."""
    gc.freeze()  # a shell that ends collects garbage: that of a process which is about to vanish
    try:
        threading._shutdown()  # type: ignore[attr-defined]  # waits for threads that are no daemons
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    finally:
        os._exit(code)
