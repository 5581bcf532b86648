"""Boards: one employer's listing on one ATS. Reading and checking `boards.yaml`.

Which kinds exist and how their URLs look is `kinds.py`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Board:
    """One board to follow.

    `token` is the employer's name in the ATS ("acme" in boards.greenhouse.io/acme); for `site` it is the host and
    path of the careers page. `base_url` is another origin that speaks the same API (sample boards, a replay); the
    addresses on record stay those of the board itself, so that a replay gives the same rows.
    """

    ats: str
    token: str
    name: str | None = None
    url: str | None = None
    base_url: str | None = None

    @property
    def board_id(self) -> str:
        """The board's name in every table: "{ats}:{token}"."""
        return f"{self.ats}:{self.token}"
