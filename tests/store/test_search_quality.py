"""A few hundred sample postings, searched as people do, held to what their labels say."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from jobs_assets.postings import Place, Posting
from jobs_assets.samples.generator import SamplePosting, postings
from jobs_assets.samples.markup import description_plain
from jobs_assets.samples.truth import truth
from jobs_assets.search.search import search_for
from jobs_assets.store.engine import Store, open_store
from jobs_assets.store.search import search
from jobs_assets.store.search_index import problems, rebuild
from tests.store.lived import add_life

SAMPLES = {f"{each.employer.ats}:{number}": each for number, each in enumerate(postings(400, seed=3))}


def as_posting(name: str, sample: SamplePosting) -> Posting:
    country = sample.employer.country.code
    return Posting(
        posting_id=name,
        board_id=sample.employer.board_id,
        url=truth(sample)["url"],
        title=sample.title,
        hiring_organization=sample.employer.name,
        job_location=[Place(city.name, city.region, country) for city in sample.cities],
        workplace=sample.stated.workplace,
        description_text=description_plain(sample.sections),
    )


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(Path(tmp_path_factory.mktemp("home")))
    with store.writer() as connection:
        for name, sample in SAMPLES.items():
            add_life(connection, as_posting(name, sample))
        rebuild(connection)
        assert list(problems(connection)) == []
    yield store
    store.close()


def found(store: Store, query: str = "", **options: object) -> list[str]:
    results = search(store, search_for(query, limit=1000, **options))  # type: ignore[arg-type]  # as typed
    return [hit.posting.posting_id for hit in results.hits]


def test_a_posting_is_found_first_by_its_own_title_and_employer(filled: Store) -> None:
    ranks = Counter(
        [SAMPLES[hit].title for hit in found(filled, f"{sample.title} {sample.employer.name}")].index(
            sample.title
        )
        for sample in SAMPLES.values()
    )
    # The words of "Data Analyst" are in its "Senior Data Analyst" too.
    assert ranks[0] >= 0.97 * len(SAMPLES), ranks
    assert max(ranks) <= 2, ranks


def test_every_posting_that_asks_for_a_skill_is_found_by_its_name(filled: Store) -> None:
    skills = Counter(skill for sample in SAMPLES.values() for skill in sample.stated.skills)
    assert len(skills) > 50
    for skill, _ in skills.most_common(60):
        wanted = {name for name, sample in SAMPLES.items() if skill in sample.stated.skills}
        assert wanted - set(found(filled, f'"{skill}"')) == set(), skill


def test_a_skill_and_two_facets_find_what_has_all_three_and_nothing_else(filled: Store) -> None:
    cases = Counter(
        (skill, sample.stated.workplace, sample.employer.country.code)
        for sample in SAMPLES.values()
        for skill in sample.stated.skills
        if sample.stated.workplace
    )
    for (skill, workplace, country), _ in cases.most_common(30):
        ours = set(found(filled, f'"{skill}"', workplace=workplace, country=country))
        facets = {
            name
            for name, sample in SAMPLES.items()
            if (sample.stated.workplace, sample.employer.country.code) == (workplace, country)
        }
        assert {name for name in facets if skill in SAMPLES[name].stated.skills} <= ours <= facets


def test_a_city_and_a_trade_find_the_postings_there(filled: Store) -> None:
    for sample in list(SAMPLES.values())[:50]:
        city, word = sample.cities[0].name, sample.title.split()[0].strip(",()–")
        hits = found(filled, f'"{city}" "{word}"')
        assert any(SAMPLES[name].title == sample.title for name in hits), (city, word)


def test_a_company_finds_its_own_postings_only(filled: Store) -> None:
    for name in {sample.employer.name for sample in SAMPLES.values()}:
        own = {key for key, sample in SAMPLES.items() if sample.employer.name == name}
        assert set(found(filled, company=name)) == own
