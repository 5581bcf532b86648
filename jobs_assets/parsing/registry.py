"""The one door to parsing: a page in, finished records out, whatever its kind and however broken it is.

Which module reads a kind is `kinds/`; what a format means is that module's own.
"""

import importlib
from collections.abc import Callable, Iterator
from functools import cache

from jobs_assets.kinds import KINDS
from jobs_assets.pages import SourcePage
from jobs_assets.parsing.fields import Refused
from jobs_assets.parsing.json_bytes import NotJson
from jobs_assets.parsing.xml_bytes import NotXml
from jobs_assets.postings import Posting, Record, Unparsed, content_hash

PARSER_VERSION = 4
"""Rises with every change that gives another record for the same page, so that stored days can be
re-parsed.
"""

BY_DESIGN = frozenset({"prospect_post", "unlisted"})
"""Reasons of `Unparsed` that are no fault: what the employer did not offer as an opening."""


@cache
def _parser(ats: str) -> Callable[[SourcePage], Iterator[Record]]:
    parse: Callable[[SourcePage], Iterator[Record]] = importlib.import_module(KINDS[ats].parser).parse
    return parse


def parse_page(page: SourcePage) -> Iterator[Record]:
    """Every posting on the page, complete with its `content_hash`, in the page's order; `Closed` is one that
    the page says is over.

    Never raises for what a page holds: a page that cannot be read is one `Unparsed`, a broken posting among
    good ones is one `Unparsed` in its place. An `ats` that is not registered raises `KeyError`.
    """
    parse = _parser(page.ats)
    try:
        for result in parse(page):
            if isinstance(result, Posting):
                result.content_hash = content_hash(result)
            yield result
    except (NotJson, NotXml, Refused) as error:
        yield Unparsed(page.board_id, page.url, error.reason, str(error))
    except Exception as error:  # the boundary: one page's surprise must not stop a day, and is recorded
        yield Unparsed(page.board_id, page.url, "parser_error", f"{type(error).__name__}: {error}"[:500])
