"""JSON answers: the document of one, or the reason why it is not what was due; the ids of its rows."""

from collections.abc import Iterable
from typing import Any

from scrapy.http import Response

from jobs_assets.parsing import json_bytes
from scrapy_project.spiders.board import UnexpectedPage


def json_object(response: Response, kind: str) -> dict[str, Any]:
    """A response's JSON object; raises UnexpectedPage for anything else."""
    document = _json(response, kind)
    if not isinstance(document, dict):
        raise UnexpectedPage(f"{kind} answered a JSON {type(document).__name__} where an object was due")
    return document


def json_list(response: Response, kind: str) -> list[Any]:
    """A response's JSON list; raises UnexpectedPage for anything else."""
    document = _json(response, kind)
    if not isinstance(document, list):
        raise UnexpectedPage(f"{kind} answered a JSON {type(document).__name__} where a list was due")
    return document


def ids_of(items: Iterable[Any], key: str = "id") -> list[str | None]:
    """The native id of each of a list's JSON objects, null for an item that states none."""
    found = (item.get(key) if isinstance(item, dict) else None for item in items)
    return [None if native_id is None else str(native_id) for native_id in found]


def _json(response: Response, kind: str) -> Any:  # noqa: ANN401 # whatever the page holds
    content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
    try:
        return json_bytes.loads(response.body, content_type)
    except json_bytes.NotJson as error:
        raise UnexpectedPage(f"{kind} answered something that is not JSON ({error})") from error
