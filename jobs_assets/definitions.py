"""Where assets, checks, resources, the job, its schedule and the failure sensor meet, and nothing else."""

import os
from pathlib import Path

import dagster as dg

from jobs_assets.assets.checks import parsed_postings_checks, raw_pages_checks
from jobs_assets.assets.enriched_postings import enrichment
from jobs_assets.assets.market import market_report
from jobs_assets.assets.parsed_postings import parsed_postings
from jobs_assets.assets.postings import lives
from jobs_assets.assets.raw_pages import raw_pages
from jobs_assets.assets.spend import llm_spend
from jobs_assets.automation import daily_schedule, log_file, refresh_job, run_failure_notice
from jobs_assets.resources.crawler import ScrapyCrawler
from jobs_assets.resources.data_home import DataHome
from jobs_assets.resources.llm import LanguageModels
from jobs_assets.resources.sqlite_io import SQLiteIOManager
from jobs_assets.settings import Settings, load_settings


def definitions(settings: Settings) -> dg.Definitions:
    """Everything of one data home. Run config under `resources: crawler` overrides the crawl's settings."""
    home = str(settings.home)
    return dg.Definitions(
        assets=[raw_pages, parsed_postings, lives, enrichment, llm_spend, market_report],
        asset_checks=[raw_pages_checks, parsed_postings_checks],
        jobs=[refresh_job],
        schedules=[daily_schedule(settings.schedule)],
        sensors=[run_failure_notice],
        resources={
            "crawler": ScrapyCrawler.configure_at_launch(**ScrapyCrawler.config_of(settings)),
            "home": DataHome(path=home),
            "io_manager": SQLiteIOManager(home=home),
            "llm": LanguageModels(home=DataHome(path=home)),
        },
        loggers={"console": dg.colored_console_logger, "log_file": log_file},
        # A step in a process of its own costs three CPU-seconds of imports, in this one a tenth of a second.
        executor=dg.in_process_executor,
    )


def settings_of_instance() -> Settings:
    """The settings; where only DAGSTER_HOME is set, the data home is the folder that holds it."""
    instance = os.environ.get("DAGSTER_HOME")
    if instance and not os.environ.get("JOBS_HOME") and Path(instance).name == "dagster":
        return load_settings(home=Path(instance).parent)
    return load_settings()


defs = definitions(settings_of_instance())
