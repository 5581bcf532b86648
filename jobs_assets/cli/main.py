"""`jobs`: the commands by name, and what becomes of an error. Each command has a module of its own.

Nothing heavy is imported here: `jobs --help` lists commands without loading what they need.
"""

import gc
import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from jobs_assets import interrupts
from jobs_assets.cli import (
    boards,
    budget,
    changes,
    crash_test,
    extract,
    history,
    home,
    keeping,
    llm_check,
    output,
    run,
    samples,
    search,
    show,
    track,
)
from jobs_assets.errors import JobsError, SettingsError

# Most of what a command makes at its start stays: modules hold no cycles worth a tenth of it to look for.
_FEW_COLLECTIONS = (20_000, 50, 100)

app = typer.Typer(
    name="jobs",
    help="Follow career boards: crawl them politely, keep every page, know every posting.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode="rich",
)

app.command("run")(run.run)
app.add_typer(boards.app, name="boards")
app.command("search")(search.search)
app.command("show")(show.show)
app.command("history")(history.history)
app.command("changes")(changes.changes)
app.command("track")(track.track)
app.command("budget")(budget.budget)
app.command("extract")(extract.extract)
app.add_typer(samples.app, name="samples")
app.command("crash-test")(crash_test.crash_test)
app.command("verify")(keeping.verify)
app.command("backup")(keeping.backup)
app.command("restore")(keeping.restore)
app.add_typer(llm_check.app, name="llm")
app.command("home")(home.home)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415 - 30 ms that only this option needs

        sys.stdout.write(f"jobs {version('jobs-assets')}\n")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Say which version this is.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Follow career boards: crawl them politely, keep every page, know every posting."""


def main() -> None:
    """The program `jobs`. Stopped by Ctrl-C or SIGTERM it ends with 130, whatever became of the exception."""
    interrupts.terminate_like_interrupt()
    gc.set_threshold(*_FEW_COLLECTIONS)
    try:
        with interrupts.on_record():
            status = status_of(sys.argv[1:])
            interrupts.die_of_the_next()
            if status != 130 and interrupts.stopped():
                status = _stopped()
    except KeyboardInterrupt:
        status = 130  # once more, while the first one was being told
    interrupts.forget_what_was_caught()
    sys.exit(status)


def status_of(arguments: Sequence[str]) -> int:
    """Run one command line; its exit status: 0 done, 1 failed, 2 wrong usage or settings, 130 stopped.

    An error a user can act on is its message on standard error, never a traceback; with `--json` standard
    output then holds one document `{"error": {"type", "message", "problems"}}`.
    """
    wants_json = "--json" in arguments
    try:
        status = app(args=list(arguments), prog_name="jobs", standalone_mode=False)
        sys.stdout.flush()
    except output.ReaderGoneError:
        return _without_reader()
    except BrokenPipeError:
        return _without_reader()
    except JobsError as error:
        problems = error.problems if isinstance(error, SettingsError) else []
        return _failed(type(error).__name__, str(error), error.exit_status, wants_json, problems)
    except typer.TyperException as error:
        return _misused(error, wants_json)
    except KeyboardInterrupt:
        return _stopped()
    except Exception as error:  # the boundary: what no command foresaw ends here, recorded
        return _unexpected(error, wants_json)
    return _stopped() if status == 130 else int(status or 0)


def _stopped() -> int:
    output.tell("Stopped. What was finished is kept; run the command again to go on.")
    return 130


def _without_reader() -> int:
    """The reader of a pipe has seen enough: end in silence, also when Python flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _misused(error: typer.TyperException, wants_json: bool) -> int:
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":  # the help has been printed
        return error.exit_code
    usage = f"\n{context.get_usage()}\nTry `{context.command_path} --help`." if context else ""
    return _failed("UsageError", error.format_message() + usage, error.exit_code, wants_json)


def _failed(kind: str, message: str, status: int, wants_json: bool, problems: Sequence[str] = ()) -> int:
    output.tell(message, style="red")
    if wants_json:
        document: dict[str, Any] = {"type": kind, "message": message}
        if problems:
            document["problems"] = list(problems)
        output.emit({"error": document})
    return status


def _unexpected(error: Exception, wants_json: bool) -> int:
    from jobs_assets.logs import record_crash  # noqa: PLC0415 - only a crash needs it

    log = record_crash(error)
    message = f"Unexpected {type(error).__name__}: {error}".splitlines()[0]
    return _failed(type(error).__name__, f"{message}. The traceback is in {log}", 1, wants_json)
