"""In a real kernel: Tab offers series and claims, and evidence at the end of a cell shows itself."""

from collections.abc import Iterator
from typing import Any

import pytest
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import start_new_kernel

from helpers.present.blocks import MIME

SETUP = """
from helpers.claims import judge, judge_theme
from helpers.evidence import load
from helpers.parameters import Trade
from helpers.present import Page
parameters = Trade(draws=100)
evidence = load(parameters.as_of, sees=parameters.sees)
page = Page(parameters, evidence)
"""


@pytest.fixture(scope="module")
def kernel() -> Iterator[BlockingKernelClient]:
    """A kernel in which the setup of a notebook has run."""
    manager, client = start_new_kernel(kernel_name="python3")
    try:
        assert not ran(client, SETUP)
        yield client
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def ran(client: BlockingKernelClient, source: str) -> list[dict[str, Any]]:
    """Run a cell; return what it showed, and new contents of earlier displays."""
    shown: list[dict[str, Any]] = []

    def heard(message: dict[str, Any]) -> None:
        kind, content = message["msg_type"], message["content"]
        if kind in ("display_data", "execute_result", "update_display_data"):
            shown.append({"kind": kind, **content["data"]})
        assert kind != "error", "\n".join(content["traceback"])

    client.execute_interactive(source, output_hook=heard, timeout=120)
    return shown


def test_tab_offers_series_and_claims(kernel: BlockingKernelClient) -> None:
    code = 'page["az_kz_trade_turn'
    reply = kernel.complete(code, reply=True, timeout=60)["content"]
    assert {"az_kz_trade_turnover_azrep", "az_kz_trade_turnover_kzrep"} <= set(reply["matches"])
    assert code[reply["cursor_start"] :] == "az_kz_trade_turn"
    claims = kernel.complete('page["TRD-', reply=True, timeout=60)["content"]["matches"]
    assert "TRD-1" in claims


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ('page["az_kz_trade_turnover_azrep"]', "figure"),
        ('page["TRD-1"]', "verdicts"),
        ('judge(evidence, "TRD-1", parameters)', "verdicts"),
        ('judge_theme(evidence, "trade", parameters)', "verdicts"),
        ("evidence", "table"),
    ],
)
def test_what_stands_at_the_end_of_a_cell_shows_itself_once(
    kernel: BlockingKernelClient, source: str, kind: str
) -> None:
    (shown,) = ran(kernel, source)
    assert shown[MIME]["kind"] == kind
    assert shown["text/html"].startswith("<style>")


def test_all_else_is_shown_as_ever(kernel: BlockingKernelClient) -> None:
    assert [one["text/plain"] for one in ran(kernel, "[1, 2]")] == ["[1, 2]"]
    assert [one["text/plain"] for one in ran(kernel, "[]")] == ["[]"]
    assert ran(kernel, "x = evidence") == []


def test_the_newest_page_of_a_kernel_shows(kernel: BlockingKernelClient) -> None:
    (shown,) = ran(kernel, "page = Page(parameters, load(sees=('observations-corridor',)))\njudge(load(), 'COR-1')")
    assert shown[MIME]["items"][0]["sources"]
    assert not ran(kernel, SETUP)


def test_a_form_puts_a_new_card_into_its_place(kernel: BlockingKernelClient) -> None:
    (card,) = ran(kernel, 'page["TRD-3"]')
    ask = "from helpers.present.reruns import session\ncount = session().ask({'tolerance': 0.15})"
    again = [one for one in ran(kernel, ask) if one["kind"] == "update_display_data"]
    assert card[MIME]["items"][0]["id"] in {one[MIME]["items"][0]["id"] for one in again if "items" in one[MIME]}
