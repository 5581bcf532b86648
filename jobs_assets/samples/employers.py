"""Who hires: the employers of the sample boards, and which posting belongs to which of them.

Employer `n` and the board of posting `i` follow from the seed alone: any part can be made without the rest.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from jobs_assets.samples.draws import Draw, Stream
from jobs_assets.samples.templates import LANGUAGES, SECTORS, City, Country, countries, language

KINDS = ("greenhouse", "lever", "ashby", "site")

# One round of 32 postings over the 16 boards of a block (4 kinds x 4 languages): every board gets one to
# three of each round. After BLOCK postings sixteen new employers begin, at 50, 100 or 150 postings each, so
# that the larger boards need a second page at a vendor's limit of 100.
_WEIGHTS = (1, 2, 3, 2)
BOARDS_PER_BLOCK = len(KINDS) * len(LANGUAGES)
# Spread by a stride, so that the first 16 postings already touch every board.
_ROUND = tuple(
    board
    for turn in range(1, max(_WEIGHTS) + 1)
    for board in range(BOARDS_PER_BLOCK)
    if _WEIGHTS[(board + board // len(KINDS)) % len(_WEIGHTS)] >= turn
)
BLOCK = 50 * len(_ROUND)

GENERATION = 1 << 32
"""Indexes from here on are postings that came later: `n * GENERATION + i` appeared on day `n`, on the board
of posting `i`."""


BOARD_SPAN = 1 << 17
"""Where boards are given their sizes, board `n` has the indexes from `n * BOARD_SPAN` on."""


@dataclass(frozen=True, eq=False)
class Employer:
    """An employer with one board. `token` is its name in the ATS and in the host of its careers site."""

    number: int
    name: str
    token: str
    ats: str
    language: str
    sector: str
    country: Country
    cities: tuple[City, ...]
    founded: int
    staff: int
    heading: str  # how the description marks a heading: h2, h3 or strong
    markup: (
        str  # how a careers site states its postings: json_ld, json_ld_graph, json_ld_list, microdata, rdfa
    )

    @property
    def board_token(self) -> str:
        """The token in `boards.yaml`: a careers site is known by its host."""
        return self.host if self.ats == "site" else self.token

    @property
    def host(self) -> str:
        """The host of the careers site."""
        return f"careers.{self.token}.example"

    @property
    def board_id(self) -> str:
        """The board's name in every table."""
        return f"{self.ats}:{self.board_token}"


def board_of(index: int) -> int:
    """The number of the employer whose posting this is."""
    block, place = divmod(index % GENERATION, BLOCK)
    return block * BOARDS_PER_BLOCK + _ROUND[place % len(_ROUND)]


def boards_for(count: int) -> int:
    """How many employers the first `count` postings need."""
    if count <= 0:
        return 0
    blocks, rest = divmod(count, BLOCK)
    return blocks * BOARDS_PER_BLOCK + (max(_ROUND[: min(rest, len(_ROUND))]) + 1 if rest else 0)


def indexes_of(number: int, count: int) -> Iterator[int]:
    """The indexes, below `count`, of an employer's postings, rising."""
    block, board = divmod(number, BOARDS_PER_BLOCK)
    places = [place for place, each in enumerate(_ROUND) if each == board]
    for start in range(block * BLOCK, (block + 1) * BLOCK, len(_ROUND)):
        for place in places:
            if start + place >= count:
                return
            yield start + place


@lru_cache(maxsize=4096)
def employer(number: int, seed: int, kinds: tuple[str, ...] = KINDS) -> Employer:
    """Employer `number` of this seed, with boards of these kinds in turn."""
    block, place = divmod(number, len(kinds) * len(LANGUAGES))
    tongue = place // len(kinds)
    code = LANGUAGES[tongue]
    draw = Draw(seed, Stream.EMPLOYER, number)
    homes = [country for country in countries().values() if code in country.cities]
    country = draw.pick(homes)
    name = _name(code, block * len(kinds) + place % len(kinds), seed)
    markups = ("json_ld", "microdata", "json_ld_graph", "rdfa", "json_ld_list")
    return Employer(
        number=number,
        name=name,
        token=_slug(name),
        ats=kinds[place % len(kinds)],
        language=code,
        sector=SECTORS[(block + tongue + place) % len(SECTORS)],
        country=country,
        cities=tuple(draw.some(country.cities[code], 4)),
        founded=draw.between(1868, 2014),
        staff=draw.between(6, 190) * 10,
        heading=draw.pick(("h2", "h3", "strong")),
        markup=markups[(tongue + block) % len(markups)],
    )


def _name(code: str, turn: int, seed: int) -> str:
    """The name of a language's employer number `turn`: first all pairs of words, then pairs with a city."""
    words = language(code)
    firsts, lasts = words.first_names, words.last_names
    pairs = len(firsts) * len(lasts)
    again, at = divmod(turn, pairs)
    # A stride coprime to the number of pairs visits each pair once before any comes again.
    at = (at * 1_000_003 + seed * 7919) % pairs
    name = f"{firsts[at % len(firsts)]} {lasts[at // len(firsts)]}"
    if not again:
        return name
    cities = [city for country in countries().values() for city in country.cities.get(code, ())]
    lap, where = divmod(again - 1, len(cities))
    return f"{name} {cities[where].name}" + (f" {lap + 1}" if lap else "")


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
