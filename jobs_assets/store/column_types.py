"""How values are stored where there are very many of them: a hash as bytes, an instant as a number.

What they mean is said where the tables are; here is only the way in and out.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def microseconds(instant: datetime) -> int:
    """An aware instant as microseconds since 1970, which is exact: `Instant` as it is stored."""
    return (instant - _EPOCH) // _MICROSECOND


class Instant(TypeDecorator[datetime]):
    """An aware instant, in UTC when it comes back; a third of the bytes of its ISO text."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """The number for it."""
        return None if value is None else microseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """The instant of a number."""
        return None if value is None else _EPOCH + value * _MICROSECOND


class HexDigest(TypeDecorator[str]):
    """A hash, in hexadecimal when it comes back; half the bytes of its text."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """The bytes for it."""
        return None if value is None else bytes.fromhex(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Its text."""
        return None if value is None else bytes(value).hex()
