"""A Jupyter client that loses no time while a kernel starts and ends."""

import math
import time
from inspect import unwrap
from queue import Empty
from typing import Any

import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.channels import AsyncZMQSocketChannel
from jupyter_client.manager import AsyncKernelManager
from traitlets import Type

NO_HISTORY = "--HistoryManager.hist_file=:memory:"
"""Argument of a kernel that keeps its cells out of the reader's own IPython history; nbclient gives it to kernels with
other names only."""

QUIET = "--IPKernelApp.outstream_class=helpers.factory.stream.Stream"
"""Argument of a kernel whose threads are to wake each other only where there is something to publish."""

AT_ONCE = "--IPythonKernel._execute_sleep=0"
"""Argument of a kernel that answers at once: its own half a millisecond a cell is for clients that do not wait for the
output, as nbclient does."""


class PromptManager(AsyncKernelManager):
    """Starts and ends a kernel without the pause that follows each so that Jupyter's own tests can look."""

    start_kernel = unwrap(AsyncKernelManager.start_kernel)
    shutdown_kernel = unwrap(AsyncKernelManager.shutdown_kernel)


class PromptChannel(AsyncZMQSocketChannel):
    """A channel that takes the next message at once: Jupyter's own first asks whether there is one."""

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:  # type: ignore[override]  # as in Jupyter
        """Wait for a message; only where the wait has an end must it ask first."""
        return await (self._recv() if timeout is None else super().get_msg(timeout))


class PromptClient(AsyncKernelClient):
    """Looks often whether a new kernel can be reached, and goes on as soon as it answers.

    Jupyter's own looks every tenth of a second, and then listens for a fifth until nothing comes any more. What is
    left to come belongs to no cell, and nbclient skips it.
    """

    shell_channel_class = iopub_channel_class = Type(PromptChannel)

    def _context_default(self) -> zmq.asyncio.Context:
        context: zmq.asyncio.Context = super()._context_default()
        context.setsockopt(zmq.RECONNECT_IVL, 5)  # milliseconds
        return context

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers on both channels, the one for replies and the one for output.

        Raises
        ------
        RuntimeError
            If it died, or did not answer within ``timeout`` seconds; None waits for ever.
        """
        until = time.monotonic() + (math.inf if timeout is None else timeout)
        while time.monotonic() < until:
            self.kernel_info()
            try:
                reply = await self.shell_channel.get_msg(timeout=1)
                await self.iopub_channel.get_msg(timeout=0.2)
            except Empty:
                if not await self.is_alive():
                    raise RuntimeError("Kernel died before replying to kernel_info") from None
            else:
                self._handle_kernel_info_reply(reply)
                return
        raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")
