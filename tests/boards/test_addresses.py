"""Every ordinary address of every kind; the cases of a kind are in `addresses/KIND.py`."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from urllib.parse import urlsplit, urlunsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.boards.board import recognise
from jobs_assets.kinds import KINDS
from tests.boards import addresses

MODULES = {
    name: import_module(f"{addresses.__name__}.{name}")
    for _, name, _ in pkgutil.iter_modules(addresses.__path__)
}
CASES: list[tuple[str, str]] = [case for module in MODULES.values() for case in module.CASES]
WHOLE = [(url, board_id) for url, board_id in CASES if "://" in url]
UNRESERVED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")


def board_id(url: str) -> str | None:
    board = recognise(url)
    return board and board.board_id


@pytest.mark.parametrize(("url", "named"), CASES)
def test_an_ordinary_address_names_its_board(url: str, named: str) -> None:
    assert board_id(url) == named


@pytest.mark.parametrize(
    ("ats", "url"), [(ats, url) for ats, module in MODULES.items() for url in module.NOT]
)
def test_an_address_of_the_vendors_own_is_no_board_of_it(ats: str, url: str) -> None:
    board = recognise(url)
    assert board is None or board.ats != ats


def test_every_kind_has_its_cases() -> None:
    assert set(MODULES) == set(KINDS)
    assert len(CASES) >= 200
    for ats, module in MODULES.items():
        assert len(module.CASES) >= 10, ats
        assert module.NOT, ats
        assert {named.partition(":")[0] for _, named in module.CASES} - {"site"} == {ats} - {"site"}


@pytest.mark.parametrize(("url", "named"), CASES)
def test_the_page_that_is_kept_names_the_same_board(url: str, named: str) -> None:
    board = recognise(url)
    assert board is not None
    assert board.url is not None
    assert recognise(board.url) == board


def respelt_hosts(host: str) -> Iterator[str]:
    yield host.upper()
    yield host.title()


@pytest.mark.parametrize(("url", "named"), WHOLE)
def test_the_case_of_a_host_says_nothing(url: str, named: str) -> None:
    parts = urlsplit(url)
    for host in respelt_hosts(parts.netloc):
        assert board_id(urlunsplit(parts._replace(netloc=host))) == named


@given(
    st.sampled_from(WHOLE), st.sampled_from(["http", "https", "HTTPS"]), st.text("abc123/?=&-", max_size=12)
)
def test_neither_scheme_nor_fragment_says_anything(case: tuple[str, str], scheme: str, fragment: str) -> None:
    url, named = case
    parts = urlsplit(url)
    if parts.netloc.endswith(":443"):
        return  # the default port of one scheme only
    assert board_id(urlunsplit(parts._replace(scheme=scheme, fragment=fragment))) == named


@given(
    st.sampled_from(WHOLE),
    st.lists(
        st.tuples(st.sampled_from(["utm_source", "gclid", "ref", "x"]), st.text("ab1%20", max_size=5)),
        min_size=1,
    ),
)
def test_noise_in_the_query_says_nothing(case: tuple[str, str], noise: list[tuple[str, str]]) -> None:
    url, named = case
    parts = urlsplit(url)
    more = "&".join(f"{name}={value}" for name, value in noise)
    for query in (f"{parts.query}&{more}", f"{more}&{parts.query}") if parts.query else (more,):
        assert board_id(urlunsplit(parts._replace(query=query))) == named


@pytest.mark.parametrize(("url", "named"), WHOLE)
def test_a_slash_at_the_end_says_nothing(url: str, named: str) -> None:
    parts = urlsplit(url)
    assert board_id(urlunsplit(parts._replace(path=parts.path.rstrip("/") + "/"))) == named


@given(st.sampled_from(WHOLE), st.data())
def test_an_escape_that_is_not_needed_says_nothing(case: tuple[str, str], data: st.DataObject) -> None:
    url, named = case
    path = urlsplit(url).path
    plain = [
        at for at, sign in enumerate(path) if sign in UNRESERVED and "%" not in path[max(0, at - 2) : at]
    ]
    if not plain:
        return
    at = data.draw(st.sampled_from(plain))
    digits = data.draw(st.sampled_from([f"{ord(path[at]):02x}", f"{ord(path[at]):02X}"]))
    escaped = f"{path[:at]}%{digits}{path[at + 1 :]}"
    assert board_id(urlunsplit(urlsplit(url)._replace(path=escaped))) == named
