"""XML answers: the root of one, or the reason why it is not what was due."""

from scrapy.http import Response

from jobs_assets.parsing import xml_bytes
from scrapy_project.spiders.board import UnexpectedPage


def xml_root(response: Response, kind: str, name: str) -> xml_bytes.Element:
    """The root element `name` of a response; raises UnexpectedPage for anything else."""
    content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
    try:
        root = xml_bytes.loads(response.body, content_type)
    except xml_bytes.NotXml as error:
        raise UnexpectedPage(f"{kind} answered something that is not XML ({error})") from error
    if xml_bytes.name_of(root) != name:
        raise UnexpectedPage(f"{kind} answered <{xml_bytes.name_of(root)}> where <{name}> was due")
    return root


def texts_of(entries: list[xml_bytes.Element], name: str) -> list[str | None]:
    """The text of each entry's child `name`, null for an entry without one."""
    found = (xml_bytes.child_of(entry, name) for entry in entries)
    return [(child.text or "").strip() or None if child is not None else None for child in found]
