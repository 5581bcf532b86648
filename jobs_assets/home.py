"""The data home: one folder with the database, archive, logs and Dagster instance of an installation.

Names and creates its files. What goes into them is `store/`, `logs.py` and Dagster.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from jobs_assets.errors import HomeError

# The repository's own dagster.yaml: the instance of every home starts from it.
DAGSTER_TEMPLATE = Path(__file__).parent.parent / "dagster.yaml"


@dataclass(frozen=True, slots=True)
class Home:
    """Where everything of one installation lives. Moving the folder moves everything.

    home = Home(Path("home")).create()
    home.database  # home/jobs.sqlite
    """

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
    def reports(self) -> Path:
        """What is made to be looked at."""
        return self.path / "reports"

    @property
    def market_report(self) -> Path:
        """The market report: one page that needs nothing beside it."""
        return self.reports / "market.html"

    @property
    def market_figures(self) -> Path:
        """Its figures as JSON."""
        return self.reports / "market.json"

    @property
    def dagster(self) -> Path:
        """`DAGSTER_HOME`: runs, events, schedules."""
        return self.path / "dagster"

    @property
    def locks(self) -> Path:
        """Lock files: one writer, one crawl."""
        return self.path / "locks"

    def create(self) -> "Home":
        """Make the folders that are missing and give Dagster its configuration; what exists stays as it is.

        Raises `HomeError` where the folder cannot be made or written.
        """
        try:
            for folder in (self.path, self.logs, self.dagster, self.locks):
                folder.mkdir(parents=True, exist_ok=True)
            instance = self.dagster / "dagster.yaml"
            if not instance.exists() and DAGSTER_TEMPLATE.exists():
                shutil.copyfile(DAGSTER_TEMPLATE, instance)
        except OSError as error:
            raise HomeError(
                f"The data home {self.path} cannot be made: {error.strerror} ({error.filename}). "
                "Name a folder you may write with --home DIR or JOBS_HOME."
            ) from error
        return self
