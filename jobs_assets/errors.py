"""The errors a user can act on. One type per thing to do; every message names what, where and the remedy.

Anything else that escapes is a defect of ours and keeps its traceback.
"""


class JobsError(Exception):
    """Something a user can act on. The command line prints the message alone and exits with `exit_status`."""

    exit_status = 1


class SettingsError(JobsError):
    """The settings or `boards.yaml` are wrong. `problems` lists every mistake found, not only the first."""

    exit_status = 2

    def __init__(self, source: str, problems: list[str]) -> None:
        self.source = source
        self.problems = problems
        noun = "problem" if len(problems) == 1 else "problems"
        lines = "\n".join(f"  - {problem}" for problem in problems)
        super().__init__(f"{len(problems)} {noun} in {source}:\n{lines}")


class UsageError(JobsError):
    """A command was called with arguments that cannot work."""

    exit_status = 2


class HomeError(JobsError):
    """The data home is missing, locked, full or of another version."""


class CrawlError(JobsError):
    """The crawl as a whole could not run. One board's failure is an outcome, not this."""


class ArchiveError(JobsError):
    """A stored page body is missing or does not match its hash."""


class PastDayError(JobsError):
    """`raw_pages` was asked for a day that is over and was never crawled."""


class NotificationError(JobsError):
    """A notice could not be sent: the URL is of no known service, or the service did not take it."""
