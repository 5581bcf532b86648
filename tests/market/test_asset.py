"""`market_report` as Dagster materializes it: files in the data home, drawings and numbers beside the run."""

import base64
import re
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree as ET

import dagster as dg
import pytest

from jobs_assets.assets.market import market_report
from jobs_assets.home import Home
from jobs_assets.postings import SalaryBand
from jobs_assets.resources.data_home import DataHome
from jobs_assets.store.engine import open_store
from tests.store.told import a_job, tell


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.delenv("JOBS_DATABASE_URL", raising=False)
    return Home(tmp_path / "home").create()


def metadata_of(home: Home) -> dict[str, object]:
    result = dg.materialize([market_report], resources={"home": DataHome(path=str(home.path))})
    (event,) = result.asset_materializations_for_node("market_report")
    return {name: value.value for name, value in event.metadata.items()}


def test_a_home_with_postings_is_drawn(home: Home) -> None:
    pay = [SalaryBand(50_000, 60_000, "EUR", "YEAR")]
    jobs = [a_job(str(number), salary=pay) for number in range(8)]
    with closing(open_store(home)) as store:
        tell(store, 0, *jobs)
        tell(store, 7, *jobs, a_job("new"))
    said = metadata_of(home)
    assert (said["openings"], said["open"], said["state_pay"]) == (9, 9, 8)
    assert said["page"] == str(home.market_report)
    assert "9 postings are open" in home.market_report.read_text("utf-8")
    images = re.findall(r"\]\(data:image/svg\+xml;base64,([^)]+)\)", str(said["report"]))
    assert len(images) >= 3
    for image in images:
        assert ET.fromstring(base64.b64decode(image)).tag == "{http://www.w3.org/2000/svg}svg"


def test_an_empty_home_is_reported_too(home: Home) -> None:
    assert metadata_of(home)["openings"] == 0
    assert "No posting is known yet." in home.market_report.read_text("utf-8")
