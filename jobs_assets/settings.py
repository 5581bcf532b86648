"""Settings from the environment (`JOBS_…`, nested by `__`), all checked at start; see docs/settings.md.

Shapes and rules of values only: the wording of problems is `settings_problems.py`, the home is `home.py`.
Importing this costs pydantic (0.2 s): commands import it when they run, not when they are listed.
"""

import difflib
import ipaddress
import os
import re
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

import orjson
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from jobs_assets import settings_problems
from jobs_assets.cron import cron_problem
from jobs_assets.errors import SettingsError
from jobs_assets.home import Home
from jobs_assets.kinds import KINDS

__all__ = ["Home", "Settings", "load_settings"]

PREFIX = "JOBS_"
_HOST = re.compile(
    r"(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?", re.I
)
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_HTTP_URL = re.compile(r"https?://[^\s/?#]+[^\s]*", re.I)
_ANY_URL = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.I)
_STORE_URL = re.compile(r"(sqlite:///|postgresql\+psycopg://)\S+")


def _cron(text: str) -> str:
    if problem := cron_problem(text):
        raise ValueError(f"five cron fields such as '30 5 * * *' ({problem})")
    return text


def _timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (
        ValueError,
        OSError,
        KeyError,
    ) as error:  # ZoneInfoNotFoundError is a KeyError; a folder, an OSError
        raise ValueError("an IANA time zone such as 'Europe/Berlin'") from error
    return name


def _matches(pattern: re.Pattern[str], expected: str) -> AfterValidator:
    def check(text: str) -> str:
        if not pattern.fullmatch(text):
            raise ValueError(expected)
        return text

    return AfterValidator(check)


def _contact(text: str) -> str:
    if not (_MAIL.fullmatch(text) or _HTTP_URL.fullmatch(text)):
        raise ValueError("a mail address or http(s) URL that a site's owner can reach you by")
    return text


def _secret_url(secret: SecretStr) -> SecretStr:
    if not _ANY_URL.fullmatch(secret.get_secret_value()):
        raise ValueError("an Apprise URL such as 'mailto://…' or 'ntfy://topic'")
    return secret


def _listed(value: object) -> object:
    """A JSON list, or values separated by commas."""
    if not isinstance(value, str):
        return value
    if value.lstrip().startswith("["):
        try:
            return orjson.loads(value)
        except orjson.JSONDecodeError as error:
            raise ValueError(
                f"a JSON list or values separated by commas (the JSON has a mistake: {error})"
            ) from error
    return [part.strip() for part in value.split(",") if part.strip()]


def _is_host(entry: str) -> bool:
    """Whether `entry` is a host, host:port, IP address, [IPv6]:port or CIDR range."""
    host, port = entry, ""
    if entry.startswith("[") and "]" in entry:
        host, _, port = entry[1:].partition("]")
        port = port.removeprefix(":")
    elif entry.count(":") == 1:
        host, _, port = entry.partition(":")
        if not port:
            return False
    if port and not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        return False
    try:
        ipaddress.ip_network(host, strict=True)
    except ValueError:
        looks_numeric = re.fullmatch(r"[\d./:]+", host) is not None
        return not looks_numeric and _HOST.fullmatch(host) is not None
    return "/" not in host or not port


def _hosts(entries: tuple[str, ...]) -> tuple[str, ...]:
    if bad := [entry for entry in entries if not _is_host(entry)]:
        raise ValueError(
            "hosts, host:port, IP addresses or CIDR ranges, separated by commas, not "
            + ", ".join(map(repr, bad))
        )
    return tuple(entry.lower() for entry in entries)


def _kinds(names: tuple[str, ...]) -> tuple[str, ...]:
    given = tuple(name.lower() for name in names)
    for name in given:
        if name not in KINDS:
            near = difflib.get_close_matches(name, KINDS, n=1)
            hint = f"did you mean {near[0]}?" if near else f"the kinds are {', '.join(KINDS)}"
            raise ValueError(f"kinds of boards, separated by commas ({name!r} is none; {hint})")
    return given


def _folder(path: Path) -> Path:
    path = path.expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise ValueError("a folder (a file of that name is in the way)")
    return path


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


HttpUrl = Annotated[str, _matches(_HTTP_URL, "an http:// or https:// URL")]
Positive = Annotated[int, Field(ge=1)]


class _Group(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ScheduleSettings(_Group):
    """When `daily_refresh` runs."""

    cron: Annotated[str, AfterValidator(_cron)] = "30 5 * * *"
    timezone: Annotated[str, AfterValidator(_timezone)] = "UTC"


class NotifySettings(_Group):
    """Who hears of failures; nobody while unset."""

    url: Annotated[SecretStr, AfterValidator(_secret_url)] | None = None


class CrawlSettings(_Group):
    """How boards are fetched.

    `allow_hosts`: the only private addresses that may be reached. `concurrency`: requests in flight over all
    hosts. `delay`: seconds between two requests to one host (robots.txt may ask for more). `timeout`: seconds
    for one request. `max_body_mb`: bound on one response. `max_pages`: bound on one board's requests.
    `details`: postings' own pages of Greenhouse, which say more of pay. `details_per_board`: bound on the
    postings' own pages of one board in a run; `details_max_age_days`: after which they are asked for again
    although their listing has not changed. `opt_in`: kinds that are read although their policy has them off.
    """

    contact: Annotated[str, AfterValidator(_contact)] | None = None
    allow_hosts: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed), AfterValidator(_hosts)] = ()
    concurrency: Annotated[int, Field(ge=1, le=256)] = 64
    delay: Annotated[float, Field(ge=0, le=3600)] = 0.5
    timeout: Annotated[float, Field(gt=0, le=600)] = 30.0
    max_body_mb: Annotated[int, Field(ge=1, le=1024)] = 64
    max_pages: Annotated[int, Field(ge=1)] = 20_000
    details: bool = False
    details_per_board: Annotated[int, Field(ge=0)] = 1000
    details_max_age_days: Annotated[int, Field(ge=0, le=3650)] = 30
    opt_in: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed), AfterValidator(_kinds)] = ()


class ModelSettings(_Group):
    """One OpenAI-compatible endpoint; not used while `base_url` is unset."""

    base_url: HttpUrl | None = None
    model: str | None = None
    api_key: SecretStr | None = None
    max_model_len: Positive | None = None
    max_in_flight: Positive | None = None

    @model_validator(mode="after")
    def _an_endpoint_needs_a_model(self) -> Self:
        if self.base_url and not self.model:
            raise ValueError("__MODEL is needed beside __BASE_URL")
        return self


class FallbackSettings(ModelSettings):
    """The paid endpoint. Prices in USD per million tokens: without them no call could be held to a budget.

    They may be left out where the price list knows the provider's address and the model. `price_cached`: of
    prompt tokens from the provider's cache, as the others where it is not given.
    """

    price_input: Annotated[Decimal, Field(ge=0)] | None = None
    price_output: Annotated[Decimal, Field(ge=0)] | None = None
    price_cached: Annotated[Decimal, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _a_paid_endpoint_needs_prices(self) -> Self:
        if not self.base_url or not self.model or None not in (self.price_input, self.price_output):
            return self
        from jobs_assets.budget.price_list import listed_prices  # noqa: PLC0415 - only where prices are missing

        if self.price_input is not None or self.price_output is not None:
            raise ValueError("__PRICE_INPUT and __PRICE_OUTPUT are needed together")
        if listed_prices(self.base_url, self.model) is None:
            raise ValueError("__PRICE_INPUT and __PRICE_OUTPUT are needed beside __BASE_URL")
        return self


class LlmSettings(_Group):
    """The endpoints of enrichment: `short` and `long` pools, and the paid fallback."""

    short: ModelSettings = ModelSettings()
    long: ModelSettings = ModelSettings()
    fallback: FallbackSettings = FallbackSettings()
    batch_timeout: Annotated[float, Field(gt=0)] = 900.0


class BudgetSettings(_Group):
    """What enrichment may cost in a month, in USD, and the share that must stay local."""

    monthly_usd: Annotated[Decimal, Field(ge=0)] = Decimal(30)
    cloud_usd: Annotated[Decimal, Field(ge=0)] = Decimal(2)
    local_ratio: Annotated[float, Field(ge=0, le=1)] = 0.98


class LogSettings(_Group):
    """How much goes to the log file."""

    level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_upper)] = "INFO"


class Settings(BaseSettings):
    """Every setting, checked. Build with `load_settings`, which reports all problems at once."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", env_ignore_empty=True, frozen=True, extra="forbid"
    )

    home: Annotated[Path, AfterValidator(_folder)] = Field(default=Path("home"), validate_default=True)
    database_url: (
        Annotated[str, _matches(_STORE_URL, "sqlite:///FILE or postgresql+psycopg://USER:PASSWORD@HOST/NAME")]
        | None
    ) = Field(default=None, repr=False)
    database_wait: Annotated[float, Field(ge=0, le=3600)] = 30.0
    boards: Path | None = None
    schedule: ScheduleSettings = ScheduleSettings()
    notify: NotifySettings = NotifySettings()
    crawl: CrawlSettings = CrawlSettings()
    llm: LlmSettings = LlmSettings()
    budget: BudgetSettings = BudgetSettings()
    log: LogSettings = LogSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What the caller says, then the environment; no `.env` and no secret files are read.

        Unknown names and whole groups are dropped here: `load_settings` reports them beside all else.
        """
        environment = EnvSettingsSource(settings_cls)
        known = names()
        environment.env_vars = {
            name: value for name, value in environment.env_vars.items() if name.upper() in known
        }
        return init_settings, environment


def names(model: type[BaseModel] = Settings, prefix: str = PREFIX) -> dict[str, bool]:
    """Every variable that is a setting, and whether its value is a secret."""
    found: dict[str, bool] = {}
    for field, info in model.model_fields.items():
        name = prefix + field.upper()
        if isinstance(info.annotation, type) and issubclass(info.annotation, BaseModel):
            found |= names(info.annotation, name + "__")
        else:
            found[name] = not info.repr or "SecretStr" in str(info.annotation)
    return found


def load_settings(**overrides: Any) -> Settings:  # noqa: ANN401 - the fields of Settings, checked by it
    """The settings of this process: `overrides` (groups as mappings), then the environment, then defaults.

    Raises `SettingsError` listing every problem: the variable's name, what it should be and what was given.
    Secrets are never part of a message.

        load_settings(home=Path("/srv/jobs"), crawl={"delay": 0})
    """
    known = names()
    problems = settings_problems.unknown(os.environ, PREFIX, known)
    try:
        settings = Settings(**overrides)
    except ValidationError as error:
        problems += settings_problems.invalid(error, PREFIX, known)
    if problems:
        raise SettingsError("the environment", problems)
    return settings
