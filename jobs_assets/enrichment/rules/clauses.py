"""The clause that something stands in: a sentence, a bullet, a line of a list.

What words say about a number or a degree reaches no farther than this. Knows no language.
"""

import re

REACH = 240
"""How many characters a clause may go to either side: keeps reading linear, whatever the text."""

_SIGNS = r"•·●▪◦■➢►✓✔|;\u2600-\u27bf\U0001f300-\U0001faff"
_CAPITAL = r"[^\W\d_a-zà-ÿ]"
# One sign that may be a break, by which the text is skimmed, then what makes it one.
_BREAK = re.compile(
    rf"[{_SIGNS}.!? \t\xa0](?:"
    rf"(?<=[{_SIGNS}])[{_SIGNS}]*"
    rf"|(?<=[^\W_]{{2}}[.!?])[.!?]*(?=[\s\"”)]+{_CAPITAL})"  # a sentence ends; "min. 3" and "B.S. in" go on
    rf"|(?<=[)\]%’'\"”][.!?])[.!?]*(?=\s+{_CAPITAL})"
    r"|(?<=[ \t\xa0])[ \t\xa0]+(?=[^\W_a-zà-ÿ]|[-–—*+>~≥])"  # a list of which only white space is left
    r")"
)


def clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause starts and ends that `text[start:end]` stands in, within `REACH` of it."""
    first = max(0, start - REACH)
    first = max(first, text.rfind("\n", first, start) + 1)
    for found in _BREAK.finditer(text, first, start + 1):  # one more, for what a break looks at ahead
        if found.end() <= start:
            first = found.end()
    last = min(len(text), end + REACH)
    line = text.find("\n", end, last)
    last = last if line < 0 else line
    after = _BREAK.search(text, end, min(len(text), last + 2))
    return first, min(last, after.start()) if after else last
