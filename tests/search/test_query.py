import sqlite3

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jobs_assets.errors import UsageError
from jobs_assets.search.query import excluded, parse, wanted
from jobs_assets.search.words import TOKENIZER, indexable, words
from jobs_assets.store.engine import sqlite_driver


@pytest.mark.parametrize(
    ("typed", "expression", "without"),
    [
        ("python berlin", '("python") AND ("berlin")', ""),
        ('"data engineer" remote', '("data engineer") AND ("remote")', ""),
        ("python -senior", '("python")', '"senior"'),
        ('python -"team lead" NOT java', '("python")', '"team lead" OR "java"'),
        ("python OR ruby developer", '("python" OR "ruby") AND ("developer")', ""),
        ("developer python OR ruby OR go", '("developer") AND ("python" OR "ruby" OR "go")', ""),
        ("python AND sql", '("python") AND ("sql")', ""),
        ("engin*", '("engin" *)', ""),
        ("full-stack", '("full stack")', ""),
        ("R & D", '("r") AND ("d")', ""),
        ("(python OR ruby)", '("python" OR "ruby")', ""),
        ("C++ -c#", '("cplusplus")', '"csharp"'),
        (".NET", '("dotnet")', ""),
        ("Node.js nodejs", '("node js") AND ("node js")', ""),
        ("“senior engineer” −lead", '("senior engineer")', '"lead"'),  # noqa: RUF001 - as phones write it
        ('NEAR(a b) col:x ^y "', None, None),
        ("and or not near", '("and") AND ("or") AND ("not") AND ("near")', ""),
        ("", "", ""),
        ("-intern", "", '"intern"'),
    ],
)
def test_what_is_typed_becomes_what_is_asked(typed: str, expression: str | None, without: str | None) -> None:
    if expression is None:
        with pytest.raises(UsageError, match="left open"):
            parse(typed)
    else:
        assert (wanted(parse(typed)), excluded(parse(typed))) == (expression, without)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ('"open phrase', "quotation mark is left open"),
        ("OR python", "OR must stand between words"),
        ("python OR", "OR must stand between words"),
        ("python OR OR ruby", "OR must stand between words"),
        ("-java OR python", "OR must stand between words"),
        ("python OR -java", "OR cannot lead to an excluded word"),
        ("python NOT", "NOT must stand between words"),
        ("?!", "no word"),
        ('""', "no word"),
        ("a*", "two letters or more"),
        ("x" * 1001, "longer than 1,000 characters"),
        ("word " * 41, "more than 40 terms"),
    ],
)
def test_what_cannot_be_meant_is_said(typed: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        parse(typed)


ALPHABET = st.sampled_from(
    [*'"-*+#.:^(){}& \t\x00', "OR", "AND", "NOT", "NEAR", "a", "ab", "ß", "é", "の", "²"]
)
TYPED = st.one_of(st.text(), st.lists(ALPHABET).map("".join), st.lists(ALPHABET).map(" ".join))


@given(TYPED)
@example("\ud800 x")
@example("a\x00b")
@example('-- "a" --"b"')
@settings(max_examples=600, deadline=None)
def test_whatever_is_typed_is_a_query_or_a_usage_error_and_never_malformed(typed: str) -> None:
    try:
        query = parse(typed)
    except UsageError:
        return
    for expression in filter(None, (wanted(query), excluded(query))):
        FTS.execute("SELECT count(*) FROM postings WHERE postings MATCH ?", (expression,)).fetchone()


FTS: sqlite3.Connection = sqlite_driver().connect(":memory:")
FTS.execute(f"CREATE VIRTUAL TABLE postings USING fts5(text, tokenize='{TOKENIZER}')")


@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x36F), min_size=1))
@example("\u01300")  # whose small letter is two signs
@example("Cafe\u0301bar")
@settings(max_examples=200, deadline=None)
def test_a_text_is_found_by_each_of_its_words(text: str) -> None:
    FTS.execute("DELETE FROM postings")
    FTS.execute("INSERT INTO postings (text) VALUES (?)", (indexable(text),))
    for word in words(text):
        query = wanted(parse(f'"{word}"'))
        assert FTS.execute("SELECT count(*) FROM postings WHERE postings MATCH ?", (query,)).fetchone() == (
            1,
        )


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Entwickler für C++/Qt", "c++"),
        ("C#-Entwickler", "C#"),
        ("We use .NET and ASP.NET.", ".net"),
        ("ASP.NET developer", ".net"),
        ("ASP.NET developer", "asp.net"),
        ("Node.js", "nodejs"),
        ("NodeJS", "node.js"),
        ("Bäcker in Köln", "backer koln"),
        ("Baecker", "baecker"),
        ("Straße", "strasse"),
        ("Strasse", "straße"),
        ("Łódź", "lodz"),
        ("Re\u0301sume\u0301", "résumé"),
        ("Softwareentwickler (m/w/d)", "softwareentw*"),
        ("Softwareentwickler (m/w/d)", "m/w/d"),
        ("東京でエンジニアを募集", "エンジニア"),
        ("Full-Stack Engineer", "full stack"),
    ],
)
def test_names_with_signs_and_letters_with_marks_are_found(text: str, typed: str) -> None:
    FTS.execute("DELETE FROM postings")
    FTS.execute("INSERT INTO postings (text) VALUES (?)", (indexable(text),))
    found = FTS.execute("SELECT count(*) FROM postings WHERE postings MATCH ?", (wanted(parse(typed)),))
    assert found.fetchone() == (1,)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("C++ developer", "c"),
        ("C developer", "c++"),
        ("vitamin C, #1", "c#"),
        ("jobs@acme.net", ".net"),
        ("Softwareentwickler", "entwickler"),  # a compound is found as it is written
        ("engineers", "engineer"),
    ],
)
def test_what_only_looks_alike_is_not_found(text: str, typed: str) -> None:
    FTS.execute("DELETE FROM postings")
    FTS.execute("INSERT INTO postings (text) VALUES (?)", (indexable(text),))
    found = FTS.execute("SELECT count(*) FROM postings WHERE postings MATCH ?", (wanted(parse(typed)),))
    assert found.fetchone() == (0,)
