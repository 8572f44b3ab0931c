"""The tutorial of the README, followed word by word: a new user must get through, and to what it promises."""

from tests.cli.following import Checkout, blocks, verdicts


def test_the_tutorial_moves_a_verdict_and_leaves_nothing(copy: Checkout) -> None:
    add, rebuild = blocks("README.md", "A first quarter of an hour")
    assert verdicts(copy.run(add)) == [("TRD-1", "partly supported")]
    said = copy.run(rebuild)
    assert verdicts(said) == [("TRD-1", "supported")]
    assert "evidence changed: 1 row of observations/trade.csv" in said
    assert (copy.folder / "reports" / "latest" / "02_trade.html").exists()
    assert copy.run(".venv/bin/caspian build 02_trade").startswith("02_trade is fresh: ")
    copy.run("git checkout -q data notebooks")
    assert not copy.changes()
