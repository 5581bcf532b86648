"""How many tokens a prompt may have, by its bytes and by what servers counted before.

Arithmetic only. Where it cannot decide, `server.py` asks vLLM's `/tokenize`.
"""

from collections.abc import Iterable, Mapping

_FEWEST, _MOST = 1 / 8, 1 / 2  # tokens a byte before anything was counted: spaced English to Cyrillic
_PLAUSIBLE = (1 / 64, 1.5)  # tokens a byte
_PER_MESSAGE = 16  # roles and marks of the chat template
_ENOUGH = 8
_WEIGHT = 0.05
_DEVIATIONS = 4
_LEAST_SPREAD = 0.1


def byte_size(messages: Iterable[Mapping[str, str]]) -> int:
    """Bytes of all messages, with what each costs beside its content."""
    return sum(
        len(message["content"].encode("utf-8", "surrogatepass")) + _PER_MESSAGE for message in messages
    )


class Sizes:
    """Bounds of a prompt's tokens for one model, narrower with each count that a server reports."""

    def __init__(self) -> None:
        self._mean = 0.0
        self._spread = 0.0
        self._counted = 0

    def bounds(self, size: int) -> tuple[int, int]:
        """The fewest and the most tokens that a prompt of so many bytes will have."""
        if self._counted < _ENOUGH:
            return int(size * _FEWEST), int(size * _MOST) + 1
        margin = max(_DEVIATIONS * self._spread, _LEAST_SPREAD * self._mean)
        return int(size * max(self._mean - margin, 0.0)), int(size * (self._mean + margin)) + 1

    def estimate(self, size: int) -> int:
        """What a prompt of so many bytes has, most likely."""
        return int(size * self._mean) + 1 if self._counted else int(size / 4) + 1

    def counted(self, size: int, tokens: int) -> None:
        """A server counted so many tokens. A count that no tokenizer gives is not learnt from."""
        ratio = tokens / max(size, 1)
        if not _PLAUSIBLE[0] < ratio <= _PLAUSIBLE[1]:
            return
        self._counted += 1
        weight = max(_WEIGHT, 1 / self._counted)
        off = ratio - self._mean
        self._mean += weight * off
        if self._counted > 1:
            self._spread += weight * (abs(off) - self._spread)
