"""A forge serves whoever asks, tells the truth about its children, and leaves nothing behind.

The forges here preload nothing and their children run a few lines of Python, so that each starts in no time; kernels
from the real one are in ``test_kernels.py``.
"""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from helpers.factory import forked
from helpers.factory.forked import ForkedProcess, NoForge
from helpers.factory.messages import receive, send

LIGHT = """
import sys
from helpers.factory import child, forge

def preload(kind):
    {preload}

forge._PATIENCE = 600  # who says nothing would be waited for until the test is broken off
forge.preload = preload
forge.evidence_fault = lambda folder: "no fault in " + folder.name
child._WORK["worker"] = lambda arguments: exec(arguments[0], dict())
forge.main()
"""
SLEEP = "import time; time.sleep(600)"
PARENT = "import os; print(os.getppid())"
Start = Callable[..., None]

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a fork is safe on Linux only")


@pytest.fixture
def light(monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Let this process have a light forge of its own, and say what it does while it preloads."""
    monkeypatch.delenv(forked.ADDRESS["worker"], raising=False)
    monkeypatch.setattr(forked, "_current", {})
    monkeypatch.setattr(forked, "_started", [])

    def start(preload: str = "pass") -> None:
        script = LIGHT.format(preload=textwrap.indent(textwrap.dedent(preload), "    ").strip())
        monkeypatch.setattr(forked, "COMMAND", (sys.executable, "-c", script))

    start()
    yield start
    for parent in forked._started:
        forked.stop([parent])


def run(code: str, folder: Path, **env: str) -> tuple[int, str, str]:
    """Run a child to its end: exit code, standard output and error."""
    out, err = folder / "out", folder / "err"
    with out.open("wb") as first, err.open("wb") as second:
        streams = (first.fileno(), second.fileno())
        process = forked.fork("worker", [code], {**os.environ, **env}, str(folder), streams)
    return process.wait(60), out.read_text(), err.read_text()


def sleeper() -> ForkedProcess:
    return forked.fork("worker", [SLEEP], os.environ)


def end(process: ForkedProcess) -> int:
    process.kill()
    return process.wait(60)


def alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def gone(*pids: int) -> bool:
    """Wait until processes, whoever their parent is, are no more."""
    until = time.monotonic() + 60
    while time.monotonic() < until and any(map(alive, pids)):
        time.sleep(0.02)
    return not any(map(alive, pids))


# messages


def test_a_message_comes_as_it_was_sent_with_its_open_files(tmp_path: Path) -> None:
    here, there = socket.socketpair()
    with here, there, (tmp_path / "file").open("w") as file:
        send(here, {"text": "Baku – Astana"}, (file.fileno(),))
        message, (stream,) = receive(there)
        os.write(stream, b"through the copy")
        os.close(stream)
    assert message == {"text": "Baku – Astana"}
    assert (tmp_path / "file").read_text() == "through the copy"


def test_a_message_may_be_longer_than_a_buffer() -> None:
    here, there = socket.socketpair()
    with here, there, ThreadPoolExecutor() as pool:
        pool.submit(send, here, {"text": "x" * 3_000_000})
        assert len(receive(there)[0]["text"]) == 3_000_000


@pytest.mark.parametrize("piece", [b"", b"\x00\x00", b"\x00\x00\x00\x09{"])
def test_a_message_that_breaks_off_is_an_error_and_leaks_no_file(piece: bytes) -> None:
    here, there = socket.socketpair()
    read, write = os.pipe()
    with there:
        if piece:
            socket.send_fds(here, [piece], [write])
        here.close()
        os.close(write)
        with pytest.raises(ValueError, match="closed"):
            receive(there)
    os.set_blocking(read, False)
    assert os.read(read, 1) == b""  # nobody holds the other end any more
    os.close(read)


def test_a_receiver_that_is_gone_is_no_error() -> None:
    here, there = socket.socketpair()
    there.close()
    with here:
        send(here, {"code": 0})


# what it loads


def test_the_first_children_do_not_wait_for_what_few_need(light: Start, tmp_path: Path) -> None:
    light('forge.LATER = {"worker": ["no_such_module", "colorsys"]}')
    code = "import sys; print('colorsys' in sys.modules)"
    assert run(code, tmp_path) == (0, "False\n", "")
    until = time.monotonic() + 60
    while time.monotonic() < until and run(code, tmp_path)[1] != "True\n":
        time.sleep(0.1)  # without a lull it would load nothing more
    assert run(code, tmp_path) == (0, "True\n", "")


# the process as its owner sees it


def test_a_process_runs_until_its_code_is_told() -> None:
    here, there = socket.socketpair()
    process = ForkedProcess(here, 0)
    assert process.poll() is None
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.01)
    send(there, {"code": 3})
    assert (process.poll(), process.wait(), process.returncode) == (3, 3, 3)
    there.close()


def test_half_a_code_is_waited_for() -> None:
    here, there = socket.socketpair()
    process = ForkedProcess(here, 0)
    there.sendall(b"\x00\x00\x00\x0b")
    rest = threading.Timer(0.1, there.sendall, [b'{"code": 3}'])
    rest.start()
    assert process.poll() == 3
    rest.join()
    there.close()


def test_without_its_forge_a_process_counts_as_killed() -> None:
    here, there = socket.socketpair()
    there.close()
    assert ForkedProcess(here, 0).wait() == -signal.SIGKILL


def test_signals_reach_the_process_and_none_its_successor(light: Start) -> None:
    asked, ended = sleeper(), sleeper()
    assert asked.poll() is None
    asked.terminate()
    ended.kill()
    assert (asked.wait(60), ended.wait(60)) == (-signal.SIGTERM, -signal.SIGKILL)
    asked.send_signal(signal.SIGTERM)
    asked.kill()


def test_a_child_that_is_ended_before_it_settled_is_ended(light: Start, tmp_path: Path) -> None:
    light("""
        import os, signal
        os.register_at_fork(after_in_child=lambda: os.kill(os.getpid(), signal.SIGTERM))
    """)
    assert run("pass", tmp_path)[0] == -signal.SIGTERM


# children


@pytest.mark.parametrize(
    ("code", "end"),
    [("pass", 0), ("exit(3)", 3), ("exit('a reason')", 1), ("exit()", 0), ("import os; os._exit(7)", 7), ("1 / 0", 1)],
)
def test_the_exit_code_is_that_of_an_ordinary_process(light: Start, tmp_path: Path, code: str, end: int) -> None:
    assert run(code, tmp_path)[0] == end


def test_output_lands_in_the_files_that_were_given(light: Start, tmp_path: Path) -> None:
    code = "import os, sys; print('one', flush=True); print('two', file=sys.stderr); os.write(1, b'low')"
    assert run(code, tmp_path) == (0, "one\nlow", "two\n")
    assert "ZeroDivisionError" in run("1 / 0", tmp_path)[2]


def test_a_child_has_the_folder_and_the_environment_it_was_given(light: Start, tmp_path: Path) -> None:
    light("import os; os.environ['LIBRARY'] = 'set while it was imported'")
    code = "import os, time; print(os.getcwd(), os.environ.get('MADE'), os.environ.get('LIBRARY'), time.tzname[0])"
    _, out, _ = run(code, tmp_path, MADE="up", TZ="Asia/Baku")
    assert out == f"{tmp_path} up set while it was imported +04\n"


def test_a_child_holds_nothing_of_the_forge(light: Start, tmp_path: Path) -> None:
    other = sleeper()
    _, out, _ = run("import os; print(*os.listdir('/proc/self/fd'))", tmp_path)
    assert sorted(map(int, out.split())) == [0, 1, 2, 3]  # the last is that of the listing
    end(other)


def test_children_do_not_repeat_each_other(light: Start, tmp_path: Path) -> None:
    light("import random, numpy, uuid")
    code = "import random, numpy, uuid; print(random.random(), numpy.random.random(), uuid.uuid4(), uuid.uuid1())"
    first, second = (run(code, tmp_path)[1].split() for _ in range(2))
    assert len(first) == 4
    assert not set(first) & set(second)


def test_a_child_ends_as_an_interpreter_does(light: Start, tmp_path: Path) -> None:
    code = """
    import atexit, threading, time
    atexit.register(print, "exit function")
    threading.Thread(target=lambda: (time.sleep(0.2), print("thread"))).start()
    """
    assert run(textwrap.dedent(code), tmp_path) == (0, "thread\nexit function\n", "")


def test_a_child_that_fails_on_its_way_out_is_still_the_only_one_to_end(light: Start, tmp_path: Path) -> None:
    other = sleeper()
    code = "import atexit, sys; atexit.register(sys.exit, 5); sys.stdout = None"
    run(code, tmp_path)
    assert run("print('served')", tmp_path)[1] == "served\n"
    assert other.poll() is None
    end(other)


# the forge


def test_who_says_nothing_keeps_nobody_waiting(light: Start, tmp_path: Path) -> None:
    assert run("pass", tmp_path)[0] == 0
    with socket.socket(socket.AF_UNIX) as silent:
        silent.connect(forked._started[0].address)
        assert run("print('served')", tmp_path)[1] == "served\n"


def test_what_is_wrong_with_the_evidence_is_told(light: Start) -> None:
    assert forked.fault("worker") == "no fault in data"


def test_a_language_that_was_learned_is_known_to_all_children(light: Start, tmp_path: Path) -> None:
    known = "from helpers.locale import catalogue; print(catalogue.translations.cache_info().currsize)"
    assert run(known, tmp_path)[1] == "0\n"
    forked.learn(["ru"])
    assert run(known, tmp_path)[1] == "1\n"


def test_a_format_that_was_learned_is_loaded_for_all_children(light: Start, tmp_path: Path) -> None:
    known, before = "import sys; print('helpers.factory.pdf' in sys.modules)", run(PARENT, tmp_path)[1]
    assert run(known, tmp_path)[1] == "False\n"
    forked.learn([], ["html", "pdf"])
    assert run(known, tmp_path)[1] == "True\n"
    assert run(PARENT, tmp_path)[1] == before  # what it has learned is not a change of its code


def test_a_changed_catalogue_gets_a_new_forge(light: Start, tmp_path: Path) -> None:
    catalogue = tmp_path / "made.po"
    catalogue.write_text("")
    os.utime(catalogue, (1, 1))
    light(
        f"""
        from pathlib import Path
        from helpers.factory import preload
        preload.domains = lambda lang: [Path({str(catalogue)!r})]
        """
    )
    before = run(PARENT, tmp_path)[1]
    assert run(PARENT, tmp_path)[1] == before
    os.utime(catalogue, (2, 2))
    assert run(PARENT, tmp_path)[1] != before


def test_many_who_ask_at_once_share_one_forge(light: Start, tmp_path: Path) -> None:
    folders = [tmp_path / str(number) for number in range(6)]
    for folder in folders:
        folder.mkdir()
    with ThreadPoolExecutor(6) as pool:
        assert len({run(PARENT, folder)[1] for folder in pool.map(lambda folder: folder, folders)}) == 1
        parents = set(pool.map(lambda folder: run(PARENT, folder)[1], folders))
    assert parents == {f"{forked._started[0].process.pid}\n"}
    assert len(forked._started) == 1


def test_a_child_ends_with_the_connection_of_who_asked(light: Start) -> None:
    child, other = sleeper(), sleeper()
    child._connection.close()
    assert gone(child.pid)
    assert other.poll() is None
    end(other)


def test_a_child_that_a_library_left_is_nobodys_end(light: Start, tmp_path: Path) -> None:
    light("import subprocess; subprocess.Popen(['sleep', '0.1'])")
    assert run("import time; time.sleep(0.3)", tmp_path)[0] == 0
    assert run(PARENT, tmp_path)[1] == f"{forked._started[0].process.pid}\n"


def test_a_forge_with_a_thread_refuses_for_good(light: Start, tmp_path: Path) -> None:
    light("import threading, time; threading.Thread(target=time.sleep, args=[600], daemon=True).start()")
    for _ in range(2):
        with pytest.raises(NoForge, match="a library started a thread"):
            run("pass", tmp_path)
    assert len(forked._started) == 1  # another would have the thread as well


def test_what_only_a_new_interpreter_can_follow_is_refused(light: Start, tmp_path: Path) -> None:
    with pytest.raises(NoForge, match="PYTHONPATH is not that of the warm parent"):
        run("pass", tmp_path, PYTHONPATH=str(tmp_path))
    assert run("pass", tmp_path, PYTHONHASHSEED="7")[0] == 0


def test_changed_code_gets_a_new_forge_and_the_old_one_keeps_its_children(light: Start, tmp_path: Path) -> None:
    code = tmp_path / "made.py"
    code.write_text("")
    os.utime(code, (1, 1))
    light(f"import types; sys.modules['helpers.made'] = types.SimpleNamespace(__file__={str(code)!r})")
    old, before = sleeper(), run(PARENT, tmp_path)[1]
    assert run(PARENT, tmp_path)[1] == before
    os.utime(code, (2, 2))
    assert run(PARENT, tmp_path)[1] != before
    assert old.poll() is None
    assert end(old) == -signal.SIGKILL
    assert gone(int(before))  # it was kept for its child only


def test_code_that_changes_while_it_is_loaded_counts_as_changed(light: Start, tmp_path: Path) -> None:
    code = tmp_path / "made.py"
    code.write_text("")
    light(
        f"""
        import types, pathlib
        sys.modules['helpers.made'] = types.SimpleNamespace(__file__={str(code)!r})
        pathlib.Path({str(code)!r}).touch()
        """
    )
    with pytest.raises(NoForge, match="the code of the collection changed"):
        run("pass", tmp_path)


def test_a_forge_that_cannot_start_is_named(light: Start, tmp_path: Path) -> None:
    light("sys.exit(1)")
    with pytest.raises(NoForge, match="does not answer"):
        run("pass", tmp_path)


def test_a_forge_that_died_is_replaced(light: Start, tmp_path: Path) -> None:
    child = sleeper()
    forked._started[0].process.kill()
    assert child.wait(60) == -signal.SIGKILL
    psutil.Process(child.pid).kill()  # a worker does not watch its parent, its owner ends it
    assert run(PARENT, tmp_path)[1] == f"{forked._started[1].process.pid}\n"


def test_nothing_is_left_of_a_forge_that_is_stopped(light: Start) -> None:
    child = sleeper()
    (parent,) = forked._started
    forked.stop([parent])
    assert child.wait(60) == -signal.SIGKILL
    assert not alive(child.pid)
    assert not Path(parent.address).parent.exists()


@pytest.mark.parametrize("wait", ["forked.fork('worker', ['import time; time.sleep(600)'], os.environ)", "pass"])
def test_nothing_is_left_of_a_forge_whose_owner_is_killed(light: Start, wait: str) -> None:
    light("import time; time.sleep(0.3)")
    owner = f"""
import os, time
from helpers.factory import forked
forked.COMMAND = {forked.COMMAND!r}
parent = forked._own("worker")
child = {wait if wait != "pass" else "parent.process"}
print(parent.process.pid, child.pid, parent.address, flush=True)
time.sleep(600)
"""
    with subprocess.Popen([sys.executable, "-c", owner], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        forge, child, address = process.stdout.readline().split()
        process.kill()
    assert gone(int(forge), int(child))
    assert not Path(address).parent.exists()


def test_forking_can_be_switched_off(light: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(forked.SWITCH, "off")
    with pytest.raises(NoForge, match="CASPIAN_FORK is off"):
        sleeper()
    assert not forked._started


def test_a_forge_ends_even_if_the_order_comes_where_exceptions_are_swallowed(light: Start) -> None:
    light("""
        import os, signal, weakref
        class Thing: ...
        thing = Thing()
        note = weakref.ref(thing, lambda _: os.kill(os.getpid(), signal.SIGTERM))
        del thing
    """)
    assert forked.start_forge("worker").process.wait(20) == 0
