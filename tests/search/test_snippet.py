from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.search.query import Query, Term, parse
from jobs_assets.search.snippet import Piece, marked, snippet


def shown(text: str, typed: str, width: int = 60) -> str:
    return "".join(
        f"[{piece.text}]" if piece.found else piece.text for piece in snippet(text, parse(typed), width)
    )


def test_the_words_looked_for_are_marked_as_they_are_written() -> None:
    assert shown("Wir suchen BÄCKER und Köche.", "backer koche") == "Wir suchen [BÄCKER] und [Köche]."


def test_names_with_signs_are_marked_whole() -> None:
    assert shown("Uses C++, C# and Node.js.", "c++ nodejs") == "Uses [C++], C# and [Node].[js]."


def test_a_beginning_marks_every_word_that_goes_on_from_it() -> None:
    assert shown("engineer, engineering, engine", "engineer*") == "[engineer], [engineering], engine"


def test_an_excluded_word_is_not_marked() -> None:
    assert shown("python or java", "python -java") == "[python] or java"


def test_the_place_with_most_of_the_words_is_chosen_and_cut_at_words() -> None:
    text = "python here. " + "nothing at all. " * 20 + "data engineer with python. " + "the end. " * 20
    found = shown(text, "python data engineer")
    assert found.startswith("… ")
    assert "[data] [engineer] with [python]" in found
    assert found.endswith(" …")


def test_a_text_without_the_words_has_no_snippet() -> None:
    assert snippet("nothing", parse("python")) == []


def test_lines_and_runs_of_white_space_are_one_space() -> None:
    assert shown("a\n\n- python\t\tb", "python") == "a - [python] b"


WORDS = st.lists(
    st.sampled_from(["data", "engineer", "C++", "Größe", "\n", "- ", "x" * 50, "東京"]), max_size=60
)


@given(WORDS, st.sampled_from(["data", "c++ grosse", "東京", "engin*"]), st.integers(10, 200))
def test_pieces_are_of_the_text_and_short_enough(parts: list[str], typed: str, width: int) -> None:
    text = " ".join(parts)
    pieces = snippet(text, parse(typed), width)
    assert (
        "".join(text.split()).find("".join("".join(piece.text for piece in pieces).strip("… ").split())) >= 0
    )
    assert sum(len(piece.text) for piece in pieces) <= width + 130
    assert not pieces or any(piece.found for piece in pieces)


def test_a_title_is_marked_whole() -> None:
    pieces = marked("Senior Data Engineer", Query(((Term(("data",)),),)))
    assert pieces == [Piece("Senior ", False), Piece("Data", True), Piece(" Engineer", False)]
