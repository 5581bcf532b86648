"""A description's two forms: sanitised HTML to show, and text that keeps lists, headings and paragraphs.

Nothing here knows a vendor. What a fragment may contain is decided here and nowhere else.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

import nh3
from turbohtml import parse_fragment, unescape
from turbohtml.clean import OnDisallowed, Policy, Sanitizer

ALLOWED_TAGS = frozenset({
    "a", "p", "br", "hr", "div", "blockquote", "pre", "code", "h1", "h2", "h3", "h4", "h5", "h6", "ul",
    "ol", "li", "dl", "dt", "dd", "strong", "b", "em", "i", "u", "s", "sub", "sup", "table", "caption",
    "thead", "tbody", "tfoot", "tr", "th", "td",
})  # fmt: skip
"""Structure and emphasis. Nothing that loads, runs, styles or takes input; no raw-text element."""

DROPPED_WITH_CONTENT = frozenset({
    "script", "style", "noscript", "template", "iframe", "frameset", "noframes", "object", "embed",
    "noembed", "applet", "svg", "math", "canvas", "audio", "video", "textarea", "select", "button", "title",
    "head", "xmp", "plaintext",
})  # fmt: skip
"""Tags whose content is not text for a reader."""

URL_SCHEMES = frozenset({"http", "https", "mailto"})

MAX_DEPTH = 200
"""Deeper nesting than this is no document; browsers stop at 512. The fragment is kept as its text."""

_SANITIZER = Sanitizer(
    Policy(
        tags=ALLOWED_TAGS,
        attributes={"a": frozenset({"href"})},
        url_schemes=URL_SCHEMES,
        allow_relative_urls=False,
        on_disallowed_tag=OnDisallowed.STRIP,
        remove_with_content=DROPPED_WITH_CONTENT,
    )
)

# The proof that a fragment is safe whatever a browser makes of it: every "<" starts one of these exact tags.
# No attribute but an href of a known scheme can occur, no raw-text or foreign element can open, so there is
# nothing for a parser to read in two ways. One pass, 15 us on 8 KB.
_UNPROVEN = re.compile(
    r"<(?!/?(?:p|li|strong|ul|br|b|em|div|a|h[1-6]|ol|i|u|s|su[bp]|blockquote|pre|code|hr|d[ltd]"
    r"|table|thead|tbody|tfoot|t[rhd]|caption)>"
    r'|a href="(?:https?:|mailto:)[^"<>\x00-\x1f]*">)'
)

_TAG_AHEAD = re.compile(r"<[a-zA-Z/!]")
_ESCAPED_TAG_AHEAD = re.compile(r"&(?:lt|#0*60|#x0*3c);?[a-zA-Z/!]", re.IGNORECASE)
_BLOCK_AHEAD = re.compile(
    r"<(?:p|br|div|ul|ol|li|h[1-6]|table|section|article|dl|pre|blockquote)\b", re.IGNORECASE
)
_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\r") + b"\x7f"


def as_markup(stated: str) -> str:
    """The stated description as HTML: unescaped once or twice where it was escaped, plain text given its
    breaks.

    Greenhouse escapes its `content` once; JSON-LD descriptions come raw, escaped once or escaped twice. Text
    that already has a tag is taken as it is, so an escaped "&lt;b&gt;" inside real markup stays the text it
    is.
    """
    for _ in range(2):
        if _TAG_AHEAD.search(stated) or not ("&lt;" in stated or "&#" in stated or "&amp;" in stated):
            break
        unescaped = unescape(stated)
        if not (_TAG_AHEAD.search(unescaped) or _ESCAPED_TAG_AHEAD.search(unescaped)):
            break
        stated = unescaped
    if "\n" in stated and not _BLOCK_AHEAD.search(stated):
        stated = _with_breaks(stated)
    return stated


def _with_breaks(text: str) -> str:
    paragraphs = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return "".join("<p>" + part.strip().replace("\n", "<br>") + "</p>" for part in paragraphs if part.strip())


def sanitize(markup: str) -> str:
    """`markup` with only `ALLOWED_TAGS` left, and hrefs of http, https and mailto.

    turbohtml's tree walk does the work; its output is then proven safe by grammar. What cannot be proven goes
    through nh3, and what is nested past `MAX_DEPTH` comes back as the paragraphs of its text.
    """
    clean = _without_controls(_SANITIZER.sanitize(markup))
    if _is_too_deep(clean):
        return _flattened(markup)
    if _UNPROVEN.search(clean):
        clean = nh3.clean(
            clean,
            tags=set(ALLOWED_TAGS),
            clean_content_tags=set(DROPPED_WITH_CONTENT),
            attributes={"a": {"href"}},
            url_schemes=set(URL_SCHEMES),
            link_rel=None,
        )
        if _UNPROVEN.search(clean):
            clean = _flattened(clean)
    return clean


def _without_controls(text: str) -> str:
    """`text` less control characters (but tab and line ends) and lone surrogates, which no store takes."""
    try:
        encoded = text.encode()
    except UnicodeEncodeError:
        encoded = text.encode("utf-8", "replace")
        return encoded.translate(None, _CONTROLS).decode()
    kept = encoded.translate(None, _CONTROLS)
    return text if len(kept) == len(encoded) else kept.decode()


def _is_too_deep(clean: str) -> bool:
    """Whether sanitised HTML, which is balanced, nests past `MAX_DEPTH`; that takes twice as many tags."""
    if clean.count("<") <= 2 * MAX_DEPTH:
        return False
    depth = 0
    for between_end_tags in clean.replace("<br>", "").replace("<hr>", "").split("</"):
        depth += between_end_tags.count("<")
        if depth > MAX_DEPTH:
            return True
        depth -= 1
    return False


def _flattened(markup: str) -> str:
    fragment = parse_fragment(markup, positions=False)
    fragment.remove(", ".join(sorted(DROPPED_WITH_CONTENT)))
    text = _without_controls(fragment.text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(f"<p>{' '.join(line.split())}</p>" for line in text.splitlines() if line.strip())


_LINE, _PARAGRAPH, _CELL = 1, 2, 3
_PARAGRAPH_TAGS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "dl", "hr")
_LINE_TAGS = ("div", "tr", "dt", "dd", "caption")
_INLINE_TAGS = ("strong", "b", "em", "i", "u", "s", "sub", "sup", "code", "thead", "tbody", "tfoot")
# What a tag puts between the texts around it; blocks that meet do not add up. Inline tags put nothing.
_BREAKS: dict[str, int] = {
    **{name: _PARAGRAPH for tag in _PARAGRAPH_TAGS for name in (tag, "/" + tag)},
    **{name: _LINE for tag in _LINE_TAGS for name in (tag, "/" + tag)},
    **{name: 0 for tag in _INLINE_TAGS for name in (tag, "/" + tag)},
    "/td": 0,
    "/th": 0,
    "td": _CELL,
    "th": _CELL,
}
_LINK = re.compile(r"</?a[^>]*>")
_SPACES, _FEEDS = re.compile("   *"), re.compile("\n\n\n+")
_PREFORMATTED = re.compile(r"<pre>.*?</pre>", re.DOTALL)
_PAD, _FEED = "\x01", "\x02"  # a space and a line end that are layout, safe from collapsing
# One `in` a sign is a memory scan; a character class over the whole text costs fifty times as much.
_OTHER_SPACES = tuple(
    (sign, " ") for sign in "\xa0\u2002\u2003\u2007\u2009\u200a\u202f\u205f\u3000\u2028\u2029"
) + tuple((sign, "") for sign in "\u200b\xad\u2060")
# Tags with no text among them. What such a run puts between two texts is always the same, and most runs are
# alike ("</p><p>"), so it is looked up and not worked out.
_RUN = re.compile(r"(<[^>]*>(?: *+<[^>]*>)*+ *+)")
_LONGEST_REMEMBERED = 200


def text_of(clean: str) -> str:
    """The text of sanitised HTML: paragraphs and headings apart by a blank line, "- item" for each list item.

    Items of a numbered list are "1. item"; a nested list is indented by two spaces a level, and paragraphs
    inside an item are lines of it. Runs of white space are one space, except inside `pre`.
    """
    if "&" in clean:
        clean = clean.replace("&nbsp;", " ")
    if "<a" in clean:  # links put nothing, and their addresses would make every run another
        clean = _LINK.sub("", clean)
    if "<pre>" in clean:
        clean = _PREFORMATTED.sub(_kept, clean)
    parts = _RUN.split(_on_one_line(clean))
    lists: tuple[int, ...] = ()
    for index in range(1, len(parts), 2):
        run = parts[index]
        between = _between if len(run) <= _LONGEST_REMEMBERED else _between.__wrapped__
        put, lists = between(run, lists)
        parts[index] = put
        if put:
            parts[index - 1] = parts[index - 1].rstrip(" ")
    text = "".join(parts)
    return _tidied(unescape(text) if "&" in text else text)


def _on_one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ").replace("\r", " ").replace("\f", " ")


def _kept(preformatted: re.Match[str]) -> str:
    return preformatted[0].replace(" ", _PAD).replace("\n", _FEED)


def _tidied(text: str) -> str:
    """The text with plain spaces, one at a time. To search a text costs what it saves: most are tidy."""
    respaced = False
    if not text.isascii():
        for sign, plain in _OTHER_SPACES:
            if sign in text:
                text, respaced = text.replace(sign, plain), True
    text = _SPACES.sub(" ", text)
    if respaced:
        text = text.replace(" \n", "\n").replace("\n ", "\n")
    if _PAD in text:
        text = text.replace(" " + _PAD, _PAD).replace(_PAD + " ", _PAD).replace(_PAD, " ")
    if respaced or _FEED in text:
        text = _FEEDS.sub("\n\n", text.replace(_FEED, "\n"))
    return text.strip()


@lru_cache(maxsize=4096)
def _between(run: str, lists: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """What a run of tags puts between the texts around it, and the lists that are open after it.

    A list is -1 if it has bullets, else the last number given.
    """
    layout = _Layout(lists)
    for tag in _TAG.findall(run):
        layout.meet(tag)
    return layout.between or (" " if " " in run else ""), tuple(layout.lists)


_TAG = re.compile(r"<(/?[a-z0-9]+)>")


class _Layout:
    """What is due before the next text, after some tags of sanitised HTML (which is balanced)."""

    __slots__ = ("_break", "_item", "lists")

    def __init__(self, lists: Iterable[int]) -> None:
        self._break = 0
        self._item = ""  # the sign of a list item that has no text yet
        self.lists = list(lists)

    @property
    def between(self) -> str:
        """What stands before a text that begins a line, a paragraph or a cell."""
        if self._break == _CELL:
            return _PAD * 2
        return "\n" * self._break + self._item

    def meet(self, tag: str) -> None:
        """Takes one tag into account."""
        due = _BREAKS.get(tag)
        if due is None:
            self._special(tag)
        elif due > self._break:
            self._due(due)

    def _due(self, due: int) -> None:
        """Notes a break that is stronger than the one due; inside a list a paragraph is a line of its
        item.
        """
        if due != _CELL:
            self._break = _LINE if due == _PARAGRAPH and self.lists else due
        elif not self._break:
            self._break = _CELL

    def _special(self, tag: str) -> None:
        if tag == "br":
            if not self._item:
                self._break = _LINE if self._break in (0, _CELL) else _PARAGRAPH
        elif tag in ("li", "/li"):
            self._item = self._sign() if tag == "li" else ""
            if self._break != _PARAGRAPH:
                self._break = _LINE
        elif tag in ("pre", "/pre"):
            self._break = _LINE if self.lists else _PARAGRAPH
        else:
            self._list(tag)

    def _list(self, tag: str) -> None:
        nested = bool(self.lists)
        if tag[0] != "/":
            self.lists.append(-1 if tag == "ul" else 0)
        elif self.lists:
            self.lists.pop()
            nested = bool(self.lists)
        self._break = max(self._break % _CELL, _LINE if nested else _PARAGRAPH)

    def _sign(self) -> str:
        if not self.lists:
            return "- "
        sign = "-"
        if self.lists[-1] >= 0:
            self.lists[-1] += 1
            sign = f"{self.lists[-1]}."
        return _PAD * 2 * (len(self.lists) - 1) + sign + " "


def describe(stated: str) -> tuple[str, str]:
    """(sanitised HTML, text) of a description as stated: escaped or not, markup or plain text."""
    clean = sanitize(as_markup(stated)).strip()
    return clean, text_of(clean)
