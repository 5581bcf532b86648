"""What the pages and lists of several vendors write alike: JSON-LD, words of addresses, pay as a short text.

A vendor's own shapes are in its own module.
"""

import re
import unicodedata
from typing import Any

import orjson

from jobs_assets.postings import SalaryBand
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting


def slug(text: str) -> str:
    """A title as the end of an address: small letters and digits, all else made hyphens."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("ß", "ss")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "position"


def script(data: dict[str, Any]) -> str:
    """Structured data as a page carries it."""
    text = orjson.dumps(data).decode().replace("</", "<\\/")
    return f'<script type="application/ld+json">{text}</script>\n'


def plain_pay(posting: SamplePosting) -> SalaryBand | None:
    """The first band of a posting's pay, where it is base pay: what a vendor's single field has room for."""
    if posting.pay is None or posting.pay.bands[0].kind != "base":
        return None
    return posting.pay.bands[0]


def figures(firm: Employer, band: SalaryBand, *, between: str) -> str:
    """A band as people type it, with the country's own sign: "$29,000 - $38,000", "€60,000+", "CHF 6,200"."""
    ends = [_figure(firm, end) for end in dict.fromkeys((band.min, band.max)) if end is not None]
    return f"{'Up to ' if band.min is None else ''}{between.join(ends)}{'+' if band.max is None else ''}"


def sign_names(firm: Employer) -> str | None:
    """The currency that the country's sign names: "$" alone names none."""
    return None if firm.country.symbol == "$" else firm.country.currency


def _figure(firm: Employer, end: float) -> str:
    symbol = firm.country.symbol
    return f"{symbol}{' ' if symbol.isalpha() else ''}{end:,.2f}".removesuffix(".00")
