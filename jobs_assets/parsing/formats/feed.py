"""Public feeds of postings: the door that recognises a feed's shape and reads its rows.

The shapes are in `feeds/`, a module for each family. A posting names its own employer; where a feed states
none, it is the name given in boards.yaml.
"""

from collections.abc import Iterator

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import fields
from jobs_assets.parsing.formats.feeds.shapes import SHAPES, opened
from jobs_assets.postings import Posting, Unparsed

FIELDS = frozenset(name for shape in SHAPES for name in shape.fields)
"""Keys of a row that the shapes are known to have, of all of them together; `Shape.fields` has each one's."""


def parse(page: SourcePage) -> Iterator[Posting | Unparsed]:
    """Every posting of the feed; a feed of a shape that is not known is refused by name."""
    feed = opened(page.body, page.content_type)
    if feed.shape is not None:
        yield from fields.each(page, feed.rows, feed.shape.read)
