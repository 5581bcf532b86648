"""Where the work is done, as a posting's text says: remote, hybrid or on site, or nothing.

Only statements count: a city, an office or a wish for "remote tools" is none. What is said of this job wins
over what is said of all of the employer's; statements that differ cancel each other out. What is merely
possible ("Homeoffice möglich") or a benefit ("four weeks a year from abroad") says nothing. The phrases are
`workplace_words.py`, shares of a week `workplace_shares.py`.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from jobs_assets.enrichment.records import Found
from jobs_assets.enrichment.rules.reading import Reading
from jobs_assets.enrichment.rules.workplace_shares import shares
from jobs_assets.enrichment.rules.workplace_words import STATEMENTS, TRIGGERS, Phrases, Statement
from jobs_assets.postings import Workplace

_BACK, _ON = 160, 220  # a sentence is read this far around a trigger
_ENDS = re.compile(r"[\n\r•·]|[.!?…](?=\s|$)")

_DENIED = re.compile(
    r"\b(?:not|no|non|never|neither|nor|without|unless|if|whether|options?(?: of| to| for)?|other|certain"
    r"|some|many|most|majority of|previous|prior|background|thriv\w+|comfortable|instead of|rather than"
    r"|experience (?:in|with)|nicht|keine?|wenn|falls|ob|andere|pas|aucun|si|sans|sin|ningún|\w+n't|former"
    r"|occasional|sometimes|gelegentlich|ocasional)(?:[ -](?!but\b)[\w'/-]+){0,4}[ (/-]*\Z"
)
_LOOSELY = re.compile(
    r"\b(?:mostly|prefer\w*|some|occasional\w*|sometimes|ideally|partly|gelegentlich|idéalement)"
    r"(?: \w+){0,3} ?\Z"
)
_AT_MOST = re.compile(r"(?:up to|bis zu|jusqu\W?\s?[àa]|hasta(?: un)?|maxim\w+|possib\w+)\s*\Z")
_BENEFIT = re.compile(
    r"abroad|overseas|ausland|étranger|extranjero|sabbatical|workation"
    r"|(?:days?|weeks?|months?|wochen?|tagen?|monate?n?|semaines?|jours?|mois|semanas?|días|mes"
    r"(?:es)?)\b[^.;]{0,30}"
    r"(?:year|annum|annual|jahr|jährlich|par an\b|année|año|summer|sommer|\bété\b|verano)"
    r"|(?:for|up to|für|bis zu|pendant|durante|hasta) (?:\d+|one|two|three|four|six|eight|a few|vier"
    r"|quatre|cuatro)"
    r" (?:consecutive )?(?:days|weeks|months|wochen|tage|semaines|jours|mois|semanas|días|meses)"
)
_LEAVE = re.compile(r"vacation|leave|holiday|\bpto\b|urlaub|ferien|congés|vacaciones|days off")
_MERELY_POSSIBLE = re.compile(
    r"\W*(?:work(?:ing)? |arbeit\w* )?(?:\w+ ){0,2}?(?:option|possib|potential|negotiab|considered"
    r"|friendly|eligib"
    r"|möglich|posib|opcional|éventuel|occasion|ponctuel|on request|nach absprache|gelegentlich"
    r"|case[- ]by[- ]case)"
)
_ONLY_OF_SOME = re.compile(
    r"\b(?:certain|some|other|many|most) (?:of our )?(?:\w+ )?(?:roles|positions|jobs|teams|locations"
    r"|functions|offices)"
    r"|\bif (?:you|located|the|a|your)\b|\bbeyond\b|\boutside\b|\bwenn (?:du|sie)\b|\bsi (?:vous|resides)\b"
)
_WHOLLY = re.compile(
    r"first|only|100|fully|full|voll|komplett|ausschließ|entire|entièr|intégral|total|complet|permanent"
)
_EITHER = re.compile(
    r"(?<!hybrid )\b(?:remote(?:ly)?|from home|télétravail|teletrabajo|remot[oa])(?: work)?,?\s?"
    r"(?:/|and/or|\bor\b|\boder\b|\bou\b|\bo\b),?\s?(?:an? |fully |in an? |in the |in our |en |de forma )?"
    r"(?:hybrid|híbrid|on-?site|on site|in[- ](?:office|person|the office|our)|office|présentiel"
    r"|presencial|vor ort)"
    r"|\b(?:hybrid\w*|híbrid[oa]|on-?site|on site|office|in[- ]person|présentiel|presencial|büro|vor ort"
    r"|oficina)"
    r"(?: (?:work|model|basis|schedule|set-?up))?,?\s?(?:/|and/or|\bor\b|\boder\b|\bou\b|\bo\b),?\s?"
    r"(?:from |fully |100 ?% |en |in |im |work |working ){0,2}"
    r"(?:remot|home|télétravail|teletrabajo)"
)

_REFUSAL = re.compile(r"\b(?:not|no|cannot|kein\w*|nicht|pas|aucun|sans|sin)\b|n't")

_LABEL = re.compile(
    r"(?:\A|(?<=[\n\r•·|*.;✓✔►▪–—]))[\W_]{0,6}(?:(?P<remote>remote(?: work| status| type)?"
    r"|home ?-?office|télétravail"
    r"|teletrabajo)|(?:job |work(?:ing)? |office |primary )?(?:locations?|place|model|mode|arrangement"
    r"|type|style|setting"
    r"|set-?up|pattern|format|schedule)(?: type)?|work ?place(?: type| policy)?|place of work|where|office"
    r"|arbeitsort|arbeitsplatz|arbeitsmodell|arbeitsweise|arbeitsform|einsatzort|standort|dienstort|ort|lieu"
    r"(?: de travail)?"
    r"|localisation|mode de travail|organisation(?: du travail)?|modalités?|rythme|ubicación|lugar"
    r"(?: de trabajo)?"
    r"|modalidad(?: de trabajo| laboral)?|localización|tipo de trabajo|formato|esquema(?: de trabajo)?"
    r"|régimen)\s*(?:\([^()\n]{0,30}\)\s*)?[:\uff1a]\s*"
    r"(?P<value>[^\n\r•·]{1,90})"
)
_VALUE_END = re.compile(r"[.;!?](?:\s|$)|\s[–—|*]\s")
_YES = re.compile(r"\W*(?:yes|ja|oui|sí|si|100|full)")
_SHARE = re.compile(r"\b[1-5] ?(?:days?|tage?|jours?|j\b|días?)|\b[1-9]\d ?%")
_NO = re.compile(r"\W*(?:no|nein|non|none|keine?|not)\b")
_NAMED: dict[Workplace, re.Pattern[str]] = {
    "hybrid": re.compile(r"hybrid|híbrid|semi-?presencial|teilweise|partial|partiel|parcial"),
    "remote": re.compile(
        r"\bremote\b(?! (?:site|area|team|access))|home ?-?office|télétravail|teletrabajo|\bremoto\b"
        r"|\bremota\b"
        r"|work from home|\bwfh\b|anywhere|à distance\b|telecommut|telework"
    ),
    "onsite": re.compile(
        r"\bon-?site\b|\bon site\b|\bin[- ]office\b|in[- ]person|vor ort\b(?! bei)|präsenz"
        r"|présentiel|sur site|office[- ]based"
        r"|\bpresencial"
    ),
}
_UNSURE = re.compile(
    r"\b(?:or|oder|ou|o|and/or|not|no|nicht|pas|friendly|option\w*|eligible|possib\w*|möglich\w*"
    r"|posib\w*|flexib\w*|negotiable"
    r"|prefer\w*|considered|first|days?|tage?|jours?|días?|\d ?x)\b|[1-9]\d? ?%"
)
_LINE = re.compile(
    r"[\W_]*(?:(?:fully|100 ?%|full)[ -])?(?:remote|remoto|hybrid|hybride|híbrido|on-?site|in-office"
    r"|in-person"
    r"|vor ort|présentiel|presencial)(?: (?:role|position|job|only|work))?[\W_]*(?:\Z|[-–—|,(:/].{0,60}\Z)"
    r"|.{3,60}[(|–—-]\s*(?:100 ?% |fully )?(?:remote|remoto|hybrid|hybride|híbrido|on-?site"
    r"|presencial)\)?[\W_]*\Z"
)
_LONGEST_LINE = 90


def find_workplace(reading: Reading) -> Found[Workplace] | None:
    """The workplace, with the first words that say it; null where nothing does or statements differ."""
    return _found(reading.plain, reading.languages)


@lru_cache(maxsize=1)  # where remote people may live is asked next, of the same text
def _found(lowered: str, languages: tuple[str, ...]) -> Found[Workplace] | None:
    language = languages[-1] if len(languages) <= 2 else None  # English and the text's own, or unknown
    statements = STATEMENTS[language]
    said: list[Statement] = []
    for start, end in _sentences(lowered, TRIGGERS[language]):
        of_sentence = [*_labels(lowered, start, end), *shares(lowered, start, end)]
        stated = [*_stated(lowered, start, end, statements), *_line(lowered, start, end)]
        if _EITHER.search(lowered, start, end):
            stated = [each for each in stated if _REFUSAL.search(lowered, each.start, each.end)]
        of_sentence += stated
        said += [each for each in _apart(of_sentence) if not _ONLY_OF_SOME.search(lowered, start, each.end)]
    return _settled(said)


def _sentences(lowered: str, triggers: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """What stands around triggers, each sentence once, in order."""
    hits: list[int] = []
    for trigger in triggers:
        at = lowered.find(trigger)
        while at >= 0:
            hits.append(at)
            at = lowered.find(trigger, at + len(trigger))
    hits.sort()
    read_to = 0
    for hit in hits:
        if hit < read_to:
            continue
        start = max(0, hit - _BACK)
        for boundary in _ENDS.finditer(lowered, start, hit):
            start = boundary.end()
        after = _ENDS.search(lowered, hit, hit + _ON)
        end = after.start() if after else min(len(lowered), hit + _ON)
        yield start, end
        read_to = end if after or end == len(lowered) else hit + _ON - _BACK // 2


def _stated(lowered: str, start: int, end: int, statements: list[Phrases]) -> Iterator[Statement]:
    sentence = lowered[start:end]
    for needs, scope, value, phrases in statements:
        if not any(need in sentence for need in needs):
            continue
        for phrase in phrases:
            found = phrase.search(lowered, start, end)
            if found and not _is_doubted(lowered, found, start, end, value):
                yield Statement(found.start(), found.end(), value, scope)
                break


def _is_doubted(lowered: str, found: re.Match[str], start: int, end: int, value: Workplace) -> bool:
    """Whether the words around a phrase deny it, or make it a benefit or a mere possibility."""
    before = _clause(lowered[max(start, found.start() - 60) : found.start()], last=True)
    if value == "onsite":
        return _LOOSELY.search(before) is not None
    after = _clause(lowered[found.end() : min(end, found.end() + 60)], last=False)
    if _DENIED.search(before) or _AT_MOST.search(before):
        return True
    around = before + found.group() + after
    if _BENEFIT.search(around) and not _LEAVE.search(around):
        return True
    return (
        value == "remote" and not _WHOLLY.search(found.group()) and _MERELY_POSSIBLE.match(after) is not None
    )


_CLAUSE_END = re.compile(r"[.,;:!?]\s")


def _clause(text: str, *, last: bool) -> str:
    parts = _CLAUSE_END.split(text)
    return parts[-1] if last else parts[0]


def _labels(lowered: str, start: int, end: int) -> Iterator[Statement]:
    """What a labelled field in the text says: "Location: Remote", "Remote: yes", "Modalidad: presencial"."""
    for found in _LABEL.finditer(lowered, max(0, start - 1), end):
        cut = _VALUE_END.search(lowered, found.start("value"), found.end("value"))
        last = cut.start() if cut else found.end("value")
        value = lowered[found.start("value") : last].rstrip()
        named = _yes_or_no(value) if found["remote"] else None
        if named or (named := _named(value)):
            begin = found.start() + len(found.group()) - len(found.group().lstrip("".join(_SIGNS)))
            yield Statement(begin, found.start("value") + len(value), named, "role")


_SIGNS = " \t\n\r\xa0*•·|-–—>✓✔►▪_#.;:"


def _yes_or_no(value: str) -> Workplace | None:
    if _YES.match(value) and not _BENEFIT.search(value):
        return "hybrid" if _NAMED["hybrid"].search(value) or _SHARE.search(value) else "remote"
    return "onsite" if _NO.match(value) else None


def _named(value: str) -> Workplace | None:
    """The one workplace that a short text names; hybrid wins over the two it is made of."""
    if _NAMED["hybrid"].search(value):
        return None if re.search(r"\b(?:or|oder|ou|o)\b", value) else "hybrid"
    if _UNSURE.search(value):
        return None
    remote, onsite = _NAMED["remote"].search(value), _NAMED["onsite"].search(value)
    if bool(remote) == bool(onsite):
        return None
    return "remote" if remote else "onsite"


def _line(lowered: str, start: int, end: int) -> Iterator[Statement]:
    """What a short line of its own says: "Remote (US only)", "Berlin - Hybrid"."""
    if end - start > _LONGEST_LINE or not (end == len(lowered) or lowered[end] in "\n\r"):
        return
    if not (start == 0 or lowered[start - 1] in "\n\r•·"):
        return
    line = lowered[start:end]
    if _LINE.match(line) and (named := _named(line)):
        begin = start + len(line) - len(line.lstrip(_SIGNS))
        yield Statement(begin, start + len(line.rstrip()), named, "role")


def _apart(said: list[Statement]) -> list[Statement]:
    """Without "remote" where it is part of words that say hybrid: "a hybrid remote role"."""
    hybrid = [each for each in said if each.value == "hybrid"]
    return [
        each
        for each in said
        if each.value == "hybrid"
        or not any(each.start < other.end and other.start < each.end for other in hybrid)
    ]


def _settled(said: list[Statement]) -> Found[Workplace] | None:
    of_role = [each for each in said if each.scope == "role"] or said
    values = {each.value for each in of_role}
    if values == {"hybrid", "onsite"}:
        values = {"hybrid"}  # "hybrid: three days on site"
    if len(values) != 1:
        return None
    (value,) = values
    first = min(each for each in of_role if each.value == value)
    return Found(value, first.start, first.end)
