"""Names: words that a sentence takes in, in the case that the sentence of each language asks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Any

from helpers.locale.catalogue import translations
from helpers.locale.speaking import language


def cases() -> tuple[str, ...]:
    """Return the cases of the language that is spoken, in the order in which its catalogue gives the forms.

    >>> cases()
    ('nom',)
    """
    return tuple(translations(language()).pgettext("cases", "nom").split())


@dataclass(frozen=True, init=False)
class Name:
    """A name or a phrase that is translated when it is said, so that a module can hold it.

    The translation is one form, or one for each case, with bars between. A sentence asks for a case by
    ``{owner:gen}``, and for a capital letter by ``{owner:Gen}``. Values that are names themselves take on the
    case of the whole.

    Examples
    --------
    >>> owner = Name("{country}'s statistics", country=Name("Kazakhstan"))
    >>> f"{owner}", f"{owner:gen}"
    ("Kazakhstan's statistics", "Kazakhstan's statistics")
    >>> from helpers.locale import speaking
    >>> with speaking("ru"):
    ...     f"{Name('Kazakhstan'):gen}"
    'Казахстана'
    """

    text: str
    values: tuple[tuple[str, Any], ...]

    def __init__(self, text: str, /, **values: Any) -> None:
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "values", tuple(values.items()))

    def __str__(self) -> str:
        return format(self)

    def __format__(self, case: str) -> str:
        from helpers.locale.sentences import fill

        known, asked = cases(), case.lower()
        forms = translations(language()).pgettext("name", self.text).split("|")
        place = known.index(asked) if asked in known else 0
        form = forms[place] if len(forms) == len(known) else forms[0]
        said = fill(form.strip(), dict(self.values), known[place]) if self.values else form.strip()
        return said[:1].upper() + said[1:] if case[:1].isupper() else said

    def __lt__(self, other: "Name | str") -> bool:
        return str(self) < str(other)


def together(items: Iterable[Any]) -> Name:
    """Join names to one, which can be asked for a case as each of them can.

    >>> str(together(["Aktau", Name("Kuryk"), "Alat"])), str(together([]))
    ('Aktau, Kuryk and Alat', '')
    """
    return _joined(items, _AND)


_AND, _OR = Name("{some} and {last}"), Name("{some} or {last}")


def _joined(items: Iterable[Any], end: Name) -> Name:
    *head, last = list(items) or [""]
    if not head:
        return last if isinstance(last, Name) else Name("{name}", name=last)
    some = reduce(lambda one, two: Name("{some}, {next}", some=one, next=two), head)
    return Name(end.text, some=some, last=last)


def listing(items: Iterable[Any], last: str = "and") -> str:
    """Join words to a list of a sentence; the last two by "and" or by "or".

    >>> listing(["Aktau", "Kuryk", "Alat"]), listing(["Aktau", "Kuryk"], "or"), listing([])
    ('Aktau, Kuryk and Alat', 'Aktau or Kuryk', '')
    """
    return str(_joined(items, _OR if last == "or" else _AND))
