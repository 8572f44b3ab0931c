"""A build: what is due is executed and published, in one folder never twice at once."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, nullcontext
from datetime import datetime
from pathlib import Path

from helpers.factory.archive import longest_first, new_run_id
from helpers.factory.execute import Executor, Limits, Listener, execute, here
from helpers.factory.inputs import store
from helpers.factory.outcome import Outcome
from helpers.factory.packet import publish
from helpers.factory.plan import Job
from helpers.factory.workshop import workshop


def make(
    due: Sequence[Job],
    reports: Path,
    limits: Limits | None = None,
    place: AbstractContextManager[Executor] | None = None,
    telling: AbstractContextManager[Listener | None] | None = None,
    now: datetime | None = None,
) -> tuple[Path, list[Outcome]]:
    """Make reports, and publish them as a run.

    Parameters
    ----------
    place
        Where they are executed (:func:`helpers.factory.execute.place`); None is this machine.
    telling
        Gives what is told of each that starts and ends; None tells nobody.
    now
        The time of the run; None asks the clock.

    Returns
    -------
    tuple
        The packet's folder, and the outcomes, the longest report first.

    Raises
    ------
    Refusal
        If another build works there, or the evidence is faulty.
    """
    told = telling or nullcontext()
    with workshop(reports) as folder, ThreadPoolExecutor(1) as aside, told as tell, ExitStack() as held:
        inputs = aside.submit(store, reports)  # read at once, as the notebooks will read it
        queue = longest_first(due, reports)
        executor = held.enter_context(place or here())  # starts the other parent, now that a core is free for it
        outcomes = execute(queue, folder, limits or Limits(), tell, executor)
        ended = aside.submit(held.close)  # what its processes hold takes them a while to let go
        packet = publish(new_run_id(queue, now), queue, outcomes, folder, reports, inputs.result())
        ended.result()
        return packet, outcomes
