"""What a forge loads before it forks: all that its children would load first, and how to tell that it has changed."""

import importlib
import inspect
import pkgutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

from helpers.factory.reach import state
from helpers.locale.catalogue import LANGUAGES, domains, translations

_KERNEL = (
    "numpy", "pandas", "scipy.special", "matplotlib.pyplot", "matplotlib.backends.backend_svg",
    "matplotlib_inline.backend_inline", "psutil",
    "ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.debugger", "tornado.platform.asyncio", "sqlite3",
    "IPython.core.debugger", "IPython.core.oinspect", "IPython.core.logger", "IPython.core.completerlib",
    "IPython.extensions.storemagic", "helpers.factory.stream",
)  # fmt: skip
_WIDGETS = ("ipywidgets", "helpers.present.fields", "helpers.present.live")
PRELOADED = {
    "kernel": _KERNEL,
    "session": (*_KERNEL, *_WIDGETS),
    "worker": (
        "helpers.factory.worker", "helpers.factory.provisioner", "helpers.factory.client",
        "concurrent.futures.thread", "multiprocessing.connection",
    ),
}  # fmt: skip
"""What a child would import first; kernels get the rooms of the collection up to ``present`` on top."""

_SOME = (
    "networkx", "scipy.optimize", "scipy.stats", "seaborn",
    "statsmodels.genmod.generalized_linear_model", "statsmodels.regression.linear_model",
)  # fmt: skip
LATER: dict[str, tuple[str, ...]] = {"kernel": _SOME, "session": _SOME, "worker": ()}
"""What some children need beside: loaded when the first are off, for they would wait half as long again."""

_UNWANTED = {
    "kernel": ("debugpy",),
    "session": (),
    "worker": ("rfc3987_syntax", "rfc3986_validator", "isoduration"),
}
"""What others would import, and nobody asks for here: a debugger, for reports are made while nobody looks on; checks of
addresses and times in notebooks, of which the first alone builds a grammar for over a second."""

_ROOMS = ("models", "parameters", "evidence", "analysis", "claims", "present")
Stamp = dict[str, int]


def preload(kind: str) -> None:
    """Import what most children of a kind need, and do once what each of them would do again."""
    sys.modules |= dict.fromkeys(_UNWANTED[kind])  # type: ignore[arg-type]
    for name in PRELOADED[kind]:
        load(kind, name)
    if kind == "worker":
        importlib.import_module("helpers.factory.worker").warm()
        return
    for room in _ROOMS:
        package = importlib.import_module(f"helpers.{room}")
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            if module.name not in _WIDGETS:
                importlib.import_module(module.name)
    _forget_inline()
    _warm()


def load(kind: str, name: str) -> None:
    """Import a module, for kernels of reports without what only a person at a prompt would ask for."""
    with _unasked() if kind == "kernel" else nullcontext():
        importlib.import_module(name)


def _nothing(object: object) -> None:  # noqa: A002  named as in what it stands in for
    """Find no docstring."""


@contextmanager
def _unasked() -> Iterator[None]:
    """Spare a quarter of the time that libraries need to load, with what nobody asks a report for.

    That is help: they take thousands of docstrings apart to compose others, and find none now. And numpy's reader of
    Fortran, which comes when it is asked for: scipy asks for all that numpy has.
    """
    import numpy as np

    getdoc = inspect.getdoc
    inspect.getdoc = _nothing
    vars(np).setdefault("f2py", None)
    try:
        yield
    finally:
        inspect.getdoc = getdoc
        if vars(np)["f2py"] is None:
            del np.f2py


def _forget_inline() -> None:
    """Let each kernel import this one module again: it ties itself to the shell that it finds while it is imported."""
    del sys.modules["matplotlib_inline"].backend_inline, sys.modules["matplotlib_inline.backend_inline"]


def _warm() -> None:
    """Find fonts and versions, ask what the languages call themselves, with which CLDR comes, read the evidence."""
    from matplotlib.font_manager import findfont

    from helpers.parameters import Parameters, declared
    from helpers.present.provenance import versions
    from helpers.project import root

    findfont("DejaVu Sans")
    versions()
    declared(Parameters.model_fields["lang"], "names")
    with suppress(FileNotFoundError):  # a kernel may be wanted where there is no collection
        evidence_fault(root() / "data")


def evidence_fault(folder: Path) -> str:
    """Read the evidence in a folder, unless it is read already, and return what is wrong with it; empty if nothing."""
    from helpers.evidence import EvidenceError, load

    try:
        load(folder=folder)
    except (EvidenceError, FileNotFoundError) as error:
        return str(error)
    return ""


def learn(languages: Iterable[str], formats: Iterable[str]) -> None:
    """Read the catalogues of languages, and load what reports of some formats need, unless that is done already."""
    for lang in languages:
        translations(lang)
    if "pdf" in formats:
        importlib.import_module("helpers.factory.worker").warm_pdf()


def stamp() -> Stamp:
    """Return when each loaded file of the collection, and each folder of packages, was changed last."""
    packages = (place for place in sys.path if place.endswith("site-packages"))
    return {place: changed for place in [*own_files(), *packages] if (changed := _changed(place))}


def _changed(place: str) -> int:
    try:
        return state(place)[0]
    except FileNotFoundError:
        return 0


def own_files() -> list[str]:
    """Return the loaded files of the collection, and its catalogues."""
    own = (module.__file__ for name, module in list(sys.modules.items()) if name.partition(".")[0] == "helpers")
    return [*filter(None, own), *(str(path) for lang in LANGUAGES for path in domains(lang))]
