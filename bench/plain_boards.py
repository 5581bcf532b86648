"""The peer of `whole_boards.py`: board APIs into SQLite as one writes it in an afternoon.

Stock Scrapy fetches, its item pipeline writes; json reads, nh3 cleans, lxml gives the text, dateutil the
dates. No page is kept, nothing has evidence, places and pay stay as the vendor wrote them.

scrapy runspider bench/plain_boards.py -a boards=FILE -a database=FILE
"""

import json
import sqlite3
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import lxml.html
import nh3
import scrapy
from dateutil.parser import isoparse
from scrapy.http import Response

Item = dict[str, Any]

COLUMNS = (
    "posting_id", "board_id", "url", "title", "apply_url", "department", "team", "date_posted",
    "employment_type", "location", "workplace", "salary", "description_html", "description_text",
)  # fmt: skip
_LIMIT = 100


class IntoSqlite:
    """Writes items, a hundred at a time."""

    def open_spider(self, spider: "PlainBoards") -> None:
        """Makes the table."""
        self.database = sqlite3.connect(spider.database)
        self.database.execute("PRAGMA journal_mode=WAL")
        self.database.execute(f"CREATE TABLE postings ({', '.join(COLUMNS)}, PRIMARY KEY (posting_id))")
        self.rows: list[list[Any]] = []

    def process_item(self, item: Item, spider: "PlainBoards") -> Item:
        """Takes one."""
        self.rows.append([item.get(name) for name in COLUMNS])
        if len(self.rows) >= _LIMIT:
            self._write()
        return item

    def close_spider(self, spider: "PlainBoards") -> None:
        """Writes what is left."""
        self._write()
        self.database.close()

    def _write(self) -> None:
        marks = ", ".join("?" * len(COLUMNS))
        self.database.executemany(f"INSERT OR REPLACE INTO postings VALUES ({marks})", self.rows)
        self.database.commit()
        self.rows.clear()


class PlainBoards(scrapy.Spider):
    """Reads the boards of a file, [[ats, token, base_url], …]."""

    name = "plain_boards"
    custom_settings = {  # noqa: RUF012 # Scrapy's own way to say it
        "ITEM_PIPELINES": {IntoSqlite: 100},
        "ROBOTSTXT_OBEY": True,
        "LOG_LEVEL": "INFO",
    }

    def __init__(self, boards: str, database: str, **kwargs: Any) -> None:  # noqa: ANN401 # Scrapy's own
        super().__init__(**kwargs)
        self.boards = json.loads(Path(boards).read_text())
        self.database = database

    async def start(self) -> Any:  # noqa: ANN401 # Scrapy's own
        """Every board's first page."""
        for ats, token, base in self.boards:
            yield self._request(ats, token, base, 0)

    def _request(self, ats: str, token: str, base: str, skip: int) -> scrapy.Request:
        path = {
            "greenhouse": f"/v1/boards/{token}/jobs?content=true",
            "lever": f"/v0/postings/{token}?mode=json&skip={skip}&limit={_LIMIT}",
            "ashby": f"/posting-api/job-board/{token}?includeCompensation=true",
        }[ats]
        return scrapy.Request(base + path, cb_kwargs={"ats": ats, "token": token, "base": base, "skip": skip})

    def parse(self, response: Response, ats: str, token: str, base: str, skip: int) -> Iterator[Any]:  # type: ignore[override] # with what the request said
        """The postings of a page, and the next page."""
        document = json.loads(response.body)
        rows = document if ats == "lever" else document["jobs"]
        for row in rows:
            yield _READ[ats](row) | {"board_id": f"{ats}:{token}", "posting_id": f"{ats}:{token}:{row['id']}"}
        if ats == "lever" and len(rows) == _LIMIT:
            yield self._request(ats, token, base, skip + _LIMIT)


def _described(markup: str) -> Item:
    clean = nh3.clean(markup)
    text = lxml.html.fromstring(f"<div>{clean}</div>").text_content()
    return {"description_html": clean, "description_text": text}


def _greenhouse(row: Item) -> Item:
    return {
        "url": row["absolute_url"],
        "title": row["title"],
        "department": ", ".join(each["name"] for each in row["departments"]),
        "date_posted": isoparse(row["first_published"]).isoformat(),
        "location": row["location"]["name"],
        **_described(unescape(row["content"])),
    }


def _lever(row: Item) -> Item:
    said = row["categories"]
    lists = "".join(f"<h3>{each['text']}</h3><ul>{each['content']}</ul>" for each in row["lists"])
    return {
        "url": row["hostedUrl"],
        "apply_url": row["applyUrl"],
        "title": row["text"],
        "department": said.get("department"),
        "team": said.get("team"),
        "date_posted": row["createdAt"],
        "employment_type": said.get("commitment"),
        "location": json.dumps(said.get("allLocations")),
        "workplace": row["workplaceType"],
        "salary": json.dumps(row.get("salaryRange")),
        **_described(row["description"] + lists + row["additional"]),
    }


def _ashby(row: Item) -> Item:
    return {
        "url": row["jobUrl"],
        "apply_url": row["applyUrl"],
        "title": row["title"],
        "department": row["department"],
        "team": row["team"],
        "date_posted": isoparse(row["publishedAt"]).isoformat(),
        "employment_type": row["employmentType"],
        "location": json.dumps([row["address"], row["secondaryLocations"]]),
        "workplace": row["workplaceType"],
        "salary": json.dumps(row["compensation"]["summaryComponents"]),
        **_described(row["descriptionHtml"]),
    }


_READ = {"greenhouse": _greenhouse, "lever": _lever, "ashby": _ashby}
