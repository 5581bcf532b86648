"""XML as feeds send it: read, forgiven or refused, and never a way in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.parsing import xml_bytes
from jobs_assets.parsing.xml_bytes import NotXml, child_of, items_of, loads, markup_of, name_of, value_of


def reason(body: bytes) -> str:
    with pytest.raises(NotXml) as refused:
        loads(body)
    assert str(refused.value)
    return refused.value.reason


def laughs(depth: int) -> bytes:
    entities = "".join(
        f'<!ENTITY e{n} "{"&e" + str(n - 1) + ";" if n else "ha"}{"ha" * 10}">' for n in range(depth)
    )
    return f"<?xml version='1.0'?><!DOCTYPE jobs [{entities}]><jobs>&e{depth - 1};</jobs>".encode()


@pytest.mark.parametrize(
    "body",
    [
        laughs(30),
        b'<!DOCTYPE jobs [<!ENTITY secret SYSTEM "file:///etc/passwd">]><jobs>&secret;</jobs>',
        b'<!DOCTYPE jobs [<!ENTITY % more SYSTEM "http://127.0.0.1:1/x.dtd"> %more;]><jobs/>',
        b'<!-- a --><?a b?>\n<!doctype jobs [<!ATTLIST jobs a CDATA "1">]><jobs/>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE jobs [<!ENTITY a "b">]><jobs>&a;</jobs>'.encode(
            "utf-16"
        ),
    ],
    ids=["billion laughs", "a local file", "an external subset", "after comments", "in UTF-16"],
)
def test_a_document_that_declares_anything_is_refused(body: bytes) -> None:
    assert reason(body) == "xml_with_dtd"


def test_a_document_type_that_declares_nothing_is_left_out() -> None:
    body = b'<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://127.0.0.1:1/rss.dtd"><rss><a>1</a></rss>'
    assert value_of(loads(body)) == {"a": "1"}


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "empty_body"),
        (b" \n<!-- nothing -->", "empty_body"),
        (b"<!doctype html><html><body>Not found</body></html>", "html_for_xml"),
        (b"<html><p>Just a moment", "html_for_xml"),
        (b'{"jobs": []}', "not_xml"),
        (b"<jobs><job>1</job>", "not_xml"),
        (b"<jobs><job>1</jobs>", "not_xml"),
        (b"<jobs/><jobs/>", "not_xml"),
        (b"<a>" * 300 + b"</a>" * 300, "too_deep"),
        (b"<a>&nbsp;" + b"<a>" * 300 + b"</a>" * 301, "too_deep"),
        (b"<a>" + b"x" * 10_100_000 + b"</a>", "too_large"),
    ],
)  # fmt: skip
def test_what_is_not_a_readable_document_says_why(body: bytes, why: str) -> None:
    assert reason(body) == why


def test_the_number_of_elements_is_bounded_but_markup_in_text_is_free(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(xml_bytes, "MAX_ELEMENTS", 100)
    assert reason(b"<jobs>" + b"<job></job>" * 150 + b"</jobs>") == "too_large"
    text = "<p>a</p>" * 500
    assert value_of(loads(f"<jobs><![CDATA[{text}]]></jobs>".encode())) == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"<a>Caf\xc3\xa9 &amp; Bar &lt;b&gt;</a>", "Café & Bar <b>"),
        (b"<a>Caf\xc3\xa9&nbsp;Bar &uuml; &eacute;</a>", "Café\xa0Bar ü é"),
        (b"<a>R&D, Q & A, AT&T;</a>", "R&D, Q & A, AT&T;"),
        (b"<a>a\x0bb\x00c&#11;d&#xFFFF;e &#228;</a>", "abcde ä"),
        (b"<a>x &LT; y&unknown; z</a>", "x < y&unknown; z"),
        (b"<a><![CDATA[R&D &nbsp; <p>\x0b]]> & <!-- & --></a>", "R&D &nbsp; <p> & "),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?><a>Caf\xe9</a>', "Café"),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?><a>Caf\xc3\xa9</a>', "Café"),
        ("<?xml version='1.0' encoding='utf-16'?><a>Café</a>".encode("utf-16"), "Café"),
        (b"\xef\xbb\xbf \n<?xml version='1.0'?>\n<a>1</a>", "1"),
        (b"\n<?xml version='1.0'?><a>1</a>", "1"),
    ],
)  # fmt: skip
def test_the_slips_of_real_feeds_are_forgiven(body: bytes, text: str) -> None:
    assert value_of(loads(body)) == text


def test_a_document_that_ends_too_early_is_refused_however_much_of_it_was_repaired() -> None:
    assert reason(b"<jobs><job>R&D</job><job>2") == "not_xml"


def test_names_lose_their_namespace_declared_or_not() -> None:
    declared = loads(b'<rss xmlns:tt="https://acme.example/tt"><tt:city>Oslo</tt:city></rss>')
    undeclared = loads(b"<rss><tt:city>Oslo</tt:city></rss>")
    assert value_of(declared) == value_of(undeclared) == {"city": "Oslo"}
    assert [name_of(child) for child in undeclared] == ["city"]


def test_an_element_is_the_value_that_json_would_have() -> None:
    body = b"<job><id>1</id><none/><tag>a</tag><tag>b</tag><tag>c</tag><at><city>Bonn</city></at></job>"
    assert value_of(loads(body)) == {"id": "1", "none": None, "tag": ["a", "b", "c"], "at": {"city": "Bonn"}}


@pytest.mark.parametrize(
    ("body", "items"),
    [
        ("<at/>", []),
        ("<at><city/></at>", []),
        ("<at><city>a</city></at>", ["a"]),
        ("<at><city>a</city><city>b</city></at>", ["a", "b"]),
        ("<at><other>a</other></at>", []),
    ],
)  # fmt: skip
def test_a_list_has_its_entries_however_many_there_are(body: str, items: list[str]) -> None:
    assert items_of(value_of(loads(body.encode())), "city") == items


@pytest.mark.parametrize(
    ("inner", "markup"),
    [
        ("<![CDATA[<p>a &amp; b</p>]]>", "<p>a &amp; b</p>"),
        ("&lt;p&gt;a&lt;/p&gt;", "<p>a</p>"),
        ("1 &lt; 2 <p>a &amp; <b>b</b> c</p> tail", "1 &lt; 2 <p>a &amp; <b>b</b> c</p> tail"),
        ("", ""),
    ],
)
def test_markup_is_what_an_element_holds_escaped_or_not(inner: str, markup: str) -> None:
    root = loads(f"<job><text>{inner}</text></job>".encode())
    assert markup_of(child_of(root, "text")) == markup
    assert markup_of(child_of(root, "other")) == ""


@given(st.text())
def test_any_text_escaped_comes_back(text: str) -> None:
    kept = "".join(
        sign
        for sign in text
        if sign in "\t\n" or (sign >= " " and not "\ud800" <= sign <= "\udfff" and sign < "\ufffe")
    )
    escaped = kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert (value_of(loads(f"<a>{escaped}</a>".encode())) or "") == kept


REASONS = {"empty_body", "html_for_xml", "not_xml", "xml_with_dtd"}


def outcome(body: bytes) -> str:
    try:
        return name_of(loads(body)) and "read"
    except NotXml as refusal:
        return refusal.reason


@given(st.binary() | st.text(alphabet="<>/&;!-[]abCDAT#x\"' =?").map(str.encode))
def test_any_bytes_are_a_document_or_say_why_not(body: bytes) -> None:
    assert outcome(body) in REASONS | {"read"}
    assert outcome(b"<a>" + body + b"</a>") in REASONS | {"read"}
