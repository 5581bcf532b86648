"""What a command loads. The clock is not asked: an import that creeps in is seen here."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from jobs_assets.home import Home
from jobs_assets.store.engine import open_store
from tests.store.told import a_job, tell

HEAVY = {"dagster", "scrapy", "sqlalchemy", "pydantic_settings", "twisted", "aiohttp", "yaml", "orjson"}


def loaded(*arguments: str) -> set[str]:
    code = (
        "import sys\n"
        "from jobs_assets.cli.main import status_of\n"
        f"status_of({list(arguments)!r})\n"
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    return set(done.stderr.split())


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["boards", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    assert loaded(*arguments) & HEAVY == set()


def test_the_list_of_commands_loads_no_pydantic_either() -> None:
    # Typer itself loads it for a command's options.
    assert "pydantic" not in loaded("--help")


def test_listing_boards_loads_no_dagster_and_no_crawl(tmp_path: object) -> None:
    modules = loaded("boards", "list", "--home", str(tmp_path))
    assert modules & {"dagster", "scrapy", "twisted", "aiohttp"} == set()
    assert "pydantic_settings" in modules, "else this test does not see what is loaded"


def test_searching_loads_neither_crawl_nor_parsers(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").create()
    open_store(home).close()
    modules = loaded("search", "engineer", "--workplace", "remote", "--home", str(home.path), "--json")
    assert (
        modules & {"dagster", "scrapy", "twisted", "aiohttp", "alembic", "turbohtml", "lxml", "nh3", "yaml"}
        == set()
    )
    assert "sqlalchemy" in modules, "else this test does not see what is loaded"


@pytest.mark.parametrize(
    "arguments", [["track"], ["changes"], ["show", "lever:acme:1"], ["history", "lever:acme:1"]]
)
def test_reading_what_is_stored_loads_no_dagster_and_no_migrations(
    tmp_path: Path, arguments: list[str]
) -> None:
    with closing(open_store(Home(tmp_path).create())) as store:
        tell(store, 0, a_job())
    modules = loaded(*arguments, "--json", "--home", str(tmp_path))
    assert modules & {"dagster", "scrapy", "twisted", "aiohttp", "alembic"} == set()
    assert "sqlalchemy" in modules, "else this test does not see what is loaded"
