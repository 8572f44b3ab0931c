"""The catalogues: ``<language>/<domain>.po`` in this folder, read as they are, so that no compiled copy can drift.

A domain is a theme, so that several people can translate side by side; a language is whatever folder is here.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

SOURCE: Final = "en"
"""The language in which the code is written; it has no catalogue."""


def folder(lang: str = "") -> Path:
    """Return the folder of a language, or of all."""
    return Path(__file__).parent / lang


def domains(lang: str) -> list[Path]:
    """Return the catalogues of a language, one a domain."""
    return sorted(folder(lang).glob("*.po")) if lang else []


LANGUAGES: Final = (SOURCE, *sorted(path.name for path in folder().iterdir() if any(path.glob("*.po"))))
"""The languages that can be spoken: the source, and every one that has a catalogue here."""


def read(path: Path) -> Catalog:
    """Read one catalogue; a fault in its syntax is an error."""
    from babel.messages.pofile import read_po  # English has no catalogue, and whoever speaks it need not wait

    with path.open("rb") as file:
        return read_po(file, locale=path.parent.name, abort_invalid=True)


@cache
def translations(lang: str) -> gettext.NullTranslations:
    """Return all that is translated into a language; what is not is noted, and stays English."""
    if lang == SOURCE:
        return _English()
    from babel.messages.catalog import Catalog  # as in read
    from babel.messages.mofile import write_mo

    whole = Catalog(lang)
    translated = (message for path in domains(lang) for message in _translated(read(path)))
    for message in sorted(translated, key=_place):
        whole.add(message.id, message.string, context=message.context)
    compiled = io.BytesIO()
    write_mo(compiled, whole)
    compiled.seek(0)
    found = gettext.GNUTranslations(compiled)
    found.add_fallback(_Noting())
    return found


def _translated(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id and message.string and not message.fuzzy)


def _place(message: Message) -> tuple[str, str]:
    """Where a compiled catalogue has it: what comes in order need not be sorted there, which takes much longer."""
    return message.id if isinstance(message.id, str) else message.id[0], message.context or ""


class _English(gettext.NullTranslations):
    """The source language: every text is its own translation."""

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002
        return message


class _Noting(_English):
    """What is not translated stays English, and is noted."""

    def gettext(self, message: str) -> str:
        _missed[message] = ""
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        _missed[msgid1] = ""
        return super().ngettext(msgid1, msgid2, n)

    def pgettext(self, context: str, message: str) -> str:
        _missed[message] = context
        return message

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        _missed[msgid1] = context
        return super().npgettext(context, msgid1, msgid2, n)


_missed: dict[str, str] = {}


def missing() -> dict[str, str]:
    """Return the texts that this process wanted to say and had no translation of, each with its context."""
    return dict(_missed)
