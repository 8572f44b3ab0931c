"""Kernels forked from a warm parent, for every Jupyter client: a kernel provisioner behind Jupyter's entry point.

The kernel specification ``caspian`` names it. The parent is started with the first kernel and ends with the process
that started it. Where a fork is not safe (Windows, macOS), or the parent refuses, the kernel is an ordinary one, and
the log says why.
"""

import asyncio
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from helpers.factory.forked import ForkedProcess, NoForge, fork

LAUNCHER = [sys.executable, "-m", "ipykernel_launcher"]
"""How the command of an ordinary kernel begins; another interpreter, or other options of it, cannot be forked."""


class ForgeProvisioner(LocalProvisioner):
    """Forks kernels from a warm parent; everything else is as with an ordinary kernel."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel, or start an ordinary one and say why."""
        try:
            # in a thread: the first kernel waits for the parent's imports, and a server has others to serve
            kernel = await asyncio.to_thread(fork_kernel, cmd, **kwargs)
        except NoForge as reason:
            self.log.warning("An ordinary kernel is started instead of a forked one: %s.", reason)
            return await super().launch_kernel(cmd, **kwargs)
        self.process, self.pid, self.pgid = kernel, kernel.pid, kernel.pid  # type: ignore[assignment]
        self.cwd = kwargs.get("cwd", Path.cwd())
        return self.connection_info

    async def shutdown_requested(self, restart: bool = False) -> None:
        """Wait a moment for the end: Jupyter itself looks every tenth of a second."""
        await super().shutdown_requested(restart)
        if self.process:
            with suppress(subprocess.TimeoutExpired):
                await asyncio.to_thread(self.process.wait, 0.5)

    async def send_signal(self, signum: int) -> None:
        """Signal the kernel's group, unless the kernel has ended: reaped already, its number may be another's."""
        if await self.poll() is None:
            await super().send_signal(signum)


def fork_kernel(cmd: list[str], env: dict[str, str], cwd: Any = None, **kwargs: Any) -> ForkedProcess:
    """Fork what the command of an ordinary kernel would start.

    Raises
    ------
    NoForge
        If the command is not that of an ordinary kernel, or no forge serves.
    """
    if cmd[: len(LAUNCHER)] != LAUNCHER:
        raise NoForge(f"the kernel is not started by {' '.join(LAUNCHER[1:])}")
    streams = tuple(_file_number(kwargs.get(name), number) for number, name in enumerate(("stdout", "stderr"), 1))
    return fork("session", cmd[len(LAUNCHER) :], env, cwd and str(cwd), streams)


def _file_number(stream: Any, default: int) -> int:
    return default if stream is None else stream if isinstance(stream, int) else int(stream.fileno())
