"""The place or zone that a band is limited to, in the posting's own words. Whether it is pay is decided elsewhere."""

from jobs_assets.enrichment.rules.reading import Reading
from jobs_assets.enrichment.rules.salary_spans import Amount


def place_of_band(amount: Amount, end: int, reading: Reading) -> str | None:
    return None
