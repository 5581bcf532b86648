"""What the sample boards need to know of a vendor: its addresses, its ids and its answers.

The shapes of the answers are each vendor's own module.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from types import ModuleType
from typing import Any, Literal, TypeAlias

from jobs_assets.boards.board import Board, board_at, board_by_url, own_domain_board
from jobs_assets.kinds import KINDS
from jobs_assets.samples.answers import Answer, Asked, Role
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.kinds.board_answers import Find

Answering: TypeAlias = Callable[[Employer, Sequence[SamplePosting], Find, Asked], Answer | None]
Endless: TypeAlias = Callable[[Answer, Asked], Answer]


def _no_apply_url(_posting: SamplePosting) -> str | None:
    return None


def _uuid(posting: SamplePosting) -> str:
    return posting.uuid


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleKind:
    """A vendor as the sample boards play it.

    `answer` gives the page at a path below the board (`Asked.rest`, as the vendor's own host has it), and
    makes only the postings it shows. `endless`, for vendors that page, makes a page of a listing one that
    never ends, and `paging` names the parts of a query that say which page. `posting_path` finds the paths of
    postings' own pages. `own_domain`: boards are on their employer's host.
    """

    ats: str
    board_url: Callable[[Employer], str]
    listing_url: Callable[[SamplePosting], str]
    answer: Answering
    native_id: Callable[[SamplePosting], str] = _uuid
    apply_url: Callable[[SamplePosting], str | None] = _no_apply_url
    speaks: Literal["json", "html", "xml"] = "json"
    endless: Endless | None = None
    paging: frozenset[str] = field(default=frozenset())
    posting_path: str = r"(?!)"
    own_domain: bool = False

    def board(self, firm: Employer, origin: str) -> Board:
        """The employer's board, reached under `origin`."""
        url, kind = self.board_url(firm), KINDS[self.ats]
        if kind.named_by_url:
            found = board_by_url(kind, url)
        else:
            found = own_domain_board(kind, url) if self.own_domain else board_at(url)
        # A link in the vendor's answers may be to another host of its; requests go to that of the board.
        return replace(found, name=firm.name, url=url, base_url=f"{origin}/{self.ats}/{firm.token}")

    def role(self, rest: str) -> Role:
        """What a path below a board is for."""
        if rest == "/robots.txt":
            return "robots"
        if rest == "/sitemap.xml":
            return "sitemap"
        return "posting" if re.search(self.posting_path, rest) else "listing"

    def first_page(self, asked: Asked) -> Asked:
        """The question for a listing's first page in place of that for any."""
        kept = {name: value for name, value in asked.query.items() if name not in self.paging}
        posted = asked.posted
        if isinstance(posted, dict) and "offset" in posted:
            posted = posted | {"offset": 0}
        return replace(asked, query=kept, posted=posted)


def played(ats: str, shapes: ModuleType, **others: Any) -> SampleKind:  # noqa: ANN401 # fields of SampleKind
    """The kind with the functions of the module `shapes`, by name; `others` in their place or beside them."""
    found = {name: getattr(shapes, name) for name in _BY_NAME if hasattr(shapes, name)}
    return SampleKind(**{"ats": ats, **found, **others})


_BY_NAME = ("board_url", "native_id", "listing_url", "apply_url", "answer", "endless")
