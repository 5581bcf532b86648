"""A second reader of raw captures, written apart from the parsers, that checks their records field by field.

It shares no code with `jobs_assets.parsing`: what a field states is read here again with the standard library
and small tables of its own. `compare` takes a raw body and the postings made from it, however they travelled.
"""

import html
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

from jobs_assets.postings import Posting

FIELDS = (
    "posting_id", "url", "apply_url", "title", "hiring_organization", "department", "team", "requisition_id",
    "language", "date_posted", "valid_through", "employment_type", "job_location", "workplace",
    "remote_eligibility", "salary", "description_text",
)  # fmt: skip


@dataclass
class Tally:
    """Counts by field: how often the source states it, how often the record has it right, and what is
    wrong.
    """

    stated: Counter[str] = field(default_factory=Counter)
    parsed: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Adds another tally of the same kind."""
        self.stated += other.stated
        self.parsed += other.parsed
        self.wrong += other.wrong


Expected = dict[str, Any]
"""Field → what the record must hold, or a predicate on it. A field that is absent is one the source does not
state.
"""


def compare(kind: str, raw: bytes, postings: Iterable[Posting]) -> Tally:
    """Each posting that the raw body states against the record made of it. Invented values and postings are
    wrong.
    """
    by_id = {posting.posting_id.split(":", 2)[2]: posting for posting in postings}
    tally = Tally()
    for native_id, expected in READERS[kind](raw):
        tally.stated["posting_id"] += 1
        posting = by_id.pop(native_id, None) if native_id is not None else _by_title(by_id, expected["title"])
        if posting is None:
            tally.wrong.append(f"{kind} {native_id}: no record")
            continue
        tally.parsed["posting_id"] += 1
        for name in FIELDS[1:]:
            _check(tally, f"{kind} {native_id} {name}", posting, name, expected)
    tally.wrong += [f"{kind}: record {native_id} has no source" for native_id in by_id]
    return tally


def _by_title(by_id: dict[str, Posting], title: str) -> Posting | None:
    """A site's posting has an id of ours; it is found by its title."""
    found = next((native_id for native_id, posting in by_id.items() if posting.title == title), None)
    return by_id.pop(found) if found is not None else None


def _check(tally: Tally, where: str, posting: Posting, name: str, expected: Expected) -> None:
    value = getattr(posting, name)
    if name not in expected:
        if value and posting.evidence.get(name) is not None and posting.evidence[name].source != "rule":
            tally.wrong.append(f"{where}: {value!r} is not stated")
        return
    tally.stated[name] += 1
    wanted = expected[name]
    right = wanted(value) if callable(wanted) else value == wanted
    if right:
        tally.parsed[name] += 1
    else:
        tally.wrong.append(f"{where}: {str(value)[:120]!r}, stated {str(wanted)[:120]!r}")


def table(tallies: dict[str, Tally]) -> str:
    """kind × field × stated/parsed/wrong, as text."""
    lines = [f"{'kind':<12}{'field':<22}{'stated':>7}{'parsed':>7}{'wrong':>7}"]
    for kind, tally in tallies.items():
        for name in FIELDS:
            if tally.stated[name] or any(f" {name}:" in line for line in tally.wrong):
                wrong = tally.stated[name] - tally.parsed[name]
                wrong += sum(f" {name}:" in line and "is not stated" in line for line in tally.wrong)
                lines.append(f"{kind:<12}{name:<22}{tally.stated[name]:>7}{tally.parsed[name]:>7}{wrong:>7}")
    return "\n".join(lines)


# Reading values again


class _Words(HTMLParser):
    """The words of HTML in order, without what is not shown."""

    HIDDEN = ("script", "style", "iframe", "noscript", "title", "svg", "template")
    INLINE = (
        "a",
        "b",
        "i",
        "u",
        "s",
        "em",
        "strong",
        "span",
        "font",
        "sub",
        "sup",
        "code",
        "small",
        "mark",
        "wbr",
    )

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.hidden += tag in self.HIDDEN
        self.parts.append("" if tag in self.INLINE else " ")

    def handle_endtag(self, tag: str) -> None:
        self.hidden = max(0, self.hidden - (tag in self.HIDDEN))
        self.parts.append("" if tag in self.INLINE else " ")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def words(markup: str) -> list[str]:
    """The words that a reader of the markup sees."""
    reader = _Words()
    reader.feed(re.sub(r"<[A-Za-z/!][^>]*\Z", "", markup))  # a tag that the capture cut off is no text
    reader.close()
    return re.sub("[\u200b\u2060\xad]", "", "".join(reader.parts)).split()


def same_words(markup: str) -> Callable[[str], bool]:
    """Whether a text has the markup's words in their order, not counting the signs of list items."""
    wanted = [word for word in words(markup) if not re.fullmatch(r"-|\d+\.", word)]
    return lambda value: [word for word in value.split() if not re.fullmatch(r"-|\d+\.", word)] == wanted


def same_instant(stated: str) -> Callable[[str | None], bool]:
    """Whether an ISO date is the stated one, in the same precision."""
    wanted = datetime.fromisoformat(stated)
    return lambda value: (
        value is not None
        and datetime.fromisoformat(value) == wanted
        and (len(value) == 10) == (len(stated) == 10)
    )


COUNTRY = {
    "United States": "US", "USA": "US", "US": "US", "United States of America": "US", "UK": "GB", "GB": "GB",
    "United Kingdom": "GB", "England": "GB", "Canada": "CA", "CAN": "CA", "Australia": "AU", "India": "IN",
    "Germany": "DE", "Italy": "IT", "China": "CN", "SE": "SE", "SG": "SG", "PL": "PL", "KR": "KR", "IN": "IN",
    "Sweden": "SE",
    "Singapore": "SG", "Korea": "KR", "South Korea": "KR", "CA": "CA", "Ireland": "IE", "Poland": "PL",
    "Brazil": "BR", "Japan": "JP", "France": "FR",
}  # fmt: skip
STATES = {
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS",
    "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY",
    "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV",
    "WI", "WY", "DC",
}  # fmt: skip
TYPES = {
    "fulltime": "FULL_TIME",
    "parttime": "PART_TIME",
    "intern": "INTERN",
    "contract": "CONTRACTOR",
    "contractor": "CONTRACTOR",
}


def places_agree(lines: list[str], countries: list[str | None]) -> Callable[[list[Any]], bool]:
    """Whether places say nothing that the stated lines and countries do not, and every country that those
    name.

    Each city and region must stand in the statements; a country must be named by them or by a state of its
    own.
    """
    stated = " | ".join([*lines, *(country for country in countries if country)])
    named = {
        code
        for name, code in COUNTRY.items()
        if re.search(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", stated) and len(name) > 2
    }
    named |= {COUNTRY[country] for country in countries if country in COUNTRY}
    named |= {COUNTRY[end] for line in lines for end in re.findall(r", (UK|US)\b", line)}
    in_states = any(code in STATES for line in lines for code in re.findall(r",\s*([A-Z]{2})\b", line))

    def agree(places: list[Any]) -> bool:
        texts = [text for place in places for text in (place.city, place.region) if text]
        codes = {place.country for place in places if place.country}
        return (
            all(text in stated or text.replace("DC", "D.C.") in stated for text in texts)
            and named <= codes
            and codes - named <= ({"US"} if in_states else set())
        )

    return agree


def either(first: Callable[[Any], bool], second: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Whether a value passes one of two predicates."""
    return lambda value: first(value) or second(value)


def countries_of(line: str) -> list[str]:
    """The country that a line for remote people names, if it names nothing else."""
    parts = [part for part in re.split(r", | - |[()]", line) if part.strip() not in ("", "Remote")]
    return (
        list(dict.fromkeys(COUNTRY[part] for part in parts)) if all(part in COUNTRY for part in parts) else []
    )


# One reader a kind


def _greenhouse(raw: bytes) -> Iterable[tuple[str | None, Expected]]:
    for row in json.loads(raw)["jobs"]:
        expected: Expected = {
            "title": " ".join(row["title"].split()),
            "url": row["absolute_url"],
            "description_text": same_words(html.unescape(row["content"])),
        }
        for key, name in (("company_name", "hiring_organization"), ("requisition_id", "requisition_id")):
            if row.get(key):
                expected[name] = row[key].strip()
        if row.get("language"):
            expected["language"] = row["language"][:2]
        if row.get("departments"):
            expected["department"] = ", ".join(
                dict.fromkeys(" ".join(one["name"].split()) for one in row["departments"])
            )
        for key, name in (("first_published", "date_posted"), ("application_deadline", "valid_through")):
            if row.get(key):
                expected[name] = same_instant(row[key])
        line = row["location"]["name"]
        offices = [office["location"] for office in row.get("offices") or () if office.get("location")]
        if not re.fullmatch(r"\s*(?:remote)?\s*", line, re.IGNORECASE):
            same = [office for office in offices if office.split(",")[0] in line]
            expected["job_location"] = either(places_agree([line], []), places_agree([line, *same], []))
        _greenhouse_workplace(expected, row, line)
        yield str(row["id"]), expected


def _greenhouse_workplace(expected: Expected, row: dict[str, Any], line: str) -> None:
    remote = re.search(r"\bremote\b(?!-)", line, re.IGNORECASE)
    for item in row.get("metadata") or ():
        if item["name"] in ("Workplace Type", "Location Type") and item["value"]:
            expected["workplace"] = {"remote": "remote", "hybrid": "hybrid", "onsite": "onsite"}[
                item["value"].lower().replace("-", "")
            ]
    if remote and not re.search(r"[;|]", line):
        expected.setdefault("workplace", "remote")
        named = [code for name, code in COUNTRY.items() if name in re.split(r", | - ", line)]
        if named:
            expected["remote_eligibility"] = named


def _lever(raw: bytes) -> Iterable[tuple[str | None, Expected]]:
    intervals = {"per-year-salary": "YEAR", "per-hour-wage": "HOUR", "per-month-salary": "MONTH"}
    for row in json.loads(raw):
        categories = row["categories"]
        lists = "".join(
            f"<p>{html.escape(one['text'])}</p>{one['content']}" for one in row.get("lists") or ()
        )
        text = row.get("description", "") + lists + (row.get("additional") or "")
        words_on_pay = row.get("salaryDescription") or ""
        expected: Expected = {
            "title": " ".join(row["text"].split()),
            "url": row["hostedUrl"],
            "apply_url": row["applyUrl"],
            "date_posted": same_instant(datetime.fromtimestamp(row["createdAt"] / 1000, UTC).isoformat()),
            "description_text": same_words(text if words_on_pay in text else text + words_on_pay),
        }
        for name in ("department", "team"):
            if categories.get(name):
                expected[name] = " ".join(categories[name].split())
        if (type_ := TYPES.get(re.sub("[^a-z]", "", categories.get("commitment", "").lower()))) is not None:
            expected["employment_type"] = [type_]
        lines = list(dict.fromkeys([categories["location"], *categories.get("allLocations", ())]))
        if any(line.lower() != "remote" for line in lines) or row.get("country"):
            countries = [row.get("country")] if len(lines) == 1 else []
            alone, several = places_agree(lines, countries), places_agree(lines, [row.get("country")])
            expected["job_location"] = either(alone, several)
        if row.get("workplaceType") not in (None, "unspecified"):
            expected["workplace"] = row["workplaceType"].replace("-", "")
            if row["workplaceType"] == "remote":
                named = [code for line in lines for code in countries_of(line)]
                if named:
                    expected["remote_eligibility"] = named
        if pay := row.get("salaryRange"):
            expected["salary"] = _bands(
                [(pay["min"], pay["max"], pay["currency"], intervals[pay["interval"]], "base", None)]
            )
        yield row["id"], expected


def _bands(wanted: list[tuple[Any, ...]]) -> Callable[[list[Any]], bool]:
    return lambda bands: (
        [(one.min, one.max, one.currency, one.interval, one.kind, one.place) for one in bands] == wanted
    )


def _ashby(raw: bytes) -> Iterable[tuple[str | None, Expected]]:
    for row in json.loads(raw)["jobs"]:
        if row.get("isListed") is False:
            continue
        published = row.get("publishedAt") or row["publishedDate"]
        expected: Expected = {
            "title": " ".join(row["title"].split()),
            "url": row["jobUrl"],
            "apply_url": row["applyUrl"],
            "date_posted": same_instant(published),
            "employment_type": [TYPES[row["employmentType"].lower()]],
            "description_text": same_words(row["descriptionHtml"]),
        }
        for name in ("department", "team"):
            if stated := row.get(name) or row.get(f"{name}Name"):
                expected[name] = " ".join(stated.split())
        if row.get("workplaceType"):
            expected["workplace"] = row["workplaceType"].lower()
        elif row.get("isRemote"):
            expected["workplace"] = "remote"
        _ashby_places(expected, row)
        if row.get("shouldDisplayCompensationOnJobPostings") and (bands := _ashby_bands(row["compensation"])):
            expected["salary"] = _bands(bands)
        yield row["id"], expected


def _ashby_places(expected: Expected, row: dict[str, Any]) -> None:
    lines, countries, remote = [], [], []
    for entry in (row, *(row.get("secondaryLocations") or ())):
        address = ((entry.get("address") or {}).get("postalAddress")) or {}
        lines += [
            text.strip()
            for text in (entry.get("location"), address.get("addressLocality"), address.get("addressRegion"))
            if text
        ]
        countries.append(address.get("addressCountry"))
        line = entry.get("location") or ""
        if line.startswith("Remote") or row.get("workplaceType") == "Remote":
            remote += countries_of(line)
    if any(line.lower() != "remote" for line in lines):
        expected["job_location"] = places_agree(lines, countries)
    if remote:
        expected["remote_eligibility"] = list(dict.fromkeys(remote))
    elif expected.get("workplace") == "remote" and row["location"] in ("Europe", "North America"):
        expected["remote_eligibility"] = [row["location"]]


def _ashby_bands(compensation: dict[str, Any]) -> list[tuple[Any, ...]]:
    bands = []
    for tier in compensation["compensationTiers"]:
        for part in tier["components"]:
            if part["compensationType"] == "Salary" and part["minValue"] is not None:
                told = f"{part['summary']} {tier['additionalInformation'] or ''}"
                kind = "ote" if "OTE" in told and "Base" not in told else "base"
                bands.append(
                    (
                        part["minValue"],
                        part["maxValue"],
                        part["currencyCode"],
                        part["interval"][2:],
                        kind,
                        tier["title"],
                    )
                )
    return bands


def _site(raw: bytes) -> Iterable[tuple[str | None, Expected]]:
    """JSON-LD alone, found by a plain pattern; enough for sound pages, which the captures are."""
    text = raw.decode()
    for script in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL):
        value = json.loads(script, strict=False)
        value = (
            [one["item"] for one in value["mainEntity"]["itemListElement"]]
            if "mainEntity" in value
            else [value]
        )
        for item in value:
            if item.get("@type") == "JobPosting":
                yield None, _item(item, re.search(r'<html[^>]*\blang="(\w\w)', text))


def _item(item: dict[str, Any], lang: re.Match[str] | None) -> Expected:
    expected: Expected = {
        "title": html.unescape(item["title"]).strip(),
        "hiring_organization": html.unescape(item["hiringOrganization"]["name"]).strip(),
    }
    if item.get("description"):
        expected["description_text"] = same_words(item["description"])
    if lang:
        expected["language"] = lang[1]
    for key, name in (("datePosted", "date_posted"), ("validThrough", "valid_through")):
        if item.get(key):
            expected[name] = same_instant(item[key])
    if (type_ := item.get("employmentType")) is not None:
        expected["employment_type"] = [type_] if isinstance(type_, str) else type_
    if "jobLocation" in item:
        stated = item["jobLocation"] if isinstance(item["jobLocation"], list) else [item["jobLocation"]]
        wanted = [
            tuple(one["address"].get(key) for key in ("addressLocality", "addressRegion", "addressCountry"))
            for one in stated
        ]
        expected["job_location"] = lambda places: (
            [(one.city, one.region, one.country) for one in places] == wanted
        )
    if pay := item.get("baseSalary"):
        value = pay["value"]
        low, high = (float(value.get(key, value.get("value"))) for key in ("minValue", "maxValue"))
        expected["salary"] = _bands([(low, high, pay["currency"], value["unitText"], "base", None)])
    return expected


READERS: dict[str, Callable[[bytes], Iterable[tuple[str | None, Expected]]]] = {
    "greenhouse": _greenhouse,
    "lever": _lever,
    "ashby": _ashby,
    "site": _site,
}
