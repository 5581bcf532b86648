"""Sample postings as they are shown: on their own board, and as a feed of many employers copies them."""

from dataclasses import dataclass, replace
from typing import Any

from jobs_assets.duplicates.records import Candidate, Location
from jobs_assets.parsing.html_text import describe
from jobs_assets.samples.copies import Sections, worn
from jobs_assets.samples.draws import Draw
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.markup import description_html
from jobs_assets.samples.templates import City
from jobs_assets.samples.truth import truth

_FEEDS = ("jobhub", "stellenfinder", "workpool", "empleos-ya", "offres-direct")


@dataclass(frozen=True, slots=True)
class Scene:
    """What a pair is made of: a posting, another one of its employer and kind of work, and draws."""

    draw: Draw
    posting: SamplePosting
    neighbour: SamplePosting

    @property
    def language(self) -> str:
        """The language of both."""
        return self.posting.employer.language


def shown(posting: SamplePosting, sections: Sections | None = None, **changes: Any) -> Candidate:  # noqa: ANN401 - fields of Candidate
    """The posting as its own board shows it."""
    label = truth(posting)
    said = description_html(sections or posting.sections, posting.employer.heading)
    remote = posting.workplace == "remote"
    country = posting.employer.country.code
    shown = Candidate(
        posting_id=label["posting_id"],
        board_id=label["board_id"],
        title=posting.title,
        text=describe(said)[1],
        hiring_organization=posting.employer.name,
        requisition_id=label.get("requisition_id"),
        places=(Location(country=country),)
        if remote
        else tuple(_place(each, country) for each in posting.cities),
        language=label.get("language"),
        url=label["url"],
        apply_url=label["apply_url"],
        first_seen=posting.posted.date().isoformat(),
    )
    return replace(shown, **changes)


def _place(city: City, country: str) -> Location:
    return Location(city.name, city.region, country)


def copied(scene: Scene, sections: Sections | None = None, **changes: Any) -> Candidate:  # noqa: ANN401 - fields of Candidate
    """The posting as a feed of many employers shows it, worn, and named as such feeds name things."""
    draw, posting = scene.draw, scene.posting
    feed = draw.pick(_FEEDS)
    markup = worn(draw, sections or posting.sections, posting.employer.heading, scene.language, feed)
    number = draw.between(1_000_000, 99_999_999)
    own = shown(posting)
    copy = Candidate(
        posting_id=f"feed:{feed}:{number}",
        board_id=f"feed:{feed}",
        title=_retitled(draw, posting),
        text=describe(markup)[1],
        hiring_organization=_renamed(draw, posting.employer),
        places=_vaguer(draw, own.places),
        language=draw.pick((scene.language, None)),
        url=f"https://{feed}.example/jobs/{number}",
        first_seen=own.first_seen,
    )
    return replace(copy, **changes)


def _retitled(draw: Draw, posting: SamplePosting) -> str:
    """The title, often with what feeds put around it."""
    title, city = posting.title, posting.cities[0].name
    return draw.pick(
        (
            title,
            title,
            title.upper(),
            f"{title} - {city}",
            f"{title} | {posting.employer.name}",
            f"{title} ({'Remote' if posting.workplace == 'remote' else city})",
            title.replace(" – ", " - ").replace(", ", " / "),
        )
    )


def _renamed(draw: Draw, firm: Employer) -> str:
    form = {"en": "Inc.", "de": "GmbH & Co. KG", "fr": "SAS", "es": "S.L."}[firm.language]
    return draw.pick(
        (firm.name, firm.name, f"{firm.name} {form}", firm.name.upper(), f"{firm.name} ({firm.country.name})")
    )


def _vaguer(draw: Draw, places: tuple[Location, ...]) -> tuple[Location, ...]:
    """The places as a feed states them: as they are, the first alone, without region, the country, none."""
    match draw.pick(("as they are", "as they are", "first", "city", "country", "none")):
        case "first":
            return places[:1]
        case "city":
            return tuple(Location(city=each.city) for each in places if each.city)
        case "country":
            return (Location(country=places[0].country),)
        case "none":
            return ()
    return places
