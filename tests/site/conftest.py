"""A small archive of two runs in English and Russian, with strings in it that somebody means harm with."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import nbformat
import pytest

from helpers.factory.archive import point, sha256
from helpers.factory.html import html_of
from helpers.factory.report import report
from helpers.models.interval import Interval
from helpers.present.blocks import BEHIND, HISTORY, MIME, block, headline_item
from helpers.runs.causes import Cause, Factor, How
from helpers.runs.comparison import Comparison, compare, keep
from helpers.runs.explaining import Explained, item
from helpers.runs.naming import find_run
from helpers.runs.nights import Compared, Made, Moved, Night, Source, Turned, write
from helpers.runs.rows import Change
from helpers.site.publish import publish

SCRIPT, FORMULA = "<script>alert(1)</script>", "=cmd|'/c calc'!A1"
HOSTILE = f"{SCRIPT} {FORMULA}"
FIRST, SECOND = "20261101T020000000000Z-aaaaaa", "20261102T020000000000Z-bbbbbb"

SOURCES = [
    {"id": "stat_2025", "publisher": f"Office {SCRIPT}", "title": f"{FORMULA} & 100% of {{it}}",
     "url": "https://example.org/a?b=1&c=%20{x}", "published": "2025-10-06"},
    {"id": "press_2024", "publisher": "Press", "title": "Line", "url": "javascript:alert(1)", "published": "2024"},
]  # fmt: skip


def verdict(claim: str, word: str, statement: str, sources: list[dict[str, str]]) -> dict[str, Any]:
    """An item of a verdicts block."""
    reading = {"definition": f"whose {SCRIPT}", "verdict": word, "measured": "5 Mt", "value": 5.0, "low": 4.0,
               "high": 6.0, "unit": "Mt", "reason": "Because."}  # fmt: skip
    return {
        "id": claim, "theme": "trade", "kind": "figure", "period": "2025", "statement": statement, "paragraphs": [3, 5],
        "verdict": word, "article": "5 Mt", "measured": "5 Mt", "reason": f"It is so: {SCRIPT}", "holds_under": [],
        "confidence": 2, "readings": [reading, {**reading, "definition": "another"}], "sources": sources,
    }  # fmt: skip


STATEMENTS = {
    "en": (f"Trade grew {HOSTILE}", f"{FORMULA} is a statement too.", "Oil flows through Bakı."),
    "ru": (f"Торговля выросла {HOSTILE}", f"{FORMULA} — тоже утверждение.", "Ещё одна нефть идёт через Bakı."),
}


def items(turned: str, lang: str = "en") -> list[dict[str, Any]]:
    """Three verdicts, of which the first is as told."""
    first, second, third = STATEMENTS[lang]
    return [
        verdict("TRD-1", turned, first, SOURCES),
        verdict("TRD-2", "contradicted", second, SOURCES[:1]),
        verdict("ENG-1", "supported", third, []),
    ]


def figure(name: str, title: str, csv: str) -> dict[str, Any]:
    """A figure whose data the site reads."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    return block("figure", title=title, alt=f"Bars. {SCRIPT}", svg=svg, note="", sources=SOURCES, csv=csv, name=name)


def behind() -> str:
    """Rows behind the readings of the first claim, as a figure's download has them."""
    head = "claim,definition,verdict,series,entity,period,value,unit,kind,bound,source,published,note"
    head, called = f"{head},series_name,entity_name", f"Turnover {SCRIPT},Azerbaijan–Kazakhstan"
    row = f"TRD-1,whose {SCRIPT},supported,turnover,AZE-KAZ,2025-01/2025-08"
    first = f"{row},547.6,Mt,actual,lower,stat_2025,2025-10-06,'{FORMULA},{called}"
    return f"{head}\n{first}\n{row},-1.5,Mt,actual,,lost,2025,,,\n"


def days(turned: str) -> str:
    """The history of verdicts as a figure's download has it."""
    words = {"TRD-1": ("unverified", turned), "TRD-2": ("contradicted", "contradicted"), "ENG-1": ("supported",) * 2}
    rows = [f"{day},{claim},{word}" for claim, pair in words.items()
            for day, word in zip(("2024-12-31", "2025-12-31"), pair, strict=True)]  # fmt: skip
    return "\n".join(["day,claim,verdict", *rows, ""])


def notebook(path: Path, title: str, blocks: list[dict[str, Any]], lang: str = "en") -> None:
    """Write an executed notebook that shows blocks."""
    cells = [nbformat.v4.new_markdown_cell(f"# {title}\nWhat comes first. {SCRIPT}")]
    cells.append(nbformat.v4.new_markdown_cell("## Analysis"))
    for shown in blocks:
        output = nbformat.v4.new_output("display_data", data={MIME: shown, "text/plain": ""})
        tags = ["bottom-line"] if shown["kind"] in ("headlines", "prose") else []
        cells.append(nbformat.v4.new_code_cell("show()", outputs=[output], metadata={"tags": tags}))
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"lang": lang}), path)


def results(headlines: list[dict[str, Any]], verdicts: list[dict[str, Any]]) -> dict[str, Any]:
    """The results of a report."""
    return {"as_of": "2025-12-31", "parameters": {"seed": "1"}, "changed": [], "headlines": headlines,
            "verdicts": verdicts}  # fmt: skip


def packet(reports: Path, run: str, turned: str, growth: float, languages: tuple[str, ...] = ("en", "ru")) -> Path:
    """Write a packet with a scorecard and a report on trade in some languages."""
    folder = reports / "runs" / run
    folder.mkdir(parents=True)
    entries: dict[str, Any] = {}
    for lang in languages:
        entries |= edition(folder, turned, growth, lang)
    files = {path.name: sha256(path) for path in sorted(folder.iterdir())}
    manifest = {"run": run, "environment": {"caspian-notebooks": "0.1.0"}, "reports": entries, "failed_now": {},
                "files": files}  # fmt: skip
    (folder / "manifest.json").write_text(json.dumps(manifest))
    point(reports / "latest", folder)
    return folder


def edition(folder: Path, turned: str, growth: float, lang: str) -> dict[str, dict[str, Any]]:
    """Write the reports in a language and return their entries in the manifest."""
    judged = items(turned, lang)
    headlines = [headline_item("growth", f"growth {SCRIPT}", Interval.exactly(growth), "percent", f"{growth} percent")]
    shown = [block("prose", markdown=f"[TRD-1](#claim-TRD-1) {HOSTILE}"), block("headlines", items=headlines)]
    card = [figure(BEHIND, "Rows", behind()), figure(HISTORY, "Days", days(turned)), block("verdicts", items=judged)]
    trade = [*shown, figure("bars", f"Trade {HOSTILE}", "a\n1\n"), block("verdicts", items=judged[:2])]
    told = {"00_scorecard": results([], judged), "02_trade": results(headlines, judged[:2])}
    ending, title = ("", "Did trade grow?") if lang == "en" else (f".{lang}", "Выросла ли торговля?")
    for name, blocks in (("00_scorecard", card), ("02_trade", trade)):
        notebook(
            folder / f"{name}{ending}.ipynb", f"{title} {HOSTILE}", [*blocks, block("results", **told[name])], lang
        )
    return {f"{name}{ending}": entry(folder, f"{name}{ending}", lang, found) for name, found in told.items()}


def entry(folder: Path, stem: str, language: str, found: dict[str, Any]) -> dict[str, Any]:
    """Write the files of a report and return its entry in the manifest."""
    whole = report(nbformat.read(folder / f"{stem}.ipynb", as_version=4))
    (folder / f"{stem}.html").write_text(html_of(whole))
    (folder / f"{stem}.pdf").write_bytes(b"%PDF-")
    made_from = {"notebook": "a", "parameters": {"seed": 1}, "formats": [], "code": {}, "setting": {},
                 "evidence": {"observations/trade.csv": [folder.name]}}  # fmt: skip
    return {
        "notebook": stem, "parameters": {"seed": 1, "lang": language}, "fingerprint": made_from, "state": "succeeded",
        "reason": "", "cell": None, "files": [f"{stem}.html", f"{stem}.pdf", f"{stem}.ipynb"], "results": found,
        "seconds": {"execute": 1.0}, "cells": {}, "trace": "", "log": "",
    }  # fmt: skip


NEW = {
    "series": "s",
    "entity": "AZE",
    "period": "2025",
    "value": "2",
    "unit": "Mt",
    "kind": "actual",
    "source": "a@2026-11-02",
}
ROWS = (
    Change("live/a@2026-11-02/trade.csv", "a@2026-11-02", {**NEW, "value": "1.5", "source": "a@2026-11-01"}, NEW),
    Change("observations/trade.csv", f"b{SCRIPT}", {}, {**NEW, "source": f"b{SCRIPT}"}),
)
EVIDENCE = Cause(Factor.EVIDENCE, How.HELD, "a@2026-11-02", "supported", rows=ROWS[:1])
CODE = Cause(Factor.CODE, How.ALONE, "helpers", "6.0 percent", differs=((f"{SCRIPT}.py", "", ""),))
SEED = Cause(Factor.PARAMETERS, How.TOGETHER, "seed", differs=(("seed", "1", "2"),))
VERSION = Cause(Factor.ENVIRONMENT, How.LEFT, value="", differs=(("numpy", "2.1.0", "2.2.0"),))
LOST = Cause(Factor.EVIDENCE, How.UNTRIED, reason="the build ended with code 2")


def compared(reports: Path) -> Comparison:
    """The second run against the first, without a search for causes."""
    return compare(find_run(SECOND, reports), find_run(FIRST, reports), explain=False)


def explain_runs(reports: Path) -> None:
    """Write a record of two runs with a cause of every kind."""
    comparison = compared(reports)
    turn, move = comparison.changes.turns[0], comparison.changes.moves[0]
    causes = {(turn.report, item(turn)): [EVIDENCE, LOST], (move.report, item(move)): [CODE, SEED, VERSION]}
    keep(replace(comparison, rows=ROWS, explained=Explained(causes, made=4, left=1)))


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of two runs, between which a verdict turned and a number moved, and why is known."""
    reports = tmp_path_factory.mktemp("archive")
    packet(reports, FIRST, "supported", 5.0)
    packet(reports, SECOND, "partly supported", 7.0)
    for night in nights():
        write(night, reports)
    explain_runs(reports)
    return reports


def nights() -> list[Night]:
    """Two nights, with a missed one between them; in the second a source was down and a report failed."""
    first, second = datetime(2026, 11, 1, 2, tzinfo=UTC), datetime(2026, 11, 3, 2, tzinfo=UTC)
    stuck = {"title": f"Level of the sea {SCRIPT}", "since": date(2026, 10, 20), "vintage": "sea@2026-10-20"}
    turned = Turned(claim="TRD-1", before="supported", after="partly supported")
    moved = Moved(report="02_trade", label="growth", before="5.0 percent", after="7.0 percent")
    good = Night(
        day=first.date(), started=first, ended=first, reports={"02_trade": Made(state="succeeded", run=FIRST)},
        sources={"sea": Source(status="new", new=2, revised=1, **stuck)},
    )  # fmt: skip
    bad = Night(
        day=second.date(), started=second, before=first.date(), missed=[date(2026, 11, 2)],
        reports={"02_trade": Made(state="failed"), "00_scorecard": Made(state="fresh")},
        sources={
            "sea": Source(status="down", reason=f"no answer {SCRIPT}", nights=2, down_since=date(2026, 11, 2), **stuck),
            "oil": Source(status="held", title="Oil", reason="a jump", nights=1, down_since=second.date()),
            "key": Source(status="skipped", title="Trade by partner", reason="KEY is not set"),
        },
        compared={"night": Compared(old=FIRST, new=SECOND, moves=[moved], turns=[turned])},
    )  # fmt: skip
    return [good, bad]


@pytest.fixture(scope="session")
def site(archive: Path) -> Path:
    """The site of the small archive."""
    return publish(archive)


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Path]:
    """Make packets in an archive of one's own."""
    return lambda run, turned="supported", growth=5.0, **more: packet(tmp_path, run, turned, growth, **more)
