"""What a command writes and where: results on standard output, everything else on standard error.

Looks only: what is said is decided by the commands.
"""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

# Control characters but tab and line end: in a terminal they move the cursor, recolour, rename the window.
_COMMANDS = dict.fromkeys(set(range(0x20)) - {0x09, 0x0A} | set(range(0x7F, 0xA0)))


class ReaderGoneError(Exception):
    """The other end of the pipe was closed, as by `head`: no error, but there is nobody left to write to."""


def tell(message: str, *, style: str = "") -> None:
    """A line for a person, on standard error, without markup; wrapped, at words, only on a terminal."""
    from rich.text import Text  # noqa: PLC0415 - rich costs 40 ms that `--json` commands need not pay

    console(stderr=True).print(Text(message, style=style), soft_wrap=not sys.stderr.isatty())


def display(*renderables: "RenderableType") -> None:
    """A result for a person, on standard output. Plain text stands as it is: no markup, no wrapping.

    Nor is `Text(…, no_wrap=True)` wrapped, such as a command to be copied.
    """
    from rich.text import Text  # noqa: PLC0415 - see `tell`

    screen = console()
    for renderable in renderables:
        shown = Text(renderable, no_wrap=True) if isinstance(renderable, str) else renderable
        screen.print(shown, soft_wrap=isinstance(shown, Text) and bool(shown.no_wrap))


def emit(document: Any) -> None:  # noqa: ANN401 - any JSON document
    """The one JSON document of a command, or one line of JSON Lines, on standard output."""
    import orjson  # noqa: PLC0415 - 20 ms that `--help` need not pay

    line = orjson.dumps(
        document, default=_plain, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_SERIALIZE_DATACLASS
    )
    try:
        sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        raise ReaderGoneError from error


def console(*, stderr: bool = False) -> "Console":
    """A console on one of the two streams: as wide as the terminal, and 120 columns where there is none."""
    from rich.console import Console, ConsoleOptions, RenderableType  # noqa: PLC0415 - see `tell`
    from rich.segment import Segment  # noqa: PLC0415

    class Screen(Console):
        def render(
            self, renderable: RenderableType, options: ConsoleOptions | None = None
        ) -> Iterator[Segment]:
            """What is to be shown, without what would command the terminal: titles come from anywhere."""
            for segment in super().render(renderable, options):
                if segment.control or segment.text.isprintable():
                    yield segment
                else:
                    yield Segment(segment.text.translate(_COMMANDS), segment.style)

        def on_broken_pipe(self) -> None:
            raise ReaderGoneError

    stream = sys.stderr if stderr else sys.stdout
    return Screen(file=stream, highlight=False, width=None if stream.isatty() else 120)


def is_terminal() -> bool:
    """Whether a person watches standard error: only then is progress drawn."""
    return sys.stderr.isatty()


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: "1 page", "1,204 pages"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def size(count: float) -> str:
    """Bytes for a person: "812 B", "3.4 MB"."""
    for unit in ("B", "kB", "MB", "GB"):
        if count < 1000 or unit == "GB":
            return f"{count:.0f} {unit}" if unit == "B" else f"{count:.1f} {unit}"
        count /= 1000
    raise AssertionError("unreachable")


def _plain(value: object) -> object:
    """Paths and exact decimals, which JSON has no word for."""
    return str(value)
