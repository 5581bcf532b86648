"""Which posting a person means: by its id, the beginning of one, or an address. What is near to a mistake.

Ids and addresses of everything ever observed, whether or not its life is told yet.
"""

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from urllib.parse import parse_qsl, urlencode, urlsplit

from sqlalchemy import Connection, Select, func, or_, select

from jobs_assets.boards.board import recognise
from jobs_assets.store.engine import Store
from jobs_assets.store.tables import posting_versions

MOST_MATCHES = 6
_ids = posting_versions.c.posting_id

# Added to addresses by those who pass them on; the page is the same.
_TRACKING = re.compile(r"utm_\w+|gh_src|lever-\w+|ref|src|source|fbclid|gclid|trk", re.IGNORECASE)


def postings_named(store: Store, given: str, own: Mapping[str, str | None] | None = None) -> list[str]:
    """The ids that `given` can mean, at most `MOST_MATCHES`: one id to the letter, or those that begin with
    it, or those found at that address. `own` are postings known elsewhere: their ids, with their addresses.
    """
    own = own or {}
    with store.reader() as connection:
        if re.match(r"https?://", given, re.IGNORECASE):
            mine = {
                posting_id for posting_id, url in own.items() if url and same_page(url) == same_page(given)
            }
            return sorted({*_at_address(connection, given), *mine})[:MOST_MATCHES]
        query = select(_ids).where(_ids == given).limit(1)
        if given in own or connection.scalar(query) is not None:
            return [given]
        found: set[str] = set(connection.scalars(_beginning(connection, given).limit(MOST_MATCHES)))
    found.update(each for each in own if each.startswith(given))
    return sorted(found)[:MOST_MATCHES] if given else []


def near_to(store: Store, given: str, own: Iterable[str] = (), most: int = 3) -> list[str]:
    """Ids that look like one that does not exist: its neighbours in their order, ids with the same last
    part, the same but for capitals.
    """
    last = given.rpartition(":")[2]
    with store.reader() as connection:
        candidates = {
            *connection.scalars(select(_ids).where(_ids > given).distinct().order_by(_ids).limit(20)),
            *connection.scalars(select(_ids).where(_ids < given).distinct().order_by(_ids.desc()).limit(20)),
            *own,
        }
        if last:
            same = or_(
                func.lower(_ids) == given.lower(),
                func.lower(_ids).endswith(f":{last.lower()}", autoescape=True),
            )
            candidates.update(connection.scalars(select(_ids).where(same).distinct().limit(500)))
    likeness = {each: _likeness(given.lower(), each.lower()) for each in candidates}
    near = [each for each in candidates if likeness[each] >= 0.6]
    return sorted(near, key=lambda each: (-likeness[each], each))[:most]


def _likeness(given: str, other: str) -> float:
    """From 0 to 1; the same last part, which is what a vendor's address shows, counts for the most of it."""
    alike = SequenceMatcher(None, given, other, autojunk=False).ratio()
    same = given.rpartition(":")[2] == other.rpartition(":")[2]
    return 0.6 + 0.4 * alike if same else alike


def _beginning(connection: Connection, beginning: str) -> Select[tuple[str]]:
    query = select(_ids).distinct().order_by(_ids)
    if connection.dialect.name != "sqlite":  # whose order of text depends on the database's language
        return query.where(_ids.startswith(beginning, autoescape=True))
    return query.where(_ids >= beginning, _ids < beginning + "\U0010ffff")


def _at_address(connection: Connection, address: str) -> list[str]:
    """The postings whose page or application form is at the address: looked for on its board first."""
    wanted = same_page(address)
    board = recognise(address)
    columns = (_ids, posting_versions.c.url, posting_versions.c.apply_url)
    host = wanted.partition("/")[0].partition("?")[0]
    everywhere = select(*columns).where(
        or_(
            posting_versions.c.url.contains(host, autoescape=True),
            posting_versions.c.apply_url.contains(host, autoescape=True),
        )
    )
    queries = [everywhere]
    if board is not None:
        queries.insert(0, select(*columns).where(_ids.in_(_beginning(connection, f"{board.board_id}:"))))
    for query in queries:
        by_page, by_form = set(), set()
        for posting_id, url, apply_url in connection.execute(query):
            if url and same_page(url) == wanted:
                by_page.add(posting_id)
            elif apply_url and same_page(apply_url) == wanted:
                by_form.add(posting_id)
        if by_page or by_form:
            return sorted(by_page or by_form)[:MOST_MATCHES]
    return []


def same_page(address: str) -> str:
    """An address without what may differ while the posting is the same: scheme, www, a last slash, its form
    to apply, what says who passed it on.
    """
    try:
        parts = urlsplit(address.strip())
        port = "" if parts.port in (None, 80, 443) else f":{parts.port}"
    except ValueError:  # no address, so the same as itself alone
        return address
    kept = [
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])
    ]
    host = (parts.hostname or "").removeprefix("www.")
    path = re.sub(r"/(?:apply|application)$", "", parts.path.rstrip("/"))
    return f"{host}{port}{path}?{urlencode(sorted(kept))}"
