"""The catalogues of the languages: brought up to date with the texts, and what is wrong with them."""

import re
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import write_po

from helpers.factory.refusal import Refusal
from helpers.factory.texts import COMMON, Key, Text, texts
from helpers.locale import LANGUAGES, cases, domains, folder, speaking
from helpers.locale.catalogue import read
from helpers.meant import meant

_HEADER: Final = r"""msgid ""
msgstr ""
"Language: {lang}\n"
"Plural-Forms: {plurals}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""
NAMES: Final = ("series", "entity")
"""Contexts of the names in the data: one without a translation stays English, so that a row can be added by anybody."""

_HEADING: Final = re.compile(r"^(#+) ", flags=re.MULTILINE)


def update(lang: str, wanted: Iterable[str] = ()) -> list[str]:
    """Bring the catalogues of a language up to date: new texts come in, those that went are kept as comments.

    Parameters
    ----------
    wanted
        Domains; none means all. A text that another catalogue has already is not put into a single one again.

    Returns
    -------
    list of str
        A line for each catalogue: how many texts are to be translated.

    Raises
    ------
    Refusal
        If a domain is unknown.
    """
    said, asked = texts(), list(wanted)
    for domain in asked:
        if domain not in said:
            raise Refusal(f"unknown domain {domain!r}: {meant(domain, said)}")
    old = {path.stem: read(path) for path in domains(lang)}
    known = _translated(old.values())
    told = []
    for domain in asked or sorted(said):
        elsewhere = {_key(message) for name in old if name != domain for message in old[name]} if asked else set()
        own = [text for text in _own(said, domain, bool(asked)) if text.key not in elsewhere]
        made = _catalogue(lang, own, known, old.get(domain))
        _write(made, folder(lang) / f"{domain}.po", lang)
        open_ones = sum(not _is_done(message) for message in made if message.id)
        told.append(f"{domain}: {open_ones} of {len(made)} to translate")
    return told


def _own(said: Mapping[str, list[Text]], domain: str, alone: bool) -> list[Text]:
    """Return the texts of a domain; brought up to date alone, it also takes those that it shares with others."""
    shared = [text for text in said.get(COMMON, []) if alone and domain in text.domains]
    return [*said[domain], *shared]


def _key(message: Message) -> Key:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def _translated(catalogues: Iterable[Catalog]) -> dict[Key, Message]:
    """Return what is translated anywhere; what only was is kept as well, but never before what is in use."""
    read_ones = list(catalogues)
    in_use = [message for catalogue in read_ones for message in catalogue]
    given_up = [message for catalogue in read_ones for message in catalogue.obsolete.values()]
    found: dict[Key, Message] = {}
    for message in [*in_use, *given_up]:
        if message.id and any(_forms(message)):
            found.setdefault(_key(message), message)
    return found


def _forms(message: Message) -> Sequence[str]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _is_done(message: Message) -> bool:
    return all(_forms(message)) and not message.fuzzy


def _catalogue(lang: str, own: Iterable[Text], known: Mapping[Key, Message], old: Catalog | None) -> Catalog:
    made = Catalog(lang)
    for text in own:
        translated, empty = known.get(text.key), "" if isinstance(text.id, str) else ("",) * made.num_plurals
        fits = translated is not None and isinstance(translated.string, str) == isinstance(text.id, str)
        said = translated.string if translated and fits else empty
        made.add(text.id, said, [(text.place, 0)], context=text.context)
    for message in [*(old or ()), *(old.obsolete.values() if old else ())]:
        if message.id and any(_forms(message)) and _key(message) not in {_key(new) for new in made}:
            made.obsolete["".join(map(str, _key(message)))] = message
    return made


def _write(catalogue: Catalog, path: Path, lang: str) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        file.write(_HEADER.format(lang=lang, plurals=catalogue.plural_forms).encode())
        write_po(file, catalogue, width=110, omit_header=True, include_lineno=False)


def faults() -> Iterator[str]:
    """Return what is wrong with the catalogues, each with its file and its mend."""
    found = texts()
    for lang in LANGUAGES[1:]:
        with speaking(lang):
            yield from _language_faults(lang, found)


def _language_faults(lang: str, found: Mapping[str, Sequence[Text]]) -> Iterator[str]:
    said = {text.key for some in found.values() for text in some}
    seen: dict[Key, tuple[str, Message]] = {}
    for path in domains(lang):
        place = f"src/helpers/locale/{lang}/{path.name}"
        for message in (message for message in read(path) if message.id):
            key = _key(message)
            yield from (f"{place}: {_short(key[1])}: {fault}" for fault in _message_faults(message, key in said))
            other = seen.setdefault(key, (place, message))
            if other[1].string != message.string:
                yield f"{place}: {_short(key[1])}: translated otherwise in {other[0]}; keep one"
    for domain, some in found.items():
        for text in some:
            if text.key not in seen and text.context not in NAMES:
                yield f"src/helpers/locale/{lang}/{domain}.po: {_short(text.key[1])}: not there; run 'caspian messages'"


def _message_faults(message: Message, wanted: bool) -> Iterator[str]:
    if message.context in NAMES and not (wanted and _is_done(message)):
        return
    if not wanted:
        yield "nothing says this any more; run 'caspian messages'"
    elif not _is_done(message):
        yield "not translated; write its msgstr"
    else:
        english = message.id if isinstance(message.id, str) else message.id[1]
        forms = [
            form for text in _forms(message) for form in (text.split("|") if message.context == "name" else [text])
        ]
        if message.context == "name" and len(forms) not in (1, len(cases())):
            yield f"{len(forms)} forms; expected one, or one for each of {', '.join(cases())}"
        for form in forms:
            yield from _form_faults(english, form)


def _form_faults(english: str, translated: str) -> Iterator[str]:
    """Compare one form: its values, how numbers are written, and the levels of headings."""
    try:
        asked, given = _fields(english), _fields(translated)
    except ValueError as error:
        yield f"braces that do not match in {_short(translated)} ({error})"
        return
    if odd := (asked.keys() ^ given.keys()) - {"n"}:
        yield f"the values {', '.join(sorted(odd))} stand in one of the two only; name the same in both"
    for name in asked.keys() & given.keys():
        allowed = {asked[name]} if asked[name] and asked[name].lower() not in cases() else _cases()
        if given[name] not in allowed:
            yield f"{{{name}:{given[name]}}}: expected one of {', '.join(sorted(allowed)) or 'no format'}"
    if _HEADING.findall(english) != _HEADING.findall(translated):
        yield "its headings are of other levels"


def _cases() -> set[str]:
    return {"", *cases(), *(case.title() for case in cases())}


def _fields(text: str) -> dict[str, str]:
    """Return the values that a text names, with their formats; a text without values may have braces."""
    return {name: spec or "" for _, name, spec, _ in string.Formatter().parse(text) if name is not None}


def _short(text: str) -> str:
    line = " ".join(text.split())
    return repr(line if len(line) <= 70 else f"{line[:67]}...")
