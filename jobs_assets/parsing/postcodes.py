"""Postcodes at the end of a location line, and the states of the US by theirs. Data and two look-ups.

A ZIP code settles what "DE" is: "Wilmington, DE, 19801" lies in Delaware, "Bremen, DE, 28195" does not.
"""

import re

# State, then its first three digits: single ones and ranges.
_STATES = (
    "AL 350-369|AK 995-999|AZ 850-865|AR 716-729|CA 900-961|CO 800-816|CT 060-069|DE 197-199|DC 200-205"
    "|FL 320-349"
    "|GA 300-319 398-399|HI 967-968|ID 832-838|IL 600-629|IN 460-479|IA 500-528|KS 660-679|KY 400-427"
    "|LA 700-714"
    "|ME 039-049|MD 206-219|MA 010-027 055|MI 480-499|MN 550-567|MS 386-397|MO 630-658|MT 590-599"
    "|NE 680-693"
    "|NV 889-898|NH 030-038|NJ 070-089|NM 870-884|NY 005 063 100-149|NC 270-289|ND 580-588|OH 430-459"
    "|OK 730-749"
    "|OR 970-979|PA 150-196|RI 028-029|SC 290-299|SD 570-577|TN 370-385|TX 750-799 885|UT 840-847"
    "|VT 050-059"
    "|VA 201 220-246|WA 980-994|WV 247-268|WI 530-549|WY 820-831"
)
_RANGES: dict[str, list[range]] = {}
for _row in _STATES.split("|"):
    _state, *_spans = _row.split(" ")
    _RANGES[_state] = [range(int(span[:3]), int(span[-3:]) + 1) for span in _spans]

_LAST_PART = re.compile(r",\s*(?=[^,]*\d)(?P<code>[A-Z\d][A-Z\d]*(?:[ -][A-Z\d]+)?)\Z")
_AFTER_STATE = re.compile(r"(?<=[A-Z]{2}) (?P<code>\d{5}(?:-\d{4})?)\Z")


def without_postcode(line: str) -> tuple[str, str | None]:
    """The line without the postcode it ends in, and that: "Lyon, FR, 69001" gives "Lyon, FR", "69001"."""
    found = _AFTER_STATE.search(line) or _LAST_PART.search(line)
    if found is None or len(found["code"]) > 10:
        return line, None
    return line[: found.start()], found["code"]


def is_zip_of(postcode: str, state: str) -> bool:
    """Whether a postcode can be one of that state of the US, by its first three digits."""
    digits = postcode.partition("-")[0]
    if not (digits.isdecimal() and len(digits) == 5):
        return False
    return any(int(digits[:3]) in span for span in _RANGES.get(state, ()))
