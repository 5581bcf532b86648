"""The clause that something stands in: a sentence, a bullet, a line of a list.

What words say about a number or a degree reaches no farther than this. Knows no language.
"""

import re

REACH = 240
"""How many characters a clause may go to either side: keeps reading linear, whatever the text."""

_BREAK = re.compile(
    r"[\n\r•·●▪◦■➢►✓✔|;\u2600-\u27bf\U0001f300-\U0001faff]+"
    r"|(?<=[^\W_]{2})[.!?]+(?=[\s\"”)]+[^\W\d_a-zà-ÿ])"  # a sentence ends; "min. 3" and "B.S. in" go on
    r"|(?<=[)\]%’'\"”])[.!?]+(?=\s+[^\W\d_a-zà-ÿ])"
    r"|[ \t\xa0]{2,}(?=[^\W_a-zà-ÿ]|[-–—*+>~≥])"
    r"|\s[-–—]\s(?=[-–—*•])"
)


def clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause starts and ends that `text[start:end]` stands in, within `REACH` of it."""
    first = max(0, start - REACH)
    for found in _BREAK.finditer(text, first, start + 1):  # one more, for what a break looks at ahead
        if found.end() <= start:
            first = found.end()
    after = _BREAK.search(text, end, min(len(text), end + REACH + 2))
    last = after.start() if after else min(len(text), end + REACH)
    return min(first, start), last
