"""Settings from the environment (`JOBS_…`, nested by `__`), checked at start, and the layout of a data home."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Home:
    """Where everything of one installation lives. Moving the folder moves everything."""

    path: Path

    @property
    def database(self) -> Path:
        """The store: rows."""
        return self.path / "jobs.sqlite"

    @property
    def archive(self) -> Path:
        """The page archive: bodies, and the spool of a crawl under way."""
        return self.path / "pages.sqlite"

    @property
    def boards(self) -> Path:
        """The boards followed with `jobs boards add`."""
        return self.path / "boards.yaml"

    @property
    def logs(self) -> Path:
        """Log files."""
        return self.path / "logs"

    @property
    def dagster(self) -> Path:
        """`DAGSTER_HOME`: runs, events, schedules."""
        return self.path / "dagster"

    @property
    def locks(self) -> Path:
        """Lock files: one writer, one crawl."""
        return self.path / "locks"
