"""The phrases after which a posting names where its people may live, in four languages. Data.

Each ends where the places begin. What places are called is `place_names.py`.
"""

import re
from typing import NamedTuple


class Lead(NamedTuple):
    """`phrase`, looked for around `stem`, is followed by places.

    `bare`: a mere juxtaposition ("Remote - US"), so that after the places nothing else may be said.
    """

    stem: str
    phrase: re.Pattern[str]
    bare: bool = False


def _lead(stem: str, phrase: str, *, bare: bool = False) -> Lead:
    return Lead(stem, re.compile(phrase), bare)


_DWELL = r"(?:based|located|situated|domiciled|residents?|reside|residing|live|living|physically present)"
_MUST = (
    r"(?:must|needs? to|ha(?:ve|s) to|required to|should|shall|expected to|able to|willing to"
    r"|requirement is to|will)\s"
    r"(?:[\w-]+ ){0,3}?"
)
_AND_WORK = r"(?:and (?:\w+ )?(?:work(?:ing)?|(?:authori[sz]ed|eligible|able) to work) )?"
_IN = r"(?:anywhere )?(?:in|within|inside|of|from)\s+"
_WHO = (
    r"(?:candidates?|applicants?|residents?|individuals|people|persons|talent|applications|contractors"
    r"|employees"
    r"|those|anyone|professionals)"
)

_ENGLISH = [
    *(
        _lead(stem, rf"\b{_MUST}(?:be )?(?:[\w-]+ ){{0,2}}?{_DWELL} {_AND_WORK}(?:remotely )?{_IN}")
        for stem in ("based", "locat", "resid", "live ", "living", "present")
    ),
    *(
        _lead(
            stem,
            r"\b(?:open (?:only )?to|available (?:only )?(?:to|for)|limited to|restricted to|only "
            r"(?:open|available) to"
            r"|only consider(?:ing)?|only accept(?:ing)?|only hir(?:e|ing)|currently hiring|considering"
            r"|seeking)\s"
            rf"(?:[\w-]+ ){{0,3}}?(?:{_WHO} )(?:who (?:are |live |reside )?)?(?:currently |already "
            rf"|physically )?"
            rf"(?:{_DWELL} )?(?:and \w+ )?{_IN}",
        )
        for stem in ("open", "only", "limited", "restrict", "available", "consider")
    ),
    _lead(
        "remote",
        r"\bremote(?:ly)?\)?(?: (?:work|working|position|role|job|opportunity|employees?))?,? (?:and )?"
        r"(?:(?:from )?anywhere )?(?:(?:based |located )?(?:in|within|inside|from) )",
    ),
    _lead(
        "remote",
        r"\bremote(?: (?:role|position|job|work))?\s?(?:\((?:within |in |from |anywhere in )?"
        r"|[-–—:,|/]\s?|\b(?= ?[a-z.]+\n))",
        bare=True,
    ),
    _lead(
        "anywhere",
        r"\b(?:work|working|works|live|living|based|located|remotely|remote|hired?|reside|sit|job"
        r"|role)\s(?:\w+ ){0,3}?"
        r"(?:from )?anywhere (?:\w+ )?(?:in|within|across|inside)\s+",
    ),
    *(
        _lead(
            stem,
            r"\b(?:role|position|job|opening|opportunity|candidate|hire|contract|person)\s"
            r"(?:[\w-]+,? ){0,4}?"
            r"(?:is|will be|must be|should be|can be|to be|and)\s(?:[\w-]+ ){0,3}?(?:based|located"
            r"|situated)"
            r"(?: remotely)? (?:anywhere )?(?:in|within)\s+",
        )
        for stem in ("based", "locat", "situated")
    ),
    _lead(
        "following",
        r"\b(?:available|eligible|open|hir(?:e|ing|ed)|residen\w*|reside|residing|located|live|work"
        r"|employ\w*|register\w*"
        r"|based|candidates)\s(?:[\w-]+ ){0,4}?(?:in|from|to|of)\s(?:one of |any of )?the following "
        r"(?:\w+ )?"
        r"(?:u\.?s\.? )?(?:states|countries|locations|regions|provinces)(?: only)?"
        r"(?: \([^)\n]{0,60}\))?\s?:?\s*",
    ),
    *(
        _lead(
            stem,
            r"\bwe (?:can |are |currently |able to |only ){0,4}(?:hir(?:e|ing)|employ)(?: people)?"
            r"(?: only)?"
            r" (?:in|from)\s+",
        )
        for stem in ("hire ", "hiring", "employ ")
    ),
    _lead("eligible", r"\beligible to work (?:remotely )?(?:from|anywhere in)\s+"),
]  # fmt: skip
_GERMAN = [
    *(
        _lead(
            stem,
            r"(?:wohnhaft|ansässig|wohnsitz|lebensmittelpunkt|wohnort|lebst|wohnst|wohnen|leben)"
            r"(?: \w+){0,2}?"
            r" (?:in|innerhalb)\s+",
        )
        for stem in ("wohn", "ansässig", "lebens", "lebst", "leben ")
    ),
    *(
        _lead(
            stem,
            r"(?:remote|homeoffice|home-office|home office|ortsunabhängig|remotely)(?: \w+){0,2}?"
            r" (?:aus|in ganz|innerhalb|von überall in|überall in|von)\s+(?:von )?",
        )
        for stem in ("remote", "office", "ortsunab")
    ),
]  # fmt: skip
_FRENCH = [
    *(
        _lead(
            stem,
            r"\b(?:poste|candidat\w*|vous|doi\w+|dev\w+|être|télétravail|remote|distance|obligatoire\w*"
            r"|impérati\w+"
            r"|exclusivement|uniquement)\W(?:[\w'’(]+\W){0,5}?(?:résid\w+|domicili\w+|basée?s?"
            r"|localisée?s?|habit\w+"
            r"|viv(?:re|ez)|installée?s?)(?: \w+)? (?:en|au|aux|dans|sur)\s+",
        )
        for stem in ("résid", "domicili", "basé", "localisé", "habit", "vivre", "vivez", "installé")
    ),
    *(
        _lead(
            stem,
            r"(?:télétravail\w*|remote|distance|travailler|travaillez)(?: [\w'’%]+){0,4}?,? (?:depuis"
            r"|partout|n['’]importe où"
            r"|où que vous soyez|en restant)(?: (?:en|au|aux|dans))?\s+",
        )
        for stem in ("depuis", "partout", "importe", "où que")
    ),
]  # fmt: skip
_SPANISH = [
    *(
        _lead(
            stem,
            r"(?:resid(?:ir|as|es|entes?|encia|iendo)|viv(?:ir|as|es|iendo)|radicar|radicad[oa]s?"
            r"|ubicad[oa]s?|basad[oa]s?"
            r"|afincad[oa]s?|domicilio)(?: (?:fiscal|legal|habitual|actualmente|permanente))? (?:en|de"
            r"|dentro de)\s+",
        )
        for stem in (
            "resid", "vivir", "vivas", "vives", "viviendo", "radica", "ubicad", "basad", "afincad",
            "domicilio",
        )
    ),
    _lead("cualquier", r"desde cualquier (?:lugar|punto|parte|sitio|ciudad|rincón) (?:del? |en )\s*"),
    *(
        _lead(stem, r"(?:remot[oa]|teletrabajo)(?: 100 ?%)? (?:desde|dentro de|en toda)\s+")
        for stem in ("remot", "teletrab")
    ),
]  # fmt: skip

LEADS: dict[str | None, list[Lead]] = {
    None: [*_ENGLISH, *_GERMAN, *_FRENCH, *_SPANISH],
    "en": _ENGLISH,
    "de": [*_ENGLISH, *_GERMAN],
    "fr": [*_ENGLISH, *_FRENCH],
    "es": [*_ENGLISH, *_SPANISH],
}
"""By a posting's language."""

WHOLE = {
    "deutschlandweit": "DE", "bundesweit": "DE", "österreichweit": "AT", "schweizweit": "CH",
    "europaweit": "Europe",
}  # fmt: skip
"""Words that say of remote work that it may be done in all of a country."""

NOT_OF_HERE = re.compile(
    r"\b(?:not|no|nicht|keine?|cannot|can't|isn't|except|excluding|unless|if|whether|wenn|falls|our "
    r"(?:teams?|offices?"
    r"|company|headquarters|clients|customers|employees|colleagues)|headquartered|founded|clients?"
    r"|customers?|unable|ineligible|nous"
    r"|notre|estamos|somos|nuestr[oa]s?|unser\w*|wir sind|salary|pay range|compensation|benefits?"
    r"|manager|colleagues"
    r"|without|sin|sans|for (?:candidates|applicants|employees|those|individuals|residents))\b[^.;\n]*\Z"
)
"""Before a phrase: it denies, is a condition, or is about somebody else."""

NOT_A_HOME = re.compile(
    r"['’]?s?[\s-]*(?:(?:\w+ )?(?:time ?-?zones?|timezones?|hours|time\b|tz\b)|citizen|national\b"
    r"|nationals\b|passport"
    r"|office|team|market|customers?|clients?|business|law|tax|entit|holiday|headquarter|stock|health"
    r"|dollar"
    r"|government|persons?\b|zeit|markt|kunden|mercado|clientes|marché|zona horaria)"
)
"""After a place: it names something else than where somebody lives."""
