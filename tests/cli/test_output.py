import pytest
from rich.table import Table
from rich.text import Text

from jobs_assets.cli import output

HOSTILE = "En\x1b[31mgi\x9b2Jneer\x07 \x1b]0;owned\x07\tß☂\r"


def test_nothing_from_a_page_commands_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    table = Table()
    table.add_column(HOSTILE)
    table.add_row(Text(HOSTILE))
    output.display(HOSTILE, Text(HOSTILE), table)
    output.tell(HOSTILE)
    captured = capsys.readouterr()
    shown = captured.out + captured.err
    assert shown.count("En[31mgi2Jneer") == 5
    assert not {mark for mark in shown if not mark.isprintable()} - {"\n", "\t"}


def test_words_stay_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    output.display("Zürich → 90 000 €\n  zweite Zeile [bold]")
    assert capsys.readouterr().out == "Zürich → 90 000 €\n  zweite Zeile [bold]\n"
