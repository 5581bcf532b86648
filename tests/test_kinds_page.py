"""docs/kinds.md says of every kind what the registry says, and nothing else."""

from pathlib import Path

from jobs_assets.boards.board import example_url
from jobs_assets.kinds import KINDS, Kind

PAGE = Path(__file__).parents[1] / "docs" / "kinds.md"
HEAD = "| kind | a board | read | its terms | robots.txt |\n|---|---|---|---|---|\n"


def row(kind: Kind) -> str:
    policy = kind.policy
    read = {"on": "yes", "opt-in": "where you opt in", "off": "off"}[policy.default]
    if policy.documented and policy.default == "on":
        read += ", documented"
    if policy.sunset:
        read += f"; until {policy.sunset}, then {policy.after_sunset or 'no more'}"
    example = "any address" if kind.named_by_url else f"`{example_url(kind).removeprefix('https://')}`"
    return f"| `{kind.ats}` {kind.label} | {example} | {read} | {policy.terms} | {policy.robots} |\n"


def test_the_table_of_kinds_is_that_of_the_registry() -> None:
    table = HEAD + "".join(map(row, KINDS.values()))
    assert table in PAGE.read_text(), f"docs/kinds.md should hold\n\n{table}"
