import base64

from jobs_assets.store.preview import bar_chart, table


def image(markdown: str) -> str:
    return base64.b64decode(markdown.rpartition("base64,")[2].rstrip(")")).decode()


def test_a_chart_has_a_bar_and_a_number_for_each_value() -> None:
    drawn = image(bar_chart({"ok": 1200, "not_found": 3}))
    assert drawn.count("<rect") == 2
    assert ">1,200<" in drawn
    assert ">not_found<" in drawn


def test_what_is_beyond_twelve_bars_is_one_bar() -> None:
    drawn = image(bar_chart({f"board {n}": 10 for n in range(40)}))
    assert drawn.count("<rect") == 13
    assert ">28 more<" in drawn
    assert ">280<" in drawn


def test_a_chart_of_nothing_is_a_chart() -> None:
    assert image(bar_chart({})).startswith("<svg")


def test_names_are_no_markup_in_a_chart() -> None:
    markdown = bar_chart({"](javascript:1)<script>": 1})
    assert "<script>" not in image(markdown)
    assert markdown.startswith("![\\](javascript:1)\\<script\\> 1](data:")


def test_a_table_keeps_its_columns_whatever_the_cells_hold() -> None:
    drawn = table(["title", "url"], [("a | b\nc", None), ("x" * 200, 7)])
    lines = drawn.split("\n")
    assert lines[2] == "| a \\| b c |  |"
    assert len(lines) == 4
    assert "…" in lines[3]


def test_no_rows_are_said_to_be_none() -> None:
    assert table(["title"], []) == "*no rows*"
