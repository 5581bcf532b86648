"""The sample boards as a source of pages: which postings are on which board, rendered when asked for."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, overload

import orjson

from jobs_assets.boards.board import Board
from jobs_assets.samples import careers_site, vendors
from jobs_assets.samples.answers import HTML, JSON, PLAIN, XML, Answer, Asked
from jobs_assets.samples.employers import BOARD_SPAN, KINDS, Employer, boards_for, employer, indexes_of
from jobs_assets.samples.generator import SamplePosting, requisition_id, sample
from jobs_assets.samples.kinds import SAMPLE_KINDS
from jobs_assets.samples.life import open_on
from jobs_assets.samples.markup import stamp
from jobs_assets.samples.truth import truth

_ALLOW_ALL = Answer(b"User-agent: *\nAllow: /\n", PLAIN)


class Shelf(Sequence[SamplePosting]):
    """A board's open postings, made when they are looked at."""

    def __init__(self, firm: Employer, seed: int, opened: Sequence[tuple[int, int]]) -> None:
        self._firm = firm
        self._seed = seed
        self._open = opened
        self._places: dict[str, int] = {}

    def __len__(self) -> int:
        """How many postings are open."""
        return len(self._open)

    @overload
    def __getitem__(self, at: int) -> SamplePosting: ...
    @overload
    def __getitem__(self, at: slice) -> list[SamplePosting]: ...
    def __getitem__(self, at: int | slice) -> SamplePosting | list[SamplePosting]:
        """The postings at these places."""
        if isinstance(at, slice):
            return [self._made(each) for each in self._open[at]]
        return self._made(self._open[at])

    def find(self, native_id: str) -> SamplePosting | None:
        """The posting that the vendor knows by this id."""
        if not self._places:
            id_of = SAMPLE_KINDS[self._firm.ats].native_id
            self._places = {id_of(posting): place for place, posting in enumerate(self)}
        place = self._places.get(native_id)
        return None if place is None else self[place]

    def _made(self, named: tuple[int, int]) -> SamplePosting:
        index, revision = named
        return sample(index, self._seed, revision, employer_is=self._firm)


class SampleCatalog:
    """The boards of a seed on a day. Holds names only; postings are made when a page is asked for.

    `sizes`, where given, says how many postings each board begins with, in place of `postings` over all;
    `kinds` are then those of the boards, in turn.
    """

    def __init__(
        self,
        postings: int,
        seed: int = 0,
        day: int = 0,
        *,
        sizes: Sequence[int] = (),
        kinds: Sequence[str] = KINDS,
    ) -> None:
        self.postings = postings
        self.seed = seed
        self.day = day
        self.sizes = tuple(sizes)
        count = len(self.sizes) or boards_for(postings)
        self.employers = [
            employer(number, seed, tuple(kinds) if self.sizes else KINDS) for number in range(count)
        ]
        self._by_token = {(firm.ats, firm.token): firm for firm in self.employers}
        # One board's postings serve all its pages; a crawl works on few boards at a time.
        self._postings_of = lru_cache(maxsize=48)(self._make_postings_of)
        self._shelf_of = lru_cache(maxsize=256)(self._make_shelf_of)
        self._by_url = lru_cache(maxsize=256)(self._index_by_url)

    def boards(self, base_url: str) -> list[Board]:
        """The boards, reached under `base_url`."""
        return [_board(firm, base_url) for firm in self.employers]

    def truth(self) -> Iterator[dict[str, Any]]:
        """The labels of every open posting, board by board."""
        for firm in self.employers:
            for posting in self.shelf_of(firm):
                yield truth(posting)

    def postings_of(self, firm: Employer) -> list[SamplePosting]:
        """What an employer has open."""
        return self._make_postings_of(firm.number)

    def shelf_of(self, firm: Employer) -> Shelf:
        """What an employer has open, made as it is looked at."""
        return self._shelf_of(firm.number)

    def answer(self, asked: Asked) -> Answer | None:
        """The page, or null where there is none."""
        firm = self._by_token.get((asked.ats, asked.token))
        if firm is None:
            return None
        match firm.ats:
            case "greenhouse":
                return self._greenhouse(firm, asked)
            case "lever":
                return self._lever(firm, asked)
            case "ashby":
                return self._ashby(firm, asked)
            case "site":
                return self._site(firm, asked)
        if asked.rest == "/robots.txt":
            return _ALLOW_ALL
        shelf = self.shelf_of(firm)
        return SAMPLE_KINDS[firm.ats].answer(firm, shelf, shelf.find, asked)

    def _open(self, number: int) -> list[tuple[int, int]]:
        slots: Iterable[int] = indexes_of(number, self.postings)
        if self.sizes:
            slots = range(number * BOARD_SPAN, number * BOARD_SPAN + self.sizes[number])
        return [each for slot in slots for each in open_on(self.day, slot, self.seed)]

    def _make_postings_of(self, number: int) -> list[SamplePosting]:
        return list(self._make_shelf_of(number))

    def _make_shelf_of(self, number: int) -> Shelf:
        return Shelf(self.employers[number], self.seed, self._open(number))

    def _index_by_url(self, number: int) -> dict[str, tuple[int, int]]:
        firm = self.employers[number]
        return {
            requisition_id(firm, index).lower(): (index, revision) for index, revision in self._open(number)
        }

    def _greenhouse(self, firm: Employer, asked: Asked) -> Answer | None:
        postings = self._postings_of(firm.number)
        if asked.rest == "":
            return _json(vendors.greenhouse_about(firm.name), postings)
        if asked.rest == "/jobs":
            board = vendors.greenhouse_board(postings)
            if asked.query.get("content") != "true":
                for job in board["jobs"]:
                    for name in ("content", "departments", "offices"):
                        del job[name]
            return _json(board, postings)
        wanted = asked.rest.removeprefix("/jobs/")
        pay = asked.query.get("pay_transparency") == "true"
        found = [posting for posting in postings if str(posting.number) == wanted]
        return _json(vendors.greenhouse_job(found[0], pay=pay), found) if found else None

    def _lever(self, firm: Employer, asked: Asked) -> Answer | None:
        postings = self._postings_of(firm.number)
        if asked.rest:
            found = [posting for posting in postings if f"/{posting.uuid}" == asked.rest]
            return _json(vendors.lever_posting(found[0]), found) if found else None
        skip = asked.number("skip", 0)
        page = postings[skip : skip + asked.number("limit", len(postings))]
        return _json(vendors.lever_postings(page), page or postings)

    def _ashby(self, firm: Employer, asked: Asked) -> Answer | None:
        if asked.rest:
            return None
        postings = self._postings_of(firm.number)
        board = vendors.ashby_board(postings)
        if asked.query.get("includeCompensation") != "true":
            for job in board["jobs"]:
                del job["compensation"]
        return _json(board, postings)

    def _site(self, firm: Employer, asked: Asked) -> Answer | None:
        if asked.rest == "/robots.txt":
            return Answer(careers_site.robots(firm).encode(), PLAIN)
        if asked.rest == "/sitemap.xml":
            postings = self._postings_of(firm.number)
            entries = [(vendors.listing_url(each), each.updated.date().isoformat()) for each in postings]
            return Answer(careers_site.sitemap(entries).encode(), XML, _newest(postings))
        if asked.rest in ("/", "/jobs"):
            return self._site_listing(firm, asked.number("page", 1))
        if not asked.rest.startswith("/jobs/"):
            return None
        found = self._by_url(firm.number).get(asked.rest.removeprefix("/jobs/"))
        if found is None:
            return None
        posting = sample(found[0], self.seed, found[1], employer_is=firm)
        return Answer(careers_site.posting_page(posting).encode(), HTML, stamp(posting))

    def _site_listing(self, firm: Employer, page: int) -> Answer | None:
        postings = self._postings_of(firm.number)
        pages = max(1, -(-len(postings) // careers_site.PER_PAGE))
        if not 1 <= page <= pages:
            return None
        start = (page - 1) * careers_site.PER_PAGE
        listed = [
            (each.title, vendors.listing_url(each))
            for each in postings[start : start + careers_site.PER_PAGE]
        ]
        return Answer(careers_site.listing_page(firm, listed, page, pages).encode(), HTML, _newest(postings))


def sample_boards(
    postings: int, seed: int = 0, base_url: str = "http://127.0.0.1:8099", day: int = 0
) -> list[Board]:
    """The boards that hold the first `postings` sample postings, served under `base_url`."""
    return SampleCatalog(postings, seed, day).boards(base_url)


def _board(firm: Employer, base_url: str) -> Board:
    origin = base_url.rstrip("/")
    if firm.ats in SAMPLE_KINDS:
        return SAMPLE_KINDS[firm.ats].board(firm, origin)
    if firm.ats == "site":
        url = f"https://{firm.host}/"
        return Board(
            "site", firm.board_token, name=firm.name, url=url, base_url=f"{origin}/site/{firm.token}"
        )
    public = {
        "greenhouse": "https://boards.greenhouse.io/",
        "lever": "https://jobs.lever.co/",
        "ashby": "https://jobs.ashbyhq.com/",
    }[firm.ats]
    return Board(firm.ats, firm.token, name=firm.name, url=public + firm.token, base_url=origin)


def _json(document: Any, postings: list[SamplePosting]) -> Answer:  # noqa: ANN401 JSON
    return Answer(orjson.dumps(document), JSON, _newest(postings))


def _newest(postings: list[SamplePosting]) -> str | None:
    return stamp(max(postings, key=lambda posting: posting.updated)) if postings else None
