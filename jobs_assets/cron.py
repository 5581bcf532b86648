"""Whether a text is a cron expression: five fields of numbers, names, lists, ranges and steps.

Checked here since importing the scheduler to check one string costs over a second.
"""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_FIELDS: tuple[tuple[str, int, int, dict[str, int]], ...] = (
    ("minute", 0, 59, {}),
    ("hour", 0, 23, {}),
    ("day of month", 1, 31, {}),
    ("month", 1, 12, {name: number for number, name in enumerate(_MONTHS, 1)}),
    ("day of week", 0, 7, {name: number for number, name in enumerate(_DAYS)}),
)


def cron_problem(text: str) -> str | None:
    """What is wrong with `text` as a cron expression, or null.

    >>> cron_problem("0 25 * * *")
    "hour '25' is not between 0 and 23"
    """
    fields = text.split()
    if len(fields) != len(_FIELDS):
        return f"it has {len(fields)} fields"
    for field, (name, low, high, words) in zip(fields, _FIELDS, strict=True):
        for part in field.lower().split(","):
            if problem := _part_problem(part, low, high, words):
                return f"{name} {part!r} {problem}"
    return None


def _part_problem(part: str, low: int, high: int, words: dict[str, int]) -> str | None:
    span, slash, step = part.partition("/")
    if slash and not (step.isascii() and step.isdigit() and int(step) > 0):
        return "has no step after the slash"
    if span == "*":
        return None
    ends = [words.get(end, int(end) if end.isascii() and end.isdigit() else None) for end in span.split("-")]
    if len(ends) > 2 or None in ends:
        return "is not a number, a range or *"
    numbers = [end for end in ends if end is not None]
    if any(not low <= number <= high for number in numbers):
        return f"is not between {low} and {high}"
    if numbers != sorted(numbers):
        return "runs backwards"
    return None
