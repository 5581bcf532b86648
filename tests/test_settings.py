import os
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from jobs_assets.cron import cron_problem
from jobs_assets.errors import HomeError, SettingsError
from jobs_assets.home import Home
from jobs_assets.settings import load_settings, names

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def _no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in [name for name in os.environ if name.upper().startswith("JOBS_")]:
        monkeypatch.delenv(name)
    return


def problems(monkeypatch: pytest.MonkeyPatch, **variables: str) -> list[str]:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert refused.value.exit_status == 2
    return refused.value.problems


def test_an_empty_environment_is_a_working_laptop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load_settings()
    assert settings.home == tmp_path / "home"
    assert settings.database_url is None
    assert settings.schedule.timezone == "UTC"
    assert settings.crawl.allow_hosts == ()
    assert settings.budget.monthly_usd == Decimal(30)


def test_five_mistakes_are_listed_at_once_each_by_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    found = problems(
        monkeypatch,
        JOBS_SCHEDULE__CRON="0 25 * * *",
        JOBS_SCHEDULE__TIMEZONE="Mars/Olympus",
        JOBS_CRAWL__CONCURRENCY="many",
        JOBS_CRAWL__ALLOW_HOSTS="10.0.0.1/8, ok:80, bad host",
        JOBS_LOG__LEVEL="loud",
    )
    assert [problem.partition(":")[0] for problem in found] == [
        "JOBS_SCHEDULE__CRON",
        "JOBS_SCHEDULE__TIMEZONE",
        "JOBS_CRAWL__ALLOW_HOSTS",
        "JOBS_CRAWL__CONCURRENCY",
        "JOBS_LOG__LEVEL",
    ]
    assert "should be a whole number; given: 'many'" in found[3]


def test_a_variable_that_is_no_setting_names_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    assert problems(monkeypatch, JOBS_CRAWL__CONCURENCY="4") == [
        "JOBS_CRAWL__CONCURENCY: no such setting; did you mean JOBS_CRAWL__CONCURRENCY?"
    ]


def test_a_group_is_not_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    [problem] = problems(monkeypatch, JOBS_CRAWL="{not json")
    assert problem.startswith("JOBS_CRAWL: no such setting; it is a group: set JOBS_CRAWL__")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("JOBS_DATABASE_URL", "mysql://ana:hunter2@db/x"),
        ("JOBS_DATABASE_URL", "ana:hunter2@db"),
        ("JOBS_NOTIFY__URL", "hunter2"),
        ("JOBS_LLM__FALLBACK__APIKEY", "hunter2"),
        ("JOBS_LLM__SHORT__BASE_URL", "ftp://ana:hunter2@gpu/v1"),
        ("JOBS_CRAWL__ALLOW_HOSTS", "https://ana:hunter2@gpu/v1"),
    ],
)
def test_a_secret_is_in_no_message(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    [problem] = problems(monkeypatch, **{name: value})
    assert problem.startswith(name)
    assert "hunter2" not in problem


def test_a_secret_is_not_in_the_settings_own_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOBS_DATABASE_URL", "postgresql+psycopg://ana:hunter2@db/x")
    monkeypatch.setenv("JOBS_NOTIFY__URL", "ntfy://hunter2")
    monkeypatch.setenv("JOBS_LLM__SHORT__API_KEY", "hunter2")
    settings = load_settings()
    assert "hunter2" not in repr(settings)
    assert "hunter2" not in str(settings)


def test_a_paid_endpoint_without_prices_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    [problem] = problems(
        monkeypatch, JOBS_LLM__FALLBACK__BASE_URL="https://api.example/v1", JOBS_LLM__FALLBACK__MODEL="m"
    )
    assert "JOBS_LLM__FALLBACK__PRICE_INPUT" in problem
    assert "JOBS_LLM__FALLBACK__PRICE_OUTPUT" in problem


def test_an_empty_variable_is_an_unset_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOBS_CRAWL__CONTACT", "")
    assert load_settings().crawl.contact is None


@pytest.mark.parametrize(
    "text",
    [
        "127.0.0.1, [::1]:8099,10.0.0.0/8,boards.test:80",
        '["127.0.0.1","[::1]:8099","10.0.0.0/8","Boards.test:80"]',
    ],
)
def test_allowed_hosts_are_a_list_with_commas_or_json(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("JOBS_CRAWL__ALLOW_HOSTS", text)
    assert load_settings().crawl.allow_hosts == ("127.0.0.1", "[::1]:8099", "10.0.0.0/8", "boards.test:80")


@pytest.mark.parametrize(
    "text", ["1.2.3", "a:99999", "a:", "10.0.0.1/8", "http://a", "[1,2", "a b", "::1/200"]
)
def test_what_is_no_host_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    [problem] = problems(monkeypatch, JOBS_CRAWL__ALLOW_HOSTS=text)
    assert problem.startswith("JOBS_CRAWL__ALLOW_HOSTS: should be ")


def test_kinds_that_are_opted_into_are_known_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOBS_CRAWL__OPT_IN", "Workday, bamboohr")
    assert load_settings().crawl.opt_in == ("workday", "bamboohr")
    [problem] = problems(monkeypatch, JOBS_CRAWL__OPT_IN="workdy")
    assert problem.startswith("JOBS_CRAWL__OPT_IN: should be kinds of boards")
    assert "did you mean workday?" in problem
    [problem] = problems(monkeypatch, JOBS_CRAWL__OPT_IN="xyz")
    assert "the kinds are greenhouse, lever" in problem


def test_what_the_caller_says_goes_before_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOBS_HOME", "/elsewhere")
    monkeypatch.setenv("JOBS_CRAWL__TIMEOUT", "9")
    settings = load_settings(home=tmp_path, crawl={"delay": 0})
    assert (settings.home, settings.crawl.delay, settings.crawl.timeout) == (tmp_path, 0, 9)


def test_a_dotenv_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("JOBS_LOG__LEVEL=DEBUG\n")
    monkeypatch.chdir(tmp_path)
    assert load_settings().log.level == "INFO"


@pytest.mark.parametrize(
    "text", ["* * * * *", "*/15 0-6 1,15 jan-mar mon-fri", "0 0 * * 7", "5-55/10 * * * *"]
)
def test_a_cron_expression_is_taken(text: str) -> None:
    assert cron_problem(text) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("* * * *", "it has 4 fields"),
        ("60 * * * *", "minute '60' is not between 0 and 59"),
        ("* * 0 * *", "day of month '0' is not between 1 and 31"),
        ("* 9-5 * * *", "hour '9-5' runs backwards"),
        ("*/0 * * * *", "minute '*/0' has no step after the slash"),
        ("* * * may-x *", "month 'may-x' is not a number, a range or *"),
        ("1,,2 * * * *", "minute '' is not a number, a range or *"),
        ("1-2-3 * * * *", "minute '1-2-3' is not a number, a range or *"),
    ],
)
def test_a_wrong_cron_expression_says_which_field(text: str, problem: str) -> None:
    assert cron_problem(text) == problem


def test_every_setting_is_in_the_documentation() -> None:
    page = (ROOT / "docs/settings.md").read_text()
    missing = [name for name in names() if name not in page and not name.startswith("JOBS_LLM__")]
    assert missing == []
    endpoint = [name.rpartition("__")[2] for name in names() if name.startswith("JOBS_LLM__FALLBACK__")]
    assert [last for last in endpoint if f"__{last}`" not in page] == []


def test_the_documentation_names_no_setting_that_is_none() -> None:
    page = (ROOT / "docs/settings.md").read_text()
    named = set(re.findall(r"`(JOBS_[A-Z_]+[A-Z])`", page))
    assert named <= set(names())


def test_a_home_has_its_folders_and_dagster_its_configuration(tmp_path: Path) -> None:
    home = Home(tmp_path / "new" / "home").create()
    assert home.logs.is_dir()
    assert home.locks.is_dir()
    assert (home.dagster / "dagster.yaml").read_text() == (ROOT / "dagster.yaml").read_text()


def test_a_home_keeps_the_dagster_configuration_it_has(tmp_path: Path) -> None:
    home = Home(tmp_path).create()
    (home.dagster / "dagster.yaml").write_text("telemetry: {enabled: false}\n")
    home.create()
    assert (home.dagster / "dagster.yaml").read_text() == "telemetry: {enabled: false}\n"


def test_a_home_that_cannot_be_made_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(HomeError, match=r"--home DIR or JOBS_HOME"):
        Home(tmp_path / "file" / "home").create()
