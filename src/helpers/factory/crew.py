"""The workers of a Dask cluster: whether there are any, whether they are like this machine, what they have and lack.

Code is not sent: a worker with other code is refused. Evidence and notebooks are sent to a worker once, by the hash
of their content; what it does with them is :mod:`helpers.factory.remote`.
"""

from collections.abc import Iterable

from distributed import Client

from helpers.factory import remote
from helpers.factory.pack import Pack
from helpers.factory.refusal import Refusal
from helpers.factory.remote import Inventory

_SHOWN = 3


class Crew:
    """All workers of one scheduler.

    Attributes
    ----------
    patience
        Seconds to wait for a worker while there is none.
    inventory
        What each of them must be: see :func:`helpers.factory.remote.inventory`.
    faults
        By address: workers that are to get no job, and why.
    """

    def __init__(self, client: Client, address: str, patience: float) -> None:
        self.client = client
        self.address = address
        self.patience = patience
        self.inventory = remote.inventory()
        self.faults: dict[str, str] = {}

    def wait_for_one(self) -> None:
        """Wait for the first worker.

        Raises
        ------
        Refusal
            If the scheduler has not this project, or no worker comes.
        """
        try:
            self.client.run_on_scheduler(remote.inventory)
        except ImportError as error:
            raise Refusal(f"the scheduler at {self.address} {_cannot(error)}") from None
        # a cluster that scales itself starts workers only when there is something to do; this needs no code of ours
        call = self.client.submit(bool, pure=False)
        try:
            self.client.wait_for_workers(1, timeout=self.patience)
        except TimeoutError:
            raise Refusal(self.deserted()) from None
        finally:
            call.cancel()

    def check(self) -> None:
        """Refuse workers that would not give the results of this machine.

        Raises
        ------
        Refusal
            With each such worker, and what is different there.
        """
        self.inspect()
        if self.faults:
            raise Refusal("\n".join(self.faults.values()))

    def inspect(self) -> None:
        """Ask each worker what it is, and note the faults."""
        said = self.client.run(remote.inventory, on_error="return")
        faults = {worker: self._fault(found) for worker, found in said.items()}
        self.faults = {worker: f"worker {worker} {fault}" for worker, fault in faults.items() if fault}

    def fit(self) -> list[str]:
        """Return the workers that are there, without those at fault.

        Raises
        ------
        OSError
            If the scheduler does not answer.
        """
        return sorted(set(self.client.nthreads()) - self.faults.keys())

    def _fault(self, found: Inventory | Exception) -> str:
        if isinstance(found, Exception):
            return _cannot(found)
        # versions before files: they explain more
        names = sorted(found.keys() | self.inventory.keys(), key=lambda name: ("/" in name, name))
        said = [_difference(name, found.get(name), self.inventory.get(name)) for name in names]
        differing = [text for text in said if text]
        if not differing:
            return ""
        more = f" and {len(differing) - _SHOWN} more" if len(differing) > _SHOWN else ""
        listed = ", ".join(differing[:_SHOWN]) + more
        return f"is not like this machine: {listed}; install there what is here, and start it again"

    def supply(self, packs: Iterable[Pack]) -> None:
        """Give each worker the packs that it has not, and note those that cannot keep them."""
        named = {pack.name: pack for pack in packs}
        lacking = self.client.run(remote.lacking, list(named), on_error="ignore")
        for names in {tuple(names) for names in lacking.values() if names}:
            bare = [worker for worker, found in lacking.items() if tuple(found) == names]
            kept = self.client.run(remote.keep, [named[name] for name in names], workers=bare, on_error="return")
            failed = {worker: error for worker, error in kept.items() if isinstance(error, Exception)}
            self.faults |= {worker: f"worker {worker} cannot keep the evidence ({e})" for worker, e in failed.items()}

    def deserted(self) -> str:
        """Say that there has been no worker for as long as one is waited for, and what to do."""
        return (
            f"the cluster at {self.address} has had no worker for {self.patience:.0f} seconds: "
            f"start one with `dask worker {self.address}`, or have more patience with --patience"
        )


def _cannot(error: Exception) -> str:
    return f"cannot run this project ({error}); install there what is here"


def _difference(name: str, there: str | None, here: str | None) -> str:
    if there == here:
        return ""
    return name if "/" in name else f"{name} is {there or 'missing'} there and {here or 'missing'} here"
