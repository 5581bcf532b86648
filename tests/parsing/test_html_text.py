"""A description's HTML and text: what a reader should see, and nothing that runs."""

# ruff: noqa: E501 - markup and vendors' field names read best one case a line

import re

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.parsing.html_text import ALLOWED_TAGS, describe, sanitize, text_of


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<h2>Role</h2>We bake.", "Role\n\nWe bake."),
        ("<ul><li>One</li><li>Two</li></ul>", "- One\n- Two"),
        ("<p>You:</p><ul><li>bake</li></ul><p>We:</p>", "You:\n\n- bake\n\nWe:"),
        ("<ul><li>One<ul><li>Deep</li></ul></li><li>Two</li></ul>", "- One\n  - Deep\n- Two"),
        ("<ol><li>One</li><li>Two</li></ol>", "1. One\n2. Two"),
        ("<ul><li><p>One</p><p>more</p></li><li><div>Two</div></li></ul>", "- One\nmore\n- Two"),
        ("<ul><li></li><li>One</li><li> </li></ul>", "- One"),
        ("<li>Loose</li><li>items</li>", "- Loose\n- items"),
        ("a<br>b<br><br>c", "a\nb\n\nc"),
        ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
        ("<div>a<br></div><div>b</div>", "a\nb"),
        ("<div><div><div>a</div></div></div><div>b</div>", "a\nb"),
        ("a <b>b</b> <i>c</i>, d", "a b c, d"),
        ("a<span> b</span><span> </span>c", "a b c"),
        ("<p>  a \n  b\t c </p>", "a b c"),
        ("a&nbsp;&nbsp;b\u2009c\u200bd\xade", "a b cde"),
        (
            "<table><tr><th>Pay</th><td>10</td></tr><tr><th>Days</th><td>5</td></tr></table>",
            "Pay  10\nDays  5",
        ),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<p>a\nb</p>\n<pre>c\n  <b>d</b></pre>", "a b\n\nc\n  d"),
        ("<b>a<p></p>b</b>", "a\n\nb"),
        ("<p>a</p><hr><p>b</p>", "a\n\nb"),
        ("<dl><dt>Pay</dt><dd>10</dd></dl>", "Pay\n10"),
        ("5 &lt; 6 &amp; 7 &gt; 2", "5 < 6 & 7 > 2"),
        ("<p>&nbsp;</p><p>a</p><p></p><p>b</p>", "a\n\nb"),
        ("<script>x()</script><style>p{}</style>a<noscript>n</noscript><svg><text>s</text></svg>", "a"),
        ("<img alt='logo' src='x'>a<iframe>i</iframe><textarea>t</textarea>", "a"),
        ("<p>unclosed <b>bold<p>next", "unclosed bold\n\nnext"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_the_text_keeps_lists_headings_and_paragraphs(markup: str, text: str) -> None:
    assert describe(markup)[1] == text


@pytest.mark.parametrize(
    ("stated", "text"),
    [
        ("One\nTwo\n\nThree", "One\nTwo\n\nThree"),
        ("<b>Role</b>\n\nBake\n- bread", "Role\n\nBake\n- bread"),
        ("<p>One\nline</p>", "One line"),
        ("R&amp;D", "R&D"),
        ("AT&T <3", "AT&T <3"),
        ("a &lt; b and c &gt; d", "a < b and c > d"),
        ("&lt;ul&gt;&lt;li&gt;One&lt;/li&gt;&lt;/ul&gt;", "- One"),
        ("&#60;p&#62;One&#60;/p&#62;", "One"),
        ("<p>Use &lt;b&gt;</p>", "Use <b>"),
    ],
)
def test_plain_and_escaped_descriptions(stated: str, text: str) -> None:
    assert describe(stated)[1] == text


XSS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x.example/a.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    "<math><mi//xlink:href='javascript:alert(1)'>x</mi></math>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='\x01javascript:alert(1)'>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='//x.example/a'>x</a>",
    "<a href='https://x.example/\" onmouseover=\"alert(1)'>x</a>",
    "<a href='https://x.example/' onclick=alert(1) style='x:expression(alert(1))' target=_blank>x</a>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<p onclick=alert(1)>x</p>",
    "<p/onclick=alert(1)>x</p>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<form action=javascript:alert(1)><input type=submit></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<base href=javascript:alert(1)//>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=javascript:alert(1)>",
    "<style>@import 'javascript:alert(1)';</style>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<title><p title='</title><img src=x onerror=alert(1)>'>",
    "<textarea><p title='</textarea><img src=x onerror=alert(1)>'>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
    "<template><script>alert(1)</script></template>",
    "<select><template><style><!--</style><a rel='--></style></template></select><img src=x onerror=alert(1)>'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<table><td><style></table><img src=x onerror=alert(1)>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml version='1.0'?><x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
    "<<script>script>alert(1)<</script>/script>",
    "<scr<script>ipt>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&lt;img src=x onerror=alert(1)&gt;",
    "<plaintext><img src=x onerror=alert(1)>",
    "<div id=body name=attributes>x</div>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<a id=x href='mailto:a@b.example?subject=<script>'>x</a>",
]

# What may stand in sanitised HTML, written out again on its own: no other tag, no attribute but an address.
_TAGS = "|".join(sorted(ALLOWED_TAGS, key=len, reverse=True))
_GRAMMAR = re.compile(rf'(?:[^<]|</?(?:{_TAGS})>|<a href="(?:https?:|mailto:)[^"<>]*">)*', re.DOTALL)


def assert_harmless(clean: str) -> None:
    """The whole of `clean` is text and the plainest tags; a second, independent sanitiser finds nothing to
    take out.
    """
    assert _GRAMMAR.fullmatch(clean), clean
    again = nh3.clean(
        clean,
        tags=set(ALLOWED_TAGS),
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    opened = re.compile(r"<[a-z][^>]*>")
    assert opened.findall(again) == opened.findall(clean)


@pytest.mark.parametrize("vector", XSS, ids=range(len(XSS)))
def test_nothing_that_runs_survives(vector: str) -> None:
    clean, _ = describe(vector)
    assert_harmless(clean)
    inside, _ = describe(f"<ul><li>a {vector} b</li></ul><p>c</p>")
    assert_harmless(inside)


@given(
    st.lists(
        st.sampled_from(
            [
                *XSS,
                "<p>",
                "</p>",
                "<ul><li>",
                "</ul>",
                "<table>",
                "<td>",
                "</a>",
                "text ",
                "&lt;",
                "\n",
                "'",
                '"',
                ">",
            ]
        ),
        max_size=8,
    ).map("".join)
)
def test_no_mixture_of_vectors_survives(markup: str) -> None:
    assert_harmless(describe(markup)[0])


@given(st.text(alphabet=st.sampled_from("<>/ap bliu='\"&;!-\n\t\x00\x01scrt:jv\u2028é😀"), max_size=80))
def test_no_arrangement_of_signs_survives_or_raises(markup: str) -> None:
    clean, text = describe(markup)
    assert_harmless(clean)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", clean + text)


@given(st.text(max_size=200))
def test_sanitising_twice_changes_nothing(markup: str) -> None:
    clean = sanitize(markup)
    assert sanitize(clean) == clean


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div>",
                "</div>",
                "<ul>",
                "<li>",
                "</li>",
                "</ul>",
                "<ol>",
                "</ol>",
                "<br>",
                "a",
                " ",
                "<b>",
                "</b>",
                "<pre>",
                "</pre>",
                "<td>",
            ]
        ),
        max_size=30,
    ).map("".join)
)
def test_the_text_is_tidy(markup: str) -> None:
    text = text_of(sanitize(markup))
    assert text == text.strip()
    assert "\n\n\n" not in text
    assert "<pre>" in markup or not re.search(r" \n|\S {3,}\S", text)


def test_links_keep_their_address_and_lose_the_rest() -> None:
    clean, text = describe(
        "<p>See <a href='https://acme.example/?a=1&b=2' class=x>here</a>, <a href='mailto:a@b.example'>mail</a>.</p>"
    )
    assert clean == (
        '<p>See <a href="https://acme.example/?a=1&amp;b=2">here</a>, <a href="mailto:a@b.example">mail</a>.</p>'
    )
    assert text == "See here, mail."


@pytest.mark.parametrize(
    "opening",
    [
        "<div>",
        "<b>",
        "<ul><li>",
        "<table><tr><td>",
        "<blockquote>",
        "<div><p>",
        "<font>",
    ],
)
def test_nesting_past_any_document_comes_back_as_its_text(opening: str) -> None:
    clean, text = describe(opening * 5_000 + "bread")
    assert text == "bread"
    assert clean.count("<") <= 2 * 200 + 10


@pytest.mark.parametrize(
    "markup",
    [
        "<p>" * 200_000 + "x",
        "<br>" * 200_000,
        "<li>" * 200_000,
        "<div></div>" * 200_000,
        "&lt;" * 200_000,
        " \n" * 200_000,
        "<!--" * 200_000,
        "<a href=https://x.example>" * 200_000,
    ],
    ids=lambda markup: markup[:12],
)
def test_two_hundred_thousand_of_anything_end(markup: str) -> None:
    clean, _ = describe(markup)
    assert _GRAMMAR.fullmatch(clean) is not None


_words = st.sampled_from(
    [
        "one",
        "two three",
        " four ",
        "&amp; five",
        " ",
        "",
        "\n",
        "<b>six</b>",
        "<a href='https://x.example/'>seven </a>",
    ]
)
_line = st.lists(_words, max_size=4).map("".join)
_block = st.one_of(
    _line.map("<p>{}</p>".format),
    _line.map("<h3>{}</h3>".format),
    st.lists(_line.map("<li>{}</li>".format), max_size=3).map(
        lambda items: f"<ul>{chr(10).join(items)}</ul>"
    ),
)


@given(st.lists(_block, max_size=6))
def test_blocks_that_stand_together_read_as_each_does_alone(blocks: list[str]) -> None:
    alone = [text for block in blocks if (text := describe(block)[1])]
    assert describe("\n".join(blocks))[1] == "\n\n".join(alone)


@given(st.lists(_block, max_size=6).map("".join), st.sampled_from(["b", "em", "sub", "code", "a"]))
def test_emphasis_leaves_the_text_alone(markup: str, tag: str) -> None:
    assert describe(markup.replace("one", f"<{tag}>o</{tag}>ne"))[1] == describe(markup)[1]
