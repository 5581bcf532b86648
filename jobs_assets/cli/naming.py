"""Which posting the argument ID of a command means, and what to say where that is unclear."""

from typing import TYPE_CHECKING

from jobs_assets.errors import UsageError

if TYPE_CHECKING:
    from jobs_assets.store.engine import Store


def posting_named(store: "Store", given: str) -> str:
    """The id of the posting that is meant: by its id, the beginning of it, or its address.

    `UsageError` where none is, with those that look alike, or where several are.
    """
    from jobs_assets.store.posting_ids import near_to, postings_named  # noqa: PLC0415 - the store is loaded late
    from jobs_assets.tracking.entries import tracked_addresses  # noqa: PLC0415

    wanted = given.strip()
    if not wanted.encode(errors="ignore"):
        raise UsageError(f"{given!r} names no posting.")
    wanted = wanted.encode(errors="replace").decode()  # half of a character stands in no id
    own = tracked_addresses(store)
    found = postings_named(store, wanted, own)
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{given!r} is not one posting but several:\n{_lines(found)}")
    if "://" in wanted:
        raise UsageError(
            f"No posting at {given}. If no board carries it, write it down: "
            f"jobs track --new --title TITLE --url {wanted}"
        )
    near = near_to(store, wanted, own)
    meant = f" Near to it:\n{_lines(near)}" if near else " `jobs run` ends with ids that exist."
    raise UsageError(f"No posting {given!r} in {store.location}.{meant}")


def _lines(ids: list[str]) -> str:
    from jobs_assets.store.posting_ids import MOST_MATCHES  # noqa: PLC0415 - as above

    return "\n".join(f"  {each}" for each in ids[: MOST_MATCHES - 1]) + "\n  …" * (len(ids) >= MOST_MATCHES)
