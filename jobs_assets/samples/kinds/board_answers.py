"""What the answers of sample board APIs have alike: how a posting is found, and how JSON is answered."""

from collections.abc import Callable
from typing import Any, TypeAlias

import orjson

from jobs_assets.samples.answers import JSON, Answer
from jobs_assets.samples.generator import SamplePosting

Find: TypeAlias = Callable[[str], SamplePosting | None]
"""The posting of a native id, or null."""


def json_answer(document: Any, status: int = 200) -> Answer:  # noqa: ANN401 # any JSON value
    """A JSON body as an answer."""
    return Answer(orjson.dumps(document), JSON, status=status)
