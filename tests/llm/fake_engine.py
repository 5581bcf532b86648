"""What a model server computes, without a model: token counts, cached prefixes, text that follows a schema.

No network: the server around it is `fake_vllm.py`.
"""

import hashlib
from typing import Any

import orjson

BLOCK = 16  # tokens; vLLM's on a GPU
_BYTES = 4  # of a token
_TURN = 5  # tokens of the chat template around each message
_REPLY = 3  # tokens that open the answer


def prompt_tokens(messages: list[dict[str, str]]) -> int:
    """Tokens of a chat prompt: four bytes each, and the marks around a message."""
    return _REPLY + sum(_TURN + -(-len(each["content"].encode()) // _BYTES) for each in messages)


def text_tokens(text: str) -> int:
    """Tokens of an answer."""
    return -(-len(text.encode()) // _BYTES)


class PrefixCache:
    """Whole blocks of tokens that some prompt before began with."""

    def __init__(self) -> None:
        self._blocks: set[bytes] = set()
        self.queries = 0
        self.hits = 0

    def look_up(self, messages: list[dict[str, str]]) -> int:
        """The tokens of this prompt that are cached; all of it is cached afterwards."""
        text = "".join(f"<{each['role']}>{each['content']}" for each in messages).encode()
        size = BLOCK * _BYTES
        digest, cached, unbroken = hashlib.sha256(), 0, True
        for start in range(0, len(text) - size + 1, size):
            digest.update(text[start : start + size])
            block = digest.digest()
            unbroken = unbroken and block in self._blocks
            cached += BLOCK if unbroken else 0
            self._blocks.add(block)
        self.queries += prompt_tokens(messages)
        self.hits += cached
        return cached


def following(schema: dict[str, Any]) -> str:
    """The shortest JSON that a schema of the kinds we use lets through."""
    return orjson.dumps(_value(schema)).decode()


def _value(schema: dict[str, Any]) -> object:
    if "enum" in schema:
        return schema["enum"][0]
    if "anyOf" in schema:
        return _value(schema["anyOf"][-1])
    kind = schema.get("type", "object")
    if isinstance(kind, list):
        return None if "null" in kind else _value(schema | {"type": kind[0]})
    match kind:
        case "object":
            properties = schema.get("properties", {})
            return {name: _value(properties[name]) for name in schema.get("required", properties)}
        case "array":
            return [_value(schema["items"])] * schema.get("minItems", 0)
        case "string":
            return "a"
        case "boolean":
            return False
        case "null":
            return None
        case "integer" | "number":
            return schema.get("minimum", 0)
    raise SchemaError(str(kind))


class SchemaError(Exception):
    """A type that is none: vLLM answers 400."""
