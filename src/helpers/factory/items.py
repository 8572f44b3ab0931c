"""What a report is made of: headings, prose, code, blocks of ours, and other outputs."""

from dataclasses import dataclass

from helpers.present.blocks import Block


class ReportError(ValueError):
    """The notebook holds something that no report can be made of."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section, level 3 and below, no level skipped; ``text`` is Markdown."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown between headings."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """The code of a cell."""

    source: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A block of ours with its label, such as "Figure 3" (empty where the kind is not numbered)."""

    block: Block
    label: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Output:
    """An output that is not ours.

    Attributes
    ----------
    kind
        ``stdout``, ``stderr``, ``error``, or a media type.
    content
        Text; for raster images base64.
    alt
        Alternative text of an image, as far as the output carries one.
    """

    kind: str
    content: str
    alt: str = ""


Item = Heading | Prose | Code | Shown | Output
