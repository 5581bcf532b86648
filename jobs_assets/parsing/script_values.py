"""JSON that a page's script assigns to a variable: `POSITIONS = [...];`. Which variable is a format's own."""

import json
import re

from jobs_assets.parsing.json_bytes import Json, NotJson, decode, loads_lenient

_DECODER = json.JSONDecoder(strict=False)


def assigned(body: bytes, name: str, content_type: str = "") -> Json:
    """The object or list that the page's script assigns to the first variable whose name ends with `name`.

    Raises `NotJson`, with the reason `no_script_value` where the page has no such variable.
    """
    text = decode(body, content_type)
    match = re.search(rf"{re.escape(name)}\s*=\s*(?=[\[{{])", text)
    if match is None:
        raise NotJson("no_script_value", f"no script of the page gives {name} a value")
    try:
        _, end = _DECODER.raw_decode(text, match.end())
    except (ValueError, RecursionError):
        return loads_lenient(text[match.end() :])  # its slips are forgiven, or it says what is wrong
    return loads_lenient(text[match.end() : end])
