"""Words by which a posting itself says that it stands for no one opening: a talent pool, an unsolicited
application, a search that never ends. In English, German, French, Spanish, Portuguese, Italian, Dutch. Pure.

Each phrase speaks of the posting or of those who hire. That there is a talent pool besides, or that somebody
"is always looking for improvement", is not said of the posting and not found.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Wording(NamedTuple):
    """Words to the letter: `quote == text[start:end]`, of the `field` title or description_text."""

    field: str
    quote: str
    start: int
    end: int


# A title names the posting, so what it calls itself is enough: unless it calls itself the manager of that.
_TRADES = (
    r"(?! (?:\w+ )?(?:manager|engineer|developer|specialist|partner|lead|coordinator|director|officer"
    r"|associate|recruiter|analyst|consultant|administrator|designer|architect|scientist|head|executive|assistant)s?\b)"
)
_IN_TITLES = (
    rf"talent[\s-]?(?:pool|community|network|pipeline|bank){_TRADES}",
    rf"(?:general|open|unsolicited|speculative|spontaneous) applications?{_TRADES}",
    rf"(?:general interest|expressions? of interest){_TRADES}",
    rf"future (?:opportunit(?:y|ies)|openings?|roles?){_TRADES}",
    rf"(?:evergreen|pipeline) (?:requisition|req|role|posting|position|opening){_TRADES}",
    # Elsewhere in a title it may be the name of a town or a school.
    r"(?<=[(\[])evergreen(?=[)\]])|^evergreen(?= ?[-–—:|(])|(?<=[-–—:|]\s)evergreen(?= ?$)",
    r"(?:don['’]t|do not) see (?:your|the right|a) \w+",
    r"(?:initiativ|spontan|blind)-?bewerbung(?:en)?",
    r"candidatures? (?:spontan[ée]es?|libres?)",
    r"vivier de (?:talents|candidats?|candidatures?)|^vivier(?= ?[-–—:|])",
    r"candidaturas? (?:espont[áa]neas?|abiertas?)",
    r"(?:bolsa|base|banco) de (?:empleo|trabajo|talentos?|curr[íi]culos)",
    r"candidatur[ae] spontane[ae]",
    r"open sollicitaties?",
)

_POSTING = (
    r"(?:job |career )?(?:posting|advert(?:isement)?|ad|requisition|req|listing|position"
    r"|role|opening|vacancy)"
)
_POOL = r"(?:talent (?:pool|community|pipeline|network)|pipeline|evergreen|candidate pool)"
_ALWAYS = r"(?:always|continually|continuously|constantly)"
# Whoever "is always looking for new ways" hires nobody.
_NOT_WAYS = (
    r"(?! (?:(?:new|better|other|more|creative|innovative|fresh|and),? )*"
    r"(?:ways?|improve\w*|ideas?|opportunit\w*|solutions?|feedback|growth|options?|possibilit\w*|the next)\b)"
)
_NICHT_WEGE = (
    r"(?! (?:neuen? |besseren? |innovativen? )*"
    r"(?:wegen?|lösungen|ideen|möglichkeiten|verbesserung\w*|chancen)\b)"
)

_ENGLISH = (
    rf"we(?:['’]re| are) {_ALWAYS} (?:looking(?: out)?|searching|on the lookout) for{_NOT_WAYS}",
    rf"we(?:['’]re| are) {_ALWAYS} (?:hiring|recruiting)(?>(?: for)?){_NOT_WAYS}",
    rf"(?:this|the) (?:is an? )?(?:evergreen|talent pool|talent community) {_POSTING}",
    rf"this {_POSTING} is (?:for|part of|intended (?:for|to build)|being used (?:for|to)"
    rf"|used to build|to build|building|an?) (?:our |an? |the )?(?:\w+ ){{0,3}}{_POOL}",
    rf"this {_POSTING} (?:is not|isn['’]t|does not|doesn['’]t)"
    r" (?:represent |tied to |for |linked to |necessarily )*"
    r"(?:an? |any )?(?:(?:current|active|specific|open|immediate|existing)(?:ly)? ?){1,2}"
    r"(?:opening|vacancy|role|position|job)",
    r"(?:there (?:is|may|might|are)|we (?:may|might|do|have))(?: currently)?"
    r" (?:not|no)(?: currently)?(?: be| have)?"
    r"(?: an?| any)?(?: current| immediate| open| active| live)(?: job)?"
    r" (?:openings?|vacanc(?:y|ies)|positions?|roles?)",
    r"we(?:['’]re| are) (?:currently |always )?(?:building|creating|growing|developing) (?:an?|our)"
    r" (?:\w+ ){0,2}(?:talent (?:pool|community|pipeline|bank)|candidate pool"
    r"|pipeline of (?:[\w-]+ ){0,3}(?:talents?|candidates|applicants|professionals))",
    r"(?:this is (?:an?|our)|(?:submit|send(?: us)?|leave|make) (?:an?|your))"
    r" (?:general|open|unsolicited|speculative|spontaneous) application",
)  # fmt: skip
_GERMAN = (
    r"(?:initiativ|spontan|blind)-?bewerbung(?:en)?",
    r"wir (?:sind|suchen|halten) (?:immer|ständig|laufend|stets|jederzeit|fortlaufend|kontinuierlich)"
    rf"(?>(?: auf der suche)?)(?>(?: nach)?){_NICHT_WEGE}(?= )",
    r"(?:diese|die) (?:ausschreibung|anzeige|stelle(?:nanzeige|nausschreibung)?|position) (?:ist|dient)"
    r" (?:\w+ ){0,4}talent-?pools?",
    r"keine (?:konkrete|spezifische) (?:stelle|vakanz|ausschreibung|position)",
)
_FRENCH = (
    r"candidatures? (?:spontan[ée]es?|libres?)",
    r"(?:constituer|constitution d['’]|alimenter|rejoindre|intégrer) ?(?:un|notre|son|le)? ?vivier",
    r"nous (?:sommes|recherchons) (?:toujours|constamment|en permanence|continuellement)"
    r"(?: à la recherche)?(?= d[eu’'] ?| )",
)
_SPANISH_PORTUGUESE_ITALIAN = (
    r"candidaturas? espont[áa]neas?",
    r"siempre (?:estamos )?buscando(?: a)?(?= (?:personas|talento|profesionales|gente|candidat))",
    r"(?:bolsa|banco|base) de (?:empleo|talentos?|candidatos|curr[íi]culos)",
    r"candidatur[ae] spontane[ae]",
    r"siamo sempre alla ricerca di",
)
_DUTCH = (r"open sollicitaties?", r"wij? zijn (?:altijd|continu|voortdurend) op zoek naar")


def _compiled(phrases: tuple[str, ...]) -> re.Pattern[str]:
    spaced = (phrase.replace(" ?", r"\s*").replace(" ", r"\s+") for phrase in phrases)
    joined = "|".join(spaced)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


# "Nothing that fits? Send us an unsolicited application": said beside an opening, not of it.
_ASIDE = re.compile(
    r"\bnot? (?:\w+ ){0,4}(?:right|perfect|good|suitable|matching|fit|match|found|find|interested)"
    r"|(?:n['’]t|not) (?:\w+ ){0,3}(?:see|find|found|meet|match|fit)"
    r"|\bnichts? (?:\w+ ){0,8}(?:dabei|wieder|passende[sn]?|richtige[sn]?|gefunden)"
    r"|\bkeine? (?:\w+ ){0,2}passende"
    r"|\bpas (?:\w+ ){0,3}trouv|\bne (?:\w+ ){0,3}(?:correspond|trouv)|\baucune? "
    r"|\bno (?:\w+ )?(?:encuentras?|encaja)|\bninguna?"
    r"|\bnon (?:\w+ )?trov|\bgeen (?:\w+ )?passende|\bniet (?:\w+ ){0,5}(?:gevonden|bij)",
    re.IGNORECASE,
)
_ASIDE_REACH = 120

_TITLE = _compiled(_IN_TITLES)
_TEXT = _compiled((*_ENGLISH, *_GERMAN, *_FRENCH, *_SPANISH_PORTUGUESE_ITALIAN, *_DUTCH))


def evergreen_wording(title: str, text: str) -> Iterator[Wording]:
    """Every such phrase in a posting, in order: of its title, then of its text."""
    for field, pattern, words in (("title", _TITLE, title), ("description_text", _TEXT, text)):
        for match in pattern.finditer(words):
            before = words[max(0, match.start() - _ASIDE_REACH) : match.start()]
            if not _ASIDE.search(before):
                yield Wording(field, match[0], match.start(), match.end())
