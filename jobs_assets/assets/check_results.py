"""How a check says what it found: a result with its numbers, and tables that no page or server can break.

What is checked is `checks.py` and `completeness.py`.
"""

from collections.abc import Sequence

import dagster as dg

RAW = dg.AssetKey("raw_pages")
PARSED = dg.AssetKey("parsed_postings")

WARN, ERROR = dg.AssetCheckSeverity.WARN, dg.AssetCheckSeverity.ERROR
"""The day can be used, or it cannot."""

Numbers = dict[str, dg.MetadataValue | int | float]

_ROWS_SHOWN = 50


def result(
    asset: dg.AssetKey,
    name: str,
    passed: bool,
    description: str,
    metadata: Numbers,
    *,
    severity: dg.AssetCheckSeverity = ERROR,
) -> dg.AssetCheckResult:
    """One check's result."""
    return dg.AssetCheckResult(
        asset_key=asset,
        check_name=name,
        passed=passed,
        severity=severity,
        description=description,
        metadata=metadata,
    )


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> dg.MetadataValue:
    """A Markdown table; what a page or a server said cannot break out of its cell."""
    lines = [head, ["---"] * len(head), *rows[:_ROWS_SHOWN]]
    body = "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)
    more = len(rows) - _ROWS_SHOWN
    return dg.MetadataValue.md(body + (f"\n\nand {more} more" if more > 0 else ""))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
