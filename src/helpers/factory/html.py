"""Reports as one HTML file that needs nothing else: no network, no font, and of scripts only one of its own.

The page is made of the same fragments that JupyterLab shows (:mod:`helpers.present.html`).
"""

from collections.abc import Collection
from functools import cache
from html import escape

from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from helpers.factory.citing import cite_line, collection_version, data_script, json_ld
from helpers.factory.items import Code, Heading, Item, Output, Prose, Shown
from helpers.factory.pages import environment, hash_of, script, style_sheet
from helpers.factory.report import Report
from helpers.locale import _, speaking
from helpers.present.cards import badge
from helpers.present.foot import data_url
from helpers.present.html import fragment, style
from helpers.present.markdown import claims_linked, inline_html, markdown_html, text_html

_LEXER, _FORMATTER = PythonLexer(), HtmlFormatter(nowrap=True)


def html_of(whole: Report, include_code: bool = True) -> str:
    """Write a report as one HTML page, in its own language."""
    with speaking(whole.spoken):
        return _page(whole, include_code)


def _page(whole: Report, include_code: bool) -> str:
    css, claims = _style_sheet(), whole.claims
    return environment().get_template("report.html.j2").render(
        report=whole,
        title=Markup(text_html(whole.title)),  # noqa: S704  escaped there
        data=data_script(json_ld(whole, collection_version())) if whole.results else "",
        cite=cite_line(whole.title, whole.results, collection_version()) if whole.results else "",
        style=Markup(css),  # noqa: S704  our own file
        style_hash=hash_of(css),
        script=Markup(script()),  # noqa: S704  likewise
        script_hash=hash_of(script()),
        show=lambda item: Markup(_show(item, include_code, claims)),  # noqa: S704  every writer below escapes
        markdown=lambda text: Markup(markdown_html(text, formulas=True)),  # noqa: S704
        inline=lambda text: Markup(inline_html(text)),  # noqa: S704
        badge=lambda word: Markup(badge(word)),  # noqa: S704
    )  # fmt: skip


@cache
def _style_sheet() -> str:
    return f"{style_sheet()}\n{style()}"


def _show(item: Item, include_code: bool, claims: Collection[str]) -> str:
    match item:
        case Heading():
            return f'<h{item.level} id="{escape(item.anchor)}">{inline_html(item.text)}</h{item.level}>'
        case Prose():
            return f'<div class="prose">{markdown_html(item.text, formulas=True)}</div>'
        case Code():
            return _code(item.source) if include_code else ""
        case Shown():
            return _shown(item, claims)
        case Output():
            return _output(item)


def _shown(item: Shown, claims: Collection[str]) -> str:
    anchor = f' id="{item.anchor}"' if item.anchor else ""
    body = fragment(item.block, item.label)
    if item.block["kind"] in ("prose", "table"):
        body = claims_linked(body, claims)
    return f"<div{anchor}>{body}</div>"


def _code(source: str) -> str:
    body = highlight(source, _LEXER, _FORMATTER).strip("\n")
    return (
        f'<details class="code"><summary>{escape(_("Code"))}</summary>'
        f'<pre tabindex="0" role="group" aria-label="{escape(_("Code"))}"><code>{body}</code></pre></details>'
    )


def _output(item: Output) -> str:
    if item.kind.startswith("image/"):
        return _image(item)
    if item.kind == "text/markdown":
        return f'<div class="prose">{markdown_html(item.content, formulas=True)}</div>'
    region = f'tabindex="0" role="group" aria-label="{escape(_("Output"))}"'
    if item.kind == "text/html":
        from helpers.factory.foreign import harmless  # few reports show any: none of the others waits for its parser

        return f'<div class="foreign cn-scroll" {region}>{harmless(item.content)}</div>'
    text = f'<pre class="stream" {region}>{escape(item.content)}</pre>'
    if item.kind == "stderr":
        return f'<details class="messages"><summary>{escape(_("Messages of the run"))}</summary>{text}</details>'
    return f'<div class="failed"><p>{escape(_("This cell failed."))}</p>{text}</div>' if item.kind == "error" else text


def _image(item: Output) -> str:
    alt = escape(item.alt or _("Figure without a description"))
    if item.kind == "image/svg+xml":
        source = data_url(item.content, item.kind)
    else:
        source = f"data:{item.kind};base64,{''.join(item.content.split())}"
    return f'<figure class="plain"><img src="{escape(source)}" alt="{alt}"></figure>'
