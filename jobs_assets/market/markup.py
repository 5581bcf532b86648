"""Text from pages within our own markup: nothing in it can be read as markup, and XML can hold all of it."""

from html import escape


def escaped(text: str) -> str:
    """For HTML, SVG and their attributes. What is not printable, or turns text around, is a space."""
    return escape(printable(text))


def printable(text: str) -> str:
    """A text without control characters, XML-breaking or not."""
    return text if text.isprintable() else "".join(each if each.isprintable() else " " for each in text)


def plain(text: str) -> str:
    """For Markdown."""
    for mark in "\\`*_[]<>|!#":
        text = text.replace(mark, f"\\{mark}")
    return " ".join(printable(text).split())
