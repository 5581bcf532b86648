"""How pairs of postings come about: the cases of each layer, duplicates and what only looks like them.

Written from how boards, feeds and recruiters behave, without regard to what finds duplicates.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from jobs_assets.duplicates.records import Candidate, Layer, Location
from jobs_assets.samples.copies import edited, swapped, with_other_work
from jobs_assets.samples.employers import employer
from jobs_assets.samples.generator import SamplePosting, sample
from jobs_assets.samples.showings import Scene, copied, shown
from jobs_assets.samples.templates import language, templates_for

Pair = tuple[Candidate, Candidate]


@dataclass(frozen=True, slots=True)
class Case:
    """A way for two postings to come about. `vendors`: only at boards of these kinds."""

    name: str
    same: bool
    make: Callable[[Scene], Pair]
    vendors: tuple[str, ...] = ()


# The same id of the employer's ATS


def _second_board(scene: Scene) -> Pair:
    """Two boards of one employer, such as one for each country, show the posting under one id."""
    own = shown(scene.posting)
    ats, _, token = own.board_id.partition(":")
    tenant, slash, site = token.partition("/")
    other = f"{tenant}/{site}-emea" if slash else f"{token}-{scene.draw.pick(('uk', 'group', 'eu', 'jobs'))}"
    native = own.posting_id.removeprefix(f"{own.board_id}:")
    second = shown(
        scene.posting,
        posting_id=f"{ats}:{other}:{native}",
        board_id=f"{ats}:{other}",
        url=(own.url or "").replace(token, other),
        apply_url=None,
    )
    return own, second


def _linked(scene: Scene) -> Pair:
    """A feed's row is the address of the posting's page."""
    own = shown(scene.posting)
    return own, copied(scene, url=_tracked(scene, own.url or ""))


def _applied_at(scene: Scene) -> Pair:
    """A feed has a page of its own, and its button leads to the employer's."""
    own = shown(scene.posting)
    return own, copied(scene, apply_url=_tracked(scene, own.apply_url or own.url or ""))


def _on_own_page(scene: Scene) -> Pair:
    """The employer's site shows the posting in a page of its own, by Greenhouse's number."""
    own, firm = shown(scene.posting), scene.posting.employer
    url = f"https://{firm.host}/open-positions/?gh_jid={scene.posting.number}"
    site = shown(scene.posting, posting_id=f"site:{firm.host}:{url}", board_id=f"site:{firm.host}", url=url)
    return own, replace(site, apply_url=None, requisition_id=None, text="")


def _embedded(scene: Scene) -> Pair:
    """A feed's button leads to Greenhouse's form without the posting around it."""
    own, firm = shown(scene.posting), scene.posting.employer
    form = f"https://boards.greenhouse.io/embed/job_app?for={firm.token}&token={scene.posting.number}"
    return own, copied(scene, apply_url=form)


def _neighbour_linked(scene: Scene) -> Pair:
    """A feed's row leads to another posting of the employer."""
    other = shown(scene.neighbour)
    row = _of_neighbour(scene, url=_tracked(scene, other.url or ""))
    return shown(scene.posting), row


def _one_form(scene: Scene) -> Pair:
    """Two rows of a feed lead to the one form that an employer has for all its postings."""
    form = f"https://forms.example/apply/{scene.draw.between(100_000, 999_999)}"
    return copied(scene, apply_url=form), _of_neighbour(scene, apply_url=form)


def _small_numbers(scene: Scene) -> Pair:
    """Two employers of a vendor that counts for each from one."""
    number = str(scene.draw.between(1, 90))
    return _numbered(scene.posting, number), _numbered(_elsewhere(scene), number)


def _other_vendor(scene: Scene) -> Pair:
    """The same number at another vendor."""
    first, second = shown(scene.posting), shown(scene.neighbour)
    native = first.posting_id.removeprefix(f"{first.board_id}:")
    vendor = "breezy" if scene.posting.employer.ats != "breezy" else "rippling"
    board = f"{vendor}:{scene.posting.employer.token}"
    return first, replace(second, posting_id=f"{board}:{native}", board_id=board, url=None, apply_url=None)


def _tracked(scene: Scene, url: str) -> str:
    mark = scene.draw.pick(
        ("", "utm_source=jobhub", "gh_src=3f2a9c1", "lever-source=feed", "ref=workpool&utm_medium=cpc")
    )
    return f"{url}{'&' if '?' in url else '?'}{mark}" if mark else url


def _of_neighbour(scene: Scene, url: str | None = None, apply_url: str | None = None) -> Candidate:
    other = copied(replace(scene, posting=scene.neighbour))
    return replace(other, url=url or other.url, apply_url=apply_url)


def _numbered(posting: SamplePosting, number: str) -> Candidate:
    token = posting.employer.token
    url = f"https://{token}.bamboohr.com/careers/{number}"
    board = f"bamboohr:{token}"
    return shown(posting, posting_id=f"{board}:{number}", board_id=board, url=url, apply_url=None)


def _elsewhere(scene: Scene) -> SamplePosting:
    """A posting for the same kind of work at another employer of the language."""
    firm = scene.posting.employer
    for step in range(1, 10_000):
        other = employer(firm.number + 12 * step, scene.posting.seed, (firm.ats,))
        if other.sector == firm.sector and other.name != firm.name:
            break
    indexes = range(scene.posting.index + 1, scene.posting.index + 10_000)
    found = (sample(index, scene.posting.seed, employer_is=other) for index in indexes)
    return next(each for each in found if each.template == scene.posting.template)


# The same requisition


def _on_site(scene: Scene) -> Pair:
    """The employer's careers site has the requisition too, in few words of its own."""
    return _required(scene), _site_showing(scene)


def _site_showing(scene: Scene) -> Candidate:
    firm, posting, draw = scene.posting.employer, scene.posting, scene.draw
    url = f"https://{firm.host}/jobs/{posting.requisition_id.lower()}"
    sections = posting.sections[1 : draw.between(2, 4)]
    return shown(
        posting,
        sections,
        posting_id=f"site:{firm.host}:{posting.requisition_id}",
        board_id=f"site:{firm.host}",
        requisition_id=_respelt(scene),
        url=url,
        apply_url=None,
    )


def _on_second_system(scene: Scene) -> Pair:
    """An employer between two systems has its openings on both, brought up to date on one."""
    first = _required(scene)
    board = f"smartrecruiters:{scene.posting.employer.token}"
    number = str(scene.draw.between(10**14, 10**15))
    sections = edited(scene.draw, scene.posting.sections, scene.neighbour.sections)
    second = shown(scene.posting, sections, posting_id=f"{board}:{number}", board_id=board)
    return first, replace(second, requisition_id=_respelt(scene), url=None, apply_url=None)


def _by_feed(scene: Scene) -> Pair:
    """A feed states the employer's requisition."""
    return _required(scene), copied(scene, requisition_id=_respelt(scene))


def _in_two_languages(scene: Scene) -> Pair:
    """A requisition is posted in two languages."""
    first, firm = _required(scene), scene.posting.employer
    tongue = scene.draw.pick([code for code in ("en", "de", "fr", "es") if code != firm.language])
    other = employer(scene.draw.between(0, 999) * 4 + ("en", "de", "fr", "es").index(tongue), 0, (firm.ats,))
    told = shown(sample(scene.posting.index + 1, 0, employer_is=other))
    native = f"{first.posting_id}-{tongue}"
    second = replace(first, posting_id=native, title=told.title, text=told.text, language=tongue, url=None)
    return replace(first, language=firm.language), replace(second, apply_url=None)


def _in_another_place(scene: Scene) -> Pair:
    """One requisition for two places, posted once for each: a family."""
    here, there = _in_two_cities(scene)
    return _requiring(here, scene.posting), _requiring(there, scene.posting)


def _of_another_employer(scene: Scene) -> Pair:
    """Two employers count alike."""
    other = _elsewhere(scene)
    sections = swapped(scene.posting.sections, [(scene.posting.employer.name, other.employer.name)])
    second = shown(other, sections, title=scene.posting.title, places=shown(scene.posting).places)
    return _required(scene), _requiring(second, scene.posting)


def _campaign(scene: Scene) -> Pair:
    """One number for a whole campaign."""
    seed, firm = scene.posting.seed, scene.posting.employer
    others = (sample(scene.posting.index + step, seed, employer_is=firm) for step in range(1, 10_000))
    other = next(each for each in others if each.template != scene.posting.template)
    second = shown(other, places=shown(scene.posting).places)
    return _required(scene), _requiring(second, scene.posting)


def _no_number(scene: Scene) -> Pair:
    """A field for requisitions that says nothing."""
    said = scene.draw.pick(("N/A", "TBD", "n.a.", "-", "General", "0", "tbd", "none"))
    here = shown(scene.posting).places
    return (
        shown(scene.posting, requisition_id=said),
        shown(scene.neighbour, requisition_id=said, places=here),
    )


def _next_number(scene: Scene) -> Pair:
    """Two requisitions for the same work at the same place, posted in near the same words."""
    first = _required(scene)
    old, new = scene.posting.requisition_id, scene.neighbour.requisition_id
    sections = swapped(edited(scene.draw, scene.posting.sections, scene.neighbour.sections), [(old, new)])
    second = shown(scene.posting, sections)
    other = shown(scene.neighbour)
    second = replace(second, posting_id=other.posting_id, url=other.url, apply_url=other.apply_url)
    return first, replace(second, requisition_id=new)


def _required(scene: Scene) -> Candidate:
    return _requiring(shown(scene.posting), scene.posting)


def _requiring(candidate: Candidate, posting: SamplePosting) -> Candidate:
    return replace(candidate, requisition_id=posting.requisition_id)


def _respelt(scene: Scene) -> str:
    said = scene.posting.requisition_id
    return scene.draw.pick(
        (said, said, said.lower(), said.replace("-", ""), said.replace("-", " "), f"#{said}")
    )


# Near the same text


def _reposted(scene: Scene) -> Pair:
    """The posting was taken down and put up again, brought up to date."""
    sections = edited(scene.draw, scene.posting.sections, scene.neighbour.sections)
    return _anew(scene, shown(scene.posting, sections))


def _reposted_unchanged(scene: Scene) -> Pair:
    """The posting was taken down and put up again as it was."""
    return _anew(scene, shown(scene.posting))


def _anew(scene: Scene, second: Candidate) -> Pair:
    other = shown(scene.neighbour)
    second = replace(second, posting_id=other.posting_id, url=other.url, apply_url=other.apply_url)
    return shown(scene.posting, requisition_id=None), replace(second, requisition_id=None)


def _aggregated(scene: Scene) -> Pair:
    """A feed's copy."""
    return shown(scene.posting), copied(scene)


def _aggregated_old(scene: Scene) -> Pair:
    """A feed's copy of what the posting said before it was brought up to date."""
    sections = edited(scene.draw, scene.posting.sections, scene.neighbour.sections)
    return shown(scene.posting, sections), copied(scene)


def _in_two_feeds(scene: Scene) -> Pair:
    """Copies in two feeds."""
    first, second = copied(scene), copied(scene)
    if first.places and second.places and scene.draw.chance(0.5):
        second = replace(second, places=first.places)
    return first, replace(
        second, posting_id=f"{second.posting_id}0", board_id="feed:second", places=first.places
    )


def _two_levels(scene: Scene) -> Pair:
    """One text for two levels."""
    seed, firm = scene.posting.seed, scene.posting.employer
    near = (sample(scene.posting.index - step, seed, employer_is=firm) for step in range(10_000))
    scene = replace(scene, posting=next(each for each in near if each.stated.seniority is None))
    titles = language(scene.language).titles
    levels = [titles[level].format(title=scene.posting.title) for level in scene.draw.some(sorted(titles), 2)]
    first, second = _anew(scene, shown(scene.posting))
    if scene.draw.chance(0.5):
        second = replace(copied(scene), places=second.places)
    return replace(first, title=levels[0]), replace(second, title=levels[1])


def _numbered_levels(scene: Scene) -> Pair:
    """One text for two steps of a ladder."""
    ladder = scene.draw.pick((("I", "II", "III"), ("1", "2", "3")))
    one, other = scene.draw.some(ladder, 2)
    first, second = _anew(scene, shown(scene.posting))
    return replace(first, title=f"{first.title} {one}"), replace(second, title=f"{second.title} {other}")


def _two_cities(scene: Scene) -> Pair:
    """One text for two cities."""
    return _in_two_cities(scene)


def _in_two_cities(scene: Scene) -> Pair:
    firm, posting = scene.posting.employer, scene.posting
    here, there = scene.draw.some(firm.cities, 2)
    country = firm.country.code
    told = [
        shown(
            posting,
            swapped(posting.sections, [(posting.cities[0].name, city.name)]),
            places=(Location(city.name, city.region, country),),
            requisition_id=None,
        )
        for city in (here, there)
    ]
    other = shown(scene.neighbour)
    second = replace(told[1], posting_id=other.posting_id, url=other.url, apply_url=other.apply_url)
    return told[0], second


def _other_duties(scene: Scene) -> Pair:
    """One title and what the employer always says, around other work."""
    seed, firm = scene.posting.seed, scene.posting.employer
    others = (sample(scene.posting.index + step, seed, employer_is=firm) for step in range(1, 10_000))
    other = next(each for each in others if each.template != scene.posting.template)
    return _anew(scene, shown(scene.posting, with_other_work(scene.posting.sections, other.sections)))


def _other_team(scene: Scene) -> Pair:
    """Two openings for one kind of work at one place, each written from the same material."""
    second = shown(scene.neighbour, title=scene.posting.title, places=shown(scene.posting).places)
    first = shown(scene.posting, requisition_id=None)
    return first, replace(second, requisition_id=None)


def _other_requisition(scene: Scene) -> Pair:
    """Two requisitions in near the same words."""
    return _next_number(scene)


def _other_specialty(scene: Scene) -> Pair:
    """One text under titles that differ in a word or two."""
    kind = templates_for(scene.language, scene.posting.employer.sector)
    teams = next(each.teams for each in kind if scene.posting.template.endswith(f"/{each.name}"))
    known = scene.posting.title.casefold()
    new = [team for team in teams if not any(word in known for word in team.casefold().split())]
    words = scene.draw.some(new, 2) if len(new) > 1 else ["Nord", "Süd"]
    first, second = _anew(scene, shown(scene.posting))
    return replace(first, title=f"{first.title}, {words[0]}"), replace(
        second, title=f"{second.title}, {words[1]}"
    )


def _other_employer(scene: Scene) -> Pair:
    """Two employers that took one text as their pattern."""
    other = _elsewhere(scene)
    sections = swapped(scene.posting.sections, [(scene.posting.employer.name, other.employer.name)])
    second = shown(other, sections, title=scene.posting.title, places=shown(scene.posting).places)
    return shown(scene.posting, requisition_id=None), replace(second, requisition_id=None)


_UNNUMBERED = ("lever", "ashby", "recruitee", "teamtailor", "personio", "breezy")

CASES: dict[Layer, tuple[Case, ...]] = {
    "same_native_id": (
        Case("two boards of one employer", True, _second_board),
        Case("a feed's posting of the employer's only link", False, _neighbour_linked),
        Case("a feed links to it", True, _linked),
        Case("one form for all postings", False, _one_form),
        Case("a feed's button leads to it", True, _applied_at),
        Case("small numbers of two employers", False, _small_numbers),
        Case("by Greenhouse's number on the employer's page", True, _on_own_page, ("greenhouse",)),
        Case("the same number at another vendor", False, _other_vendor),
        Case("a feed's button leads to an embedded form", True, _embedded, ("greenhouse",)),
    ),
    "same_requisition": (
        Case("careers site", True, _on_site),
        Case("in another place", False, _in_another_place),
        Case("two systems", True, _on_second_system),
        Case("of another employer", False, _of_another_employer),
        Case("a feed states it", True, _by_feed),
        Case("a campaign", False, _campaign),
        Case("in two languages", True, _in_two_languages),
        Case("a field that says nothing", False, _no_number),
        Case("the next number", False, _next_number),
    ),
    "same_text": (
        Case("reposted, edited", True, _reposted, _UNNUMBERED),
        Case("two levels", False, _two_levels, _UNNUMBERED),
        Case("copied by a feed", True, _aggregated),
        Case("two cities", False, _two_cities),
        Case("copied by a feed, then edited", True, _aggregated_old),
        Case("other duties", False, _other_duties, _UNNUMBERED),
        Case("copied by two feeds", True, _in_two_feeds),
        Case("two requisitions", False, _other_requisition),
        Case("reposted as it was", True, _reposted_unchanged, _UNNUMBERED),
        Case("another team", False, _other_team, _UNNUMBERED),
        Case("titles that differ in a word", False, _other_specialty, _UNNUMBERED),
        Case("two steps of a ladder", False, _numbered_levels, _UNNUMBERED),
        Case("another employer", False, _other_employer, _UNNUMBERED),
    ),
}
