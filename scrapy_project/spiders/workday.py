"""Workday: a site's search, paged, divided by facets where its server cuts it short; then the postings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import orjson
from scrapy.http import Response

from jobs_assets.boards.board import Board
from jobs_assets.pages import PageOutcome, PageRole
from jobs_assets.parsing.formats.workday import native_id
from scrapy_project.origins import origin_of
from scrapy_project.requests import Page, fingerprint
from scrapy_project.spiders.board import BoardSpider, Miss, UnexpectedPage
from scrapy_project.spiders.json_pages import json_object
from scrapy_project.spiders.workday_facets import (
    CLAMP,
    Facet,
    Value,
    best_facet,
    facets_of,
    packs,
    true_total,
)

LIMIT = 20  # more is an error
# What of a row is the same on every day: its date is relative, its deadline counts down.
_STABLE = ("title", "externalPath", "locationsText", "timeType", "remoteType")


@dataclass(slots=True)
class Search:
    """One search, the whole site's or a part of it, and what is known of it so far.

    `total` is what its first page states and `due` how many postings it really has, where that is known.
    `own` and `below` are the postings that its pages and its parts have named. `waiting` pages have been
    asked for; `fresh` counts what those that came named anew, `full` tells whether the last was, and
    `begins_again` whether it named only what had been named before.
    """

    applied: tuple[tuple[str, tuple[Value, ...]], ...] = ()
    parent: "Search | None" = None
    total: int = 0
    due: int | None = None
    facets: list[Facet] = field(default_factory=list)
    own: set[int] = field(default_factory=set)
    below: set[int] = field(default_factory=set)
    next_offset: int = LIMIT
    waiting: int = 1
    fresh: int = 0
    full: bool = False
    begins_again: bool = False
    lost_pages: bool = False
    open_parts: int = 0
    divided_by: list[Facet] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What tells it from the run's other searches, for the address on record."""
        return "".join(
            f"&{quote(parameter)}={quote(values[0].id)}" + (f"+{len(values) - 1}" if len(values) > 1 else "")
            for parameter, values in self.applied
        )

    @property
    def found(self) -> set[int]:
        """All its postings that have been named."""
        return self.own | self.below

    @property
    def unsure_of_more(self) -> bool:
        """Whether there may be postings that neither its pages nor its parts have named.

        A facet that adds up to just what is due has every posting once: what is missing then was taken down
        meanwhile.
        """
        if self.due is None:
            return not self.divided_by or not self.own <= self.below
        if not self.lost_pages and any(facet.total == self.due for facet in self.divided_by):
            return False
        return len(self.found) < self.due


class WorkdaySpider(BoardSpider):
    """Searches for nothing, which finds everything, in pages of 20, and asks for each posting's record.

    The total is right on a search's first page only. Many tenants count and page to 2,000 and then begin
    again; their facets' counts go on. Such a search is divided by a facet's values, and a part that is still
    cut short by another facet's, until every part is read to its end. A board that cannot be divided far
    enough says so.
    """

    name = ats = "workday"

    def prepare(self) -> None:
        """Begins with the whole site as the one search."""
        tenant, _, site = self.board.token.partition("/")
        self._api = f"{self.origin_map.own}/wday/cxs/{quote(tenant)}/{quote(site)}"
        self._root = Search()
        self._searches = {"": self._root}
        self._recounted = False

    @classmethod
    def origin(cls, board: Board) -> str:
        """The tenant's host, in the data centre that the board's page is in."""
        if board.url is None:
            raise ValueError(f"{board.board_id}: without its url nobody knows its data centre")
        return origin_of(board.url)

    def first_pages(self) -> Iterable[Page]:
        """The first page of the whole site's search."""
        yield self._page(self._root, 0)

    def read(self, page: Page, response: Response) -> Iterator[Page]:
        """What is to be asked next, listing before postings: they tell whether the board is whole."""
        document = json_object(response, "Workday")
        if page.role is PageRole.POSTING:
            if not isinstance(document.get("jobPostingInfo"), dict):
                raise UnexpectedPage("Workday answered JSON without a jobPostingInfo")
            return
        rows = document.get("jobPostings")
        if not isinstance(rows, list):
            raise UnexpectedPage("Workday answered JSON without a list of jobPostings")
        paths = [row.get("externalPath") if isinstance(row, dict) else None for row in rows]
        named = [native_id(path) if isinstance(path, str) else None for path in paths]
        search = self._searches[_key_of(page)]
        ids = list(filter(None, named))
        self.saw(named)
        if self._recounted and search is self._root:
            self._settle(document)
        else:
            yield from self._go_on_with(search, page, document, ids)
        for row, path in zip(rows, paths, strict=True):
            if isinstance(path, str):
                yield Page(f"{self._api}{path}", PageRole.POSTING, listed=_fingerprint(row))

    def instead(self, miss: Miss) -> Iterable[Page]:
        """Two halves of a search for many values, which some tenants answer with an error."""
        page = miss.page
        if page.role is not PageRole.LISTING or page.position or miss.outcome is not PageOutcome.HTTP_ERROR:
            return
        search = self._searches[_key_of(page)]
        if search.parent is None or len(search.applied[-1][1]) < 2:
            return
        parameter, values = search.applied[-1]
        half = len(values) // 2
        search.parent.open_parts -= 1
        for part in (values[:half], values[half:]):
            yield self._part(search.parent, parameter, part)

    def without(self, miss: Miss) -> Iterable[Page]:
        """A search goes on without one of its pages, unless the host asks for fewer requests."""
        if miss.page.role is not PageRole.LISTING or miss.outcome is PageOutcome.THROTTLED:
            return ()
        search = self._searches[_key_of(miss.page)]
        search.waiting -= 1
        search.lost_pages = True
        return self._next_of(search) if miss.page.position or search.parent else ()

    # A search from its first page to its end

    def _go_on_with(
        self, search: Search, page: Page, document: dict[str, Any], ids: list[str]
    ) -> Iterator[Page]:
        before = len(search.own)
        search.own.update(map(hash, ids))
        search.fresh += len(search.own) - before
        search.waiting -= 1
        if page.position == 0:
            self._begin(search, document)
        if page.position + LIMIT >= search.next_offset:
            search.full = len(document["jobPostings"]) >= LIMIT
            search.begins_again = not search.fresh and bool(ids)
        yield from self._next_of(search)

    def _next_of(self, search: Search) -> Iterator[Page]:
        """What follows once all pages have come that a search has been asked for."""
        if search.waiting:
            return
        offsets = self._offsets(search)
        search.fresh = 0
        yield from self._ask(search, offsets) if offsets else self._ended(search)

    def _ask(self, search: Search, offsets: range) -> Iterator[Page]:
        search.next_offset = offsets[-1] + LIMIT
        search.waiting = len(offsets)
        for offset in offsets:
            yield self._page(search, offset)

    def _begin(self, search: Search, document: dict[str, Any]) -> None:
        total = document.get("total")
        search.total = total if isinstance(total, int) and not isinstance(total, bool) else 0
        search.facets = facets_of(document.get("facets"))
        if search.due is None or search.total != CLAMP:
            search.due = true_total(search.total, search.facets)
        if search is self._root:
            self.advertised = search.due or search.total

    def _offsets(self, search: Search) -> range:
        """Where the next pages begin that are asked for together; none where the search is at its end.

        Up to the total where that is to be trusted, but over the clamp with one page at first.
        """
        at, total = search.next_offset, search.total
        if search.due is not None and search.due > total and self._next_facet(search):
            return range(0)  # stated short: its parts hold all of it
        if not search.fresh or (len(search.own) >= total and not search.full):
            return range(0)
        if at < min(total, CLAMP):
            return range(at, min(total, CLAMP), LIMIT)
        if CLAMP < at < total:
            return range(at, total, LIMIT)
        return range(at, at + LIMIT, LIMIT)

    def _ended(self, search: Search) -> Iterator[Page]:
        """What follows where a search's pages, or its parts, have come to an end."""
        cut_short = (
            search.total == CLAMP
            or search.begins_again
            or (search.due or search.total) - len(search.found) > LIMIT
        )
        if (cut_short or search.divided_by) and search.unsure_of_more:
            if facet := self._next_facet(search):
                yield from self._divide(search, facet)
                return
            if LIMIT == search.next_offset < search.total:
                yield from self._ask(search, range(LIMIT, min(search.total, CLAMP), LIMIT))
                return
            self._note_cut(search)
        if search.parent is None:
            yield from self._recount()
            return
        parent = search.parent
        parent.below |= search.found
        parent.lost_pages |= search.lost_pages
        parent.open_parts -= 1
        search.own, search.below = set(), set()
        if not parent.open_parts:
            yield from self._ended(parent)

    def _next_facet(self, search: Search) -> Facet | None:
        """What the search is divided by next: the best of the facets that nothing has been divided by yet."""
        used = {parameter for parameter, _ in search.applied}
        used.update(facet.parameter for facet in search.divided_by)
        return best_facet((facet for facet in search.facets if facet.parameter not in used), search.due)

    def _divide(self, search: Search, facet: Facet) -> Iterator[Page]:
        search.divided_by.append(facet)
        for values in packs(facet.values):
            yield self._part(search, facet.parameter, values)

    def _part(self, parent: Search, parameter: str, values: tuple[Value, ...]) -> Page:
        part = Search((*parent.applied, (parameter, values)), parent)
        if len(values) == 1:
            part.due = values[0].count
        parent.open_parts += 1
        self._searches[part.key] = part
        return self._page(part, 0)

    def _note_cut(self, search: Search) -> None:
        of = f"the search{search.key.replace('&', ' ')}" if search.applied else "the board"
        known = f"of {search.due:,}" if search.due else "and perhaps more"
        self.cut(f"{of} gives out {len(search.found):,} {known}, and no facet divides it further")

    # The whole board once more

    def _recount(self) -> Iterator[Page]:
        """Asks how many there are now, where a few are missing that may have been taken down meanwhile."""
        missing = (self.advertised or 0) - len(self._root.found)
        if 0 < missing <= max(LIMIT, len(self._root.found) // 100):
            self._recounted = True
            yield self._page(self._root, 0, again=True)

    def _settle(self, document: dict[str, Any]) -> None:
        total = document.get("total")
        now = true_total(total, facets_of(document.get("facets"))) if isinstance(total, int) else None
        if now is not None and self.advertised is not None:
            self.advertised = min(now, self.advertised)

    def _page(self, search: Search, offset: int, *, again: bool = False) -> Page:
        asked = {
            "appliedFacets": {parameter: [one.id for one in values] for parameter, values in search.applied},
            "limit": LIMIT,
            "offset": offset,
            "searchText": "",
        }
        url = f"{self._api}/jobs#offset={offset}{'-again' if again else ''}{search.key}"
        return Page(url, PageRole.LISTING, position=offset, post=orjson.dumps(asked))


def _key_of(page: Page) -> str:
    _, joint, facets = page.url.partition("#")[2].partition("&")
    return joint + facets


def _fingerprint(row: dict[str, Any]) -> str:
    return fingerprint([str(row.get(key)) for key in _STABLE])
