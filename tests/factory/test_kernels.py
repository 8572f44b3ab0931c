"""A forked kernel is told from an ordinary one by its speed alone.

One notebook observes all that a cell can see of its kernel. It runs under both kernel specifications, with and without
a backend for figures in the environment, and what it saw must be the same. Whatever ends a kernel is tried on forked
ones only: what an ordinary one does then is known.
"""

import ast
import asyncio
import json
import logging
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from traitlets.config import Config

from helpers.factory import forked
from helpers.factory.client import AT_ONCE, NO_HISTORY, QUIET, PromptClient
from helpers.factory.execute import warm_parents
from helpers.factory.forked import NoForge
from helpers.factory.provisioner import fork_kernel

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a fork is safe on Linux only")

FORKED, ORDINARY = "caspian", "python3"

SECTION = re.compile(r"^## (.+) => ?(.*)\n((?:(?!## ).*\n?)*)", re.MULTILINE)
CELLS = {
    name: (source.strip(), sign)
    for name, sign, source in SECTION.findall(Path(__file__).with_name("observations.txt").read_text(encoding="utf-8"))
}
FIGURES = [name for name in CELLS if re.search("figure|backend|settings|chance", name)]
WRITTEN = ["streams", "shell", "cell magic", "traceback", "end", "thread", "process", "forked pool", "spawned pool"]
OBSERVED = {"": list(CELLS), "agg": FIGURES}
"""What is observed for each backend in the environment; without one, figures are those of Jupyter."""

COMPARED = [
    (backend, name) for backend in OBSERVED for name in OBSERVED[backend] if name not in ("chance", "past Python")
]
Seen = dict[str, dict[str, dict[str, Any]]]
"""What was seen, by kernel, backend and cell."""


def notebook(*sources: str) -> Any:
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])


def client(nb: Any, kernel: str, sockets: Path, *arguments: str, **options: Any) -> NotebookClient:
    prompt = f"{PromptClient.__module__}.{PromptClient.__name__}"
    config = Config({"KernelManager": {"transport": "ipc", "ip": str(sockets), "client_class": prompt}})
    return NotebookClient(nb, kernel_name=kernel, extra_arguments=[NO_HISTORY, *arguments], config=config, **options)


async def observe(kernel: str, backend: str, place: Path, sockets: Path, *arguments: str) -> dict[str, Any]:
    """Run the cells; return what each showed, and beside it what the kernel says of itself and its widgets."""
    # within pytest, ipykernel would leave alone what is written past Python
    env = {name: value for name, value in os.environ.items() if name not in ("MPLBACKEND", "PYTEST_CURRENT_TEST")}
    env |= {"MPLBACKEND": backend} if backend else {}
    nb = notebook(*(CELLS[name][0] for name in OBSERVED[backend]))
    runner = client(nb, kernel, sockets, *arguments, allow_errors=True, timeout=120)
    said: dict[str, Any] = {}
    async with runner.async_setup_kernel(env=env, cwd=str(place)):
        for number, cell in enumerate(nb.cells):
            await runner.async_execute_cell(cell, number)
        if not backend:
            said = {"of itself": await describe(runner), "widgets": list(runner.widget_state.values())}
    said |= {name: cell.outputs for name, cell in zip(OBSERVED[backend], nb.cells, strict=True)}
    return {name: value if name == "chance" else normal(value) for name, value in said.items()}


async def describe(runner: NotebookClient) -> list[Any]:
    """Ask a kernel what it is, and whether its debugger answers."""
    kc: Any = runner.kc
    answers: list[Any] = [await runner.async_wait_for_reply(kc.kernel_info())]
    for command in ("debugInfo", "initialize"):
        arguments = {"clientID": "test", "adapterID": ""}
        request = {"type": "request", "seq": 1, "command": command, "arguments": arguments}
        kc.control_channel.send(kc.session.msg("debug_request", request))
        answers.append(await kc.control_channel.get_msg(timeout=60))
    return [answer["content"] for answer in answers]


def normal(value: Any) -> Any:
    """Put names in place of what may differ from one ordinary kernel to the next: addresses, ids, files."""
    text = json.dumps(value, sort_keys=True)
    for pattern, name in (
        (r"0x[0-9a-f]+", "ADDRESS"),
        (r"(?<=ipykernel_)\d+", "PROCESS"),
        (r"(?<='JPY_PARENT_PID': ')\d+", "PROCESS"),
        (r"[^' \"]*\.json(?=[' \"])", "CONNECTION"),
        (r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])", "ID"),
        (r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID"),
        (r'(?<="execution_count": )\d+', "0"),
        (r'(?<="seq": )\d+', "0"),
        (r'Tip: (?:\\.|[^"\\])*', "TIP"),  # of several lines, some with a backslash: to the end of the banner
    ):
        text = re.sub(pattern, name, text)
    return json.loads(text)


async def observe_all(place: Path, sockets: Path) -> Seen:
    keys = [(kernel, backend) for kernel in (FORKED, ORDINARY) for backend in OBSERVED]
    found = await asyncio.gather(*(observe(*key, place, sockets / f"k{number}") for number, key in enumerate(keys)))
    seen: Seen = {FORKED: {}, ORDINARY: {}}
    for (kernel, backend), values in zip(keys, found, strict=True):
        seen[kernel][backend] = values
    return seen


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    return asyncio.run(observe_all(tmp_path_factory.mktemp("place"), tmp_path_factory.mktemp("s")))


@pytest.mark.parametrize(("backend", "name"), COMPARED)
def test_a_cell_sees_and_shows_the_same(seen: Seen, name: str, backend: str) -> None:
    forked = seen[FORKED][backend][name]
    assert forked == seen[ORDINARY][backend][name]
    assert CELLS[name][1] in json.dumps(forked)


def test_figures_are_shown_where_they_are_by_an_ordinary_kernel(seen: Seen) -> None:
    shown = {backend: len(seen[FORKED][backend]["figures shown"]) for backend in OBSERVED}
    assert shown == {"": 2, "agg": 0}


def test_it_says_the_same_of_itself(seen: Seen) -> None:
    info, *debugger = seen[FORKED][""]["of itself"]
    assert [info, *debugger] == seen[ORDINARY][""]["of itself"]
    assert info["status"] == "ok"
    assert [answer["success"] for answer in debugger] == [True, True]


def test_the_state_of_widgets_is_saved_alike(seen: Seen) -> None:
    states = seen[FORKED][""]["widgets"]
    assert states == seen[ORDINARY][""]["widgets"]
    assert [state["value"] for state in states if state.get("description") == "n"] == [5, 4]
    assert "n is 4" in json.dumps(states)


def test_what_is_written_past_python_is_shown_alike(seen: Seen) -> None:
    def lines(outputs: list[dict[str, str]]) -> list[tuple[str, str]]:
        return sorted((out["name"], line) for out in outputs for line in out["text"].splitlines())

    forked, ordinary = (lines(seen[kernel][""]["past Python"]) for kernel in (FORKED, ORDINARY))
    assert forked == [("stderr", "low err"), ("stdout", "from a process"), ("stdout", "low out")]
    assert forked == ordinary


def test_what_is_written_is_shown_alike_where_nothing_else_is_flushed(
    seen: Seen, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    said = asyncio.run(observe(FORKED, "", tmp_path, tmp_path_factory.mktemp("s") / "k", QUIET, AT_ONCE))
    assert "helpers.factory.stream.Stream" in json.dumps(said["hooks"])
    assert {name: said[name] for name in WRITTEN} == {name: seen[ORDINARY][""][name] for name in WRITTEN}


def test_no_kernel_repeats_the_chance_of_another(seen: Seen) -> None:
    first, second = (ast.literal_eval(seen[FORKED][b]["chance"][0].data["text/plain"]) for b in OBSERVED)
    assert len(first) == len(second) == 5
    assert not set(first) & set(second)


# the life of a kernel


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[KernelManager]:
    """A forked kernel that runs."""
    with started(FORKED, tmp_path) as manager:
        yield manager


@contextmanager
def started(kernel: str, folder: Path, **options: Any) -> Iterator[KernelManager]:
    manager = KernelManager(kernel_name=kernel, transport="ipc", ip=str(folder / "k"), **options)
    manager.start_kernel(cwd=str(folder), extra_arguments=[NO_HISTORY])
    try:
        yield manager
    finally:
        manager.shutdown_kernel(now=True)
        manager.context.term()


@contextmanager
def talk(manager: KernelManager) -> Iterator[Any]:
    kc = manager.client()
    kc.start_channels()
    try:
        kc.wait_for_ready(60)
        yield kc
    finally:
        kc.stop_channels()


def say(kc: Any, source: str) -> str:
    """Run a cell and return what it printed, or the name of its error."""
    said: list[str] = []
    reply = kc.execute_interactive(source, timeout=60, output_hook=lambda m: said.append(m["content"].get("text", "")))
    return str(reply["content"].get("ename", "".join(said).strip()))


def alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def gone(pid: int) -> bool:
    """Wait until a process is no more."""
    until = time.monotonic() + 60
    while time.monotonic() < until and alive(pid):
        time.sleep(0.02)
    return not alive(pid)


def test_a_running_cell_can_be_interrupted(manager: KernelManager) -> None:
    with talk(manager) as kc:
        # else the kernel turns away for a moment what comes right after an error
        kc.execute("import time\nprint('on', flush=True)\ntime.sleep(600)", stop_on_error=False)
        while kc.get_iopub_msg(timeout=60)["content"].get("text") != "on\n":
            pass
        manager.interrupt_kernel()
        assert kc.get_shell_msg(timeout=60)["content"]["ename"] == "KeyboardInterrupt"
        assert say(kc, "print('goes on')") == "goes on"


def test_a_cell_beyond_its_time_is_ended_with_its_kernel(tmp_path: Path) -> None:
    nb = notebook("import os, pathlib; pathlib.Path('pid').write_text(str(os.getpid()))", "while True: pass")
    runner = client(nb, FORKED, tmp_path / "k", timeout=1, resources={"metadata": {"path": str(tmp_path)}})
    with pytest.raises(CellTimeoutError):
        runner.execute()
    assert gone(int((tmp_path / "pid").read_text()))


def test_a_kernel_that_dies_is_seen_and_its_code_is_known(tmp_path: Path) -> None:
    deaths = {
        "import os; os._exit(3)": 3,
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)": -signal.SIGKILL,
        "import ctypes; ctypes.string_at(0)": -signal.SIGSEGV,
    }

    async def die(source: str, sockets: Path) -> int:
        runner = client(notebook(source), FORKED, sockets, timeout=60)
        manager = runner.create_kernel_manager()
        with pytest.raises(DeadKernelError):  # not CellTimeoutError: it was seen before the minute was over
            await runner.async_execute()
        return int(manager.provisioner.process.poll())  # type: ignore[union-attr]

    async def die_all() -> list[int]:
        return await asyncio.gather(*(die(source, tmp_path / str(n)) for n, source in enumerate(deaths)))

    assert asyncio.run(die_all()) == list(deaths.values())


def test_a_restarted_kernel_is_another_one_that_knows_nothing(manager: KernelManager) -> None:
    with talk(manager) as kc:
        before = say(kc, "name = 1; import os, math; math.pi = 3; print(os.getpid())")
        manager.restart_kernel()
        kc.wait_for_ready(60)
        assert say(kc, "print(name)") == "NameError"
        assert say(kc, "import math; print(math.pi)").startswith("3.14")
        assert say(kc, "import os; print(os.getpid())") != before
    assert gone(int(before))


@pytest.mark.parametrize(("now", "code", "left"), [(False, 0, "thread, exit function"), (True, -signal.SIGKILL, "")])
def test_a_kernel_ends_as_it_is_told_to(
    manager: KernelManager, tmp_path: Path, now: bool, code: int, left: str
) -> None:
    source = """
    import atexit, threading, time
    def note(text):
        with open("left", "a") as file:
            file.write(text)
    atexit.register(note, "exit function")
    """
    process = manager.provisioner.process  # type: ignore[union-attr]
    (tmp_path / "left").touch()
    with talk(manager) as kc:
        say(kc, source)
        say(kc, "threading.Thread(target=lambda: (time.sleep(0.5), note('thread, '))).start()")
    manager.shutdown_kernel(now=now)
    assert process.returncode == code
    assert (tmp_path / "left").read_text() == left


def test_kernels_that_run_at_once_know_nothing_of_each_other(manager: KernelManager, tmp_path: Path) -> None:
    (tmp_path / "2").mkdir()
    with started(FORKED, tmp_path / "2") as second, talk(manager) as one, talk(second) as two:
        say(one, "import math, os, helpers.present; name = 1; math.pi = 3; os.environ['MADE'] = 'up'; os.chdir('/')")
        say(one, "helpers.present.made_up = 1")
        assert say(two, "print(name)") == "NameError"
        assert say(two, "import math, os; print(math.pi, os.environ.get('MADE'), os.getcwd())").startswith("3.14")
        assert say(two, "print(os.environ.get('MADE'), os.getcwd())") == f"None {tmp_path / '2'}"
        assert say(two, "import helpers.present; helpers.present.made_up") == "AttributeError"
        assert say(one, "print(name)") == "1"


def test_the_kernel_of_a_report_has_no_debugger_and_widgets_only_for_who_imports_them(tmp_path: Path) -> None:
    loaded = "import sys; print('ipywidgets' in sys.modules, sys.modules['debugpy'])"
    nb = notebook(loaded, "import ipywidgets; ipywidgets.IntSlider(3)")
    with warm_parents(["kernel"]):
        done = client(nb, FORKED, tmp_path / "k").execute()
    assert done.cells[0].outputs[0].text == "False None\n"
    view = done.cells[1].outputs[0].data["application/vnd.jupyter.widget-view+json"]["model_id"]
    states = done.metadata.widgets["application/vnd.jupyter.widget-state+json"]["state"]
    assert states[view]["state"]["value"] == 3


SPARED = """
import inspect
import matplotlib.axes
import numpy.f2py

class Own(matplotlib.axes.Axes):
    "Own axes."

print("visible: bool" in matplotlib.axes.Axes.set.__doc__, "visible: bool" in Own.set.__doc__)
print(inspect.getdoc(Own), callable(numpy.f2py.get_include))
"""


def test_the_kernel_of_a_report_is_spared_the_help_of_libraries_and_nothing_else(tmp_path: Path) -> None:
    seen = {}
    for kind in ("kernel", "session"):
        with warm_parents([kind]):
            seen[kind] = client(notebook(SPARED), FORKED, tmp_path / kind).execute().cells[0].outputs[0].text
    assert seen == {"kernel": "False True\nOwn axes. True\n", "session": "True True\nOwn axes. True\n"}


def test_a_kernel_ends_with_the_process_that_wanted_it(tmp_path: Path) -> None:
    script = """
import sys, time
from jupyter_client.manager import KernelManager
manager = KernelManager(kernel_name="caspian", transport="ipc", ip=sys.argv[1])
manager.start_kernel()
print(manager.provisioner.pid, flush=True)
time.sleep(600)
"""
    env = {**os.environ, forked.ADDRESS["kernel"]: forked._own("session").address}  # no other forge need be started
    command = [sys.executable, "-c", script, str(tmp_path / "k")]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        kernel = int(process.stdout.readline())
        assert alive(kernel)
        process.kill()
    assert gone(kernel)


# the ordinary kernel that steps in


def test_without_forking_the_kernel_is_an_ordinary_one_and_the_log_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(forked.SWITCH, "off")
    with started(FORKED, tmp_path, log=logging.getLogger("kernels")) as manager, talk(manager) as kc:
        assert isinstance(manager.provisioner.process, subprocess.Popen)  # type: ignore[union-attr]
        assert say(kc, "import sys; print(sys.argv[0])").endswith("ipykernel_launcher.py")
    assert "An ordinary kernel is started instead of a forked one: CASPIAN_FORK is off." in caplog.text


@pytest.mark.parametrize(
    "command",
    [
        [sys.executable, "-m", "another_launcher"],
        ["/another/python", "-m", "ipykernel_launcher"],
        [sys.executable, "-O", "-m", "ipykernel_launcher"],
    ],
)
def test_only_what_an_ordinary_kernel_is_started_by_is_forked(command: list[str]) -> None:
    with pytest.raises(NoForge, match="not started by -m ipykernel_launcher"):
        fork_kernel([*command, "-f", "file"], dict(os.environ))
