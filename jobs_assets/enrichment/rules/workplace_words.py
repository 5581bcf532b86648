"""The phrases by which postings say where the work is done, in four languages and a few of others. Data.

Each stands for a statement, not for a word: "remote" alone proves nothing ("remote sensing", "remote teams"),
"this role is remote" does. How statements are weighed against each other is `workplace.py`.
"""

import re
from typing import Literal, NamedTuple

from jobs_assets.postings import Workplace

Scope = Literal["role", "house"]
"""Whether a phrase is about this job, or about all of its employer's ("we are a remote-first company")."""

_TRIGGERS_EVERYWHERE = ("remot", "brid", "home office", "homeoffice", "home-office", "on-site", "onsite")
_TRIGGERS_OF = {
    "en": (
        "on site", "office", "in-person", "in person", "from home", "from-home", "home-based", "home based",
        "telework", "telecommut", "wfh", "anywhere", "distributed",
    ),
    "de": ("vor ort", "vor-ort", "präsenz", "mobil", "ortsunabhängig", "heimarbeit", "telearbeit", "zuhause",
           "zu hause", "büro", "überall"),
    "fr": ("télétrav", "teletrav", "télé-trav", "distanciel", "présenti", "presenti", "présence", "sur site",
           "à distance", "bureau", "importe où"),
    "es": ("teletrab", "presencial", "a distancia", "desde casa", "cualquier", "oficina"),
    "others": ("na dálku", "z domova", "v provozu", "pracovišt", "zdalna", "stacjonarn", "hybrydow",
               "op locatie",
               "thuiswerk", "in sede", "in presenza", "smart working"),
}  # fmt: skip
TRIGGERS: dict[str | None, tuple[str, ...]] = {
    None: tuple(dict.fromkeys((*_TRIGGERS_EVERYWHERE, *(one for of in _TRIGGERS_OF.values() for one in of)))),
    **{language: (*_TRIGGERS_EVERYWHERE, *_TRIGGERS_OF[language]) for language in ("en", "de", "fr", "es")},
}
"""By language. Cheap to look for; a text with none of them says nothing about the workplace."""

_JOB = (
    r"(?:roles?|positions?|jobs?|opportunity|openings?|vacancy|assignment|contract|internship"
    r"|apprenticeship"
    r"|placement|engagement|post)"
)
_FULLY = (
    r"(?:fully|100 ?%|completely|entirely|permanently|primarily|exclusively|strictly|totally|purely|only"
    r"|full(?:[- ]time)?|truly)"
)
_IS = (
    r"(?:(?:is|will be|would be|are|remains|must be)\s(?:(?:currently|also|designated|classified|listed"
    r"|offered"
    r"|open|considered|as|to|being|performed|worked|based|a|an|and|located)\s){0,4})"
)
_NOT_THE_WORK = (
    r"(?![- ]?(?:\w+ (?:sensing|site)s?\b|sensing|sites?\b|desktops?|supports?\b|access|monitor|control"
    r"|server|patient"
    r"|vehicle|device|diagnos|learning|surveil|inspect|assist|area|region|island|communit|village|location"
    r"|infra|pilot|operat|system|sales team|team|colleague|employee|workforce|worker|candidate|applicant"
    r"|user|customer|client|office|interview|onboard|meeting|event|session|training|exec|procedure|code"
    r"|repositor|debug|deploy|data|method|call|management of|friendly|eligib|optional|option|flex|possib"
    r"|ok\b"
    r"|capab|ready|exception|proctor|experience|consult|tower|sens|telemetry|start|work experience"
    r"|leadership|collab|stakeholder|environments? experience|hands|mine|camp|field|outpost|viewing"
    r"|care\b))"
)
_REMOTE = r"(?<![\w-])remote(?:ly)?\b" + _NOT_THE_WORK
_SOMEWHERE = (
    r"(?:u\.?s\.?a?\b|united|uk\b|eu\b|europe|european|canada|country|nation|germany|france|spain|emea"
    r"|apac|latam"
    r"|americas|north america|latin america|india\b|australia|brazil|mexico|poland|portugal|ireland"
    r"|italy|netherlands"
    r"|world|globe)"
)
_ONSITE = r"(?:on-?site|on site|in[- ]office|in[- ]the[- ]office|in[- ]person|office[- ]based|site[- ]based)"
_NOT_A_STAY = (
    r"(?![- ]?(?:support|visit|event|interview|gym|parking|meeting|training|customer|client|day care"
    r"|childcare"
    r"|cafe|canteen|restaurant|fitness|amenit|perk|lunch|snack|meal|medical|health|clinic|service"
    r"|install|deploy"
    r"|consult|workshop|collab|activit|and remote|or remote|/ ?remote|, remote|days|day\b|team|facilit"
    r"|nursery"
    r"|massage|yoga|doctor|with customers|with clients|at customer|at client|engagement|presentation))"
)


class Statement(NamedTuple):
    """`text[start:end]` says `value`, of this job or of the whole house."""

    start: int
    end: int
    value: Workplace
    scope: Scope


class Phrases(NamedTuple):
    """Phrases that state one workplace. None of them fits where not one of `needs` stands."""

    needs: tuple[str, ...]
    scope: Scope
    value: Workplace
    phrases: tuple[re.Pattern[str], ...]


def _all(needs: str, scope: Scope, value: Workplace, *phrases: str) -> Phrases:
    return Phrases(tuple(needs.split("|")), scope, value, tuple(map(re.compile, phrases)))


_ENGLISH = [
    _all(
        "remot", "role", "remote",
        rf"\b{_JOB}(?:\s(?!not\b|can\b|may\b)[\w()/-]+){{0,4}}?\s{_IS}(?:{_FULLY}[ -])?{_REMOTE}",
        rf"\b(?:this|it) is (?:an? )?(?:{_FULLY},? ){{0,2}}{_REMOTE}[- ](?:[\w-]+ ){{0,3}}?{_JOB}\b",
        rf"\b{_FULLY}[ -]{_REMOTE}(?! (?:compan|organi[sz]|startup|start-up|team|culture|firm|workplace))",
        rf"{_REMOTE} (?:\([^)]{{1,30}}\) )?(?:{_FULLY} )?(?:[\w-]+ )?{_JOB}\b(?! (?:descr|board|fair))",
        rf"{_REMOTE},? (?:(?:from )?anywhere|within|throughout|across|in) (?:\w+ )?(?:the )?{_SOMEWHERE}",
        r"\bremote (?:basis|\(work from home\)|work[- ]from[- ]home)",
        r"\b(?:you'll|you will|you’ll|will be|will) (?:be )?work(?:ing)? (?:fully |100% )?remotely\b",
        rf"\b(?:looking for|seeking|hiring|recruiting|to hire) (?:an? |our )"
        rf"(?:[\w-]+ ){{0,2}}?{_REMOTE} \w",
    ),
    _all(
        "home|tele|virtual", "role", "remote",
        rf"\bwork(?:ing)?[- ]from[- ]home {_JOB}\b",
        rf"\b{_JOB}(?:\s[\w-]+){{0,2}}?\s{_IS}(?:{_FULLY} )?(?:home[- ]based|work[- ]from[- ]home"
        rf"|telework\b"
        r"|virtual\b)",
        rf"\bhome[- ]based (?:[\w-]+ )?{_JOB}\b",
        r"\bwork(?:ing)? from home,? (?:full[- ]time|permanently|100 ?%|every day)",
        rf"\b{_FULLY} (?:work[- ](?:from[- ]home|at home)|from home|home[- ]based|telework\w*"
        rf"|telecommut\w+)",
    ),
    _all(
        "anywhere", "role", "remote",
        r"\b(?:work|working|be based|based|live|located|performed|done|hired) (?:remotely )?(?:from )?"
        r"(?:almost |literally )?"
        r"anywhere\b(?! (?:policy|for \d|up to|days|weeks|program|month))",
        r"\bremote from anywhere",
        r"\b(?:do|perform) (?:this|the|your) (?:job|role|work) from anywhere\b",
    ),
    _all(
        "remot|distribut", "house", "remote",
        r"\bremote[- ](?:first|only)\b", r"\ball[- ]remote\b",
        rf"\b{_FULLY}[ -](?:remote|distributed)(?:[ ,-](?!or\b)[\w-]+){{0,2}}? (?:compan|organi[sz]"
        rf"|start-?up|team"
        r"|culture|firm|workplace)\w*",
        r"\b(?:we are|we're|we’re) (?:a |an )?(?:fully |100% |completely |globally )?distributed\b",
        r"\b(?:we are|we're|we’re) (?:a )?(?:fully |100% |completely )?remote (?:compan|organi[sz]"
        r"|start-?up)\w*",
        r"#li[-_ ]?remote\b",
    ),
    _all(
        "hybrid", "role", "hybrid",
        r"\bhybrid(?:[ /,-](?:and )?(?:remote|flexible|full-time|part-time|permanent|freelance|contract"
        r"|office)){0,2}"
        r" (?:work(?:ing|place|week)?\b(?!force)|role|position|job|schedule|arrangement|basis|opportunity"
        r"|internship|contract|remote|in-office|employee|office)"
        r"(?!,? (?:that |which )?(?:combin|blend|between|mix|of\b|bridg|spanning|across (?:sales"
        r"|product)))",
        r"\bhybrid[ /-]+(?:remote|in[- ]office|on-?site)\b",
        rf"\b{_JOB}(?:\s[\w()/-]+){{0,3}}?\s{_IS}hybrid\b(?! (?:of|between|cloud|role between))",
        r"\bhybrid \(?(?:\d|one|two|three|four|minimum|min\b|at least)",
        r"\(hybrid\)",
        r"\b(?:work|working|works|operate|operating) (?:in (?:a |an )|on a )?(?:flexible )?hybrid(?:ly)?\b"
        r"(?! (?:cloud|app|infra|\w+ cloud|environments? (?:of|with|across)))",
    ),
    _all(
        "mix|combination|blend|balance|split|divid|part", "role", "hybrid",
        r"\b(?:split|divid)\w* (?:your|their|the) (?:\w+ )?(?:time|week) between"
        r" (?:home|remote|the office|our)\b",
        r"\b(?:mix|combination|blend|balance|split) (?:of|between) (?:remote|home|in[- ](?:the )?office"
        r"|on-?site"
        r"|office|in[- ]person|working from home|work from home)(?: work(?:ing)?)? (?:and|&|/) "
        r"(?:on-?site|in[- ]"
        r"(?:the )?office|office|remote|home|in[- ]person|working from home)",
        r"\b(?:partially|partly|part[- ]time|semi-?) ?-?remote\b(?! (?:sens|site))",
    ),
    _all(
        "hybrid", "house", "hybrid",
        r"(?<!cloud and )(?<!cloud, )(?<!cloud or )\bhybrid (?:model|approach|environment|set-?up|policy"
        r"|mode|culture|format|style|setting|team|way of work\w*)"
        r"(?=[^.]{0,80}\b(?:office|on-?site|home|remote|in[- ]person|days?))",
        r"#li[-_ ]?hybrid\b",
    ),
    _all(
        "site|office|person|-based", "role", "onsite",
        rf"\b{_JOB}(?:\s(?!not\b)[\w()/-]+){{0,4}}?\s(?:{_IS}|requires (?:you to be |being |working )?)"
        rf"(?:{_FULLY},? (?:and )?)?{_ONSITE}\b{_NOT_A_STAY}",
        rf"\b{_FULLY} {_ONSITE}\b{_NOT_A_STAY}",
        rf"\b{_ONSITE}(?:,? {_FULLY})? (?:[\w-]+ )?(?:role|position|job|only|opportunity|internship"
        rf"|required"
        r"|requirement|attendance|(?:work |presence )?(?:is )?(?:required|mandatory|expected))\b",
        rf"\b(?:must|required to|expected to|needs? to|have to|has to) (?:be able to |be willing to "
        rf"|be available to )?"
        rf"(?:work|be|report) (?:fully |full[- ]time |physically )?{_ONSITE}\b{_NOT_A_STAY}",
    ),
    _all(
        "no|n't", "role", "onsite",
        r"\bnot (?:be )?(?:an? )?(?:hybrid or )?(?:currently )?"
        r"(?:eligible for |open to |available for |suitable for "
        r"|offered as )?"
        r"(?:remote(?:ly)?\b(?! (?:sens|first|only))|telework|work[- ]from[- ]home|home[- ]based)",
        r"\bnon[- ]remote\b",
        r"\b(?:no|without) (?:option for |possibility of |option to )?(?:remote|work"
        r"(?:ing)?[- ]from[- ]home|wfh"
        r"|telework\w*|telecommut\w+|home ?office)\b(?! (?:\w+ )?experience)",
        r"(?<!fully )\b(?:remote|telework\w*|telecommut\w+|work(?:ing)?[- ]from[- ]home|wfh|home ?working)"
        r"(?:[ /](?:or |and )?(?:hybrid|remote|work(?:ing)?|arrangements?|options?|opportunities"
        r"|telework)){0,3} "
        r"(?:is|are|will)(?: not|n't)(?: be)? (?:\w+ )?(?:available|possible|an option|offered|permitted"
        r"|allowed"
        r"|considered|supported|feasible|eligible|provided|accepted|applicable)",
        r"(?:cannot|can not|can't|may not) (?:be )?(?:done|performed|worked|carried out|completed"
        r"|work) remotely",
        r"(?:do|does|can|will)(?: not|n't|not) (?:currently )?(?:offer|support|allow|accommodate"
        r"|consider|accept"
        r"|permit|provide)s? (?:any )?(?:hybrid (?:or|and) )?(?:remote|telework|telecommut|work"
        r"(?:ing)?[- ]from[- ]home)",
    ),
    _all(
        "monday", "role", "onsite",
        r"\bmonday (?:to|through|thru|-|–) friday,? (?:\w+ ){0,2}?(?:in[- ](?:the )?office|on-?site"
        r"|in[- ]person)\b",
    ),
    _all("day", "role", "hybrid",
         r"\b(?:work(?:ing)? from home|wfh|remote(?:ly)?) (?:on |every )?(?:mon|tues|wednes|thurs"
         r"|fri)days?\b"),
    _all("#li", "house", "onsite", r"#li[-_ ]?(?:onsite|on-site)\b"),
]  # fmt: skip

_VOLL = (
    r"(?:100 ?%(?:ig)?e?[rnsm]?|voll(?:ständig)?e?[rnsm]?|komplett|rein|ausschließlich|ausschliesslich"
    r"|dauerhaft"
    r"|fully)"
)
_STELLE = r"(?:stelle|position|job|rolle|tätigkeit|anstellung|praktikum|arbeitsplatz|arbeit)"
_HEIM = (
    r"(?:home[- ]?office|heimarbeit|telearbeit|mobile[nrms]? arbeit(?:en|splatz)?"
    r"|remote[- ]?(?:arbeit(?:en)?|work)?)"
)
_GERMAN = [
    _all(
        "remote|home|heim|tele|mobil|ortsunab|haus|überall|weit", "role", "remote",
        rf"\b{_VOLL} (?:aus dem |im |von |vom |in |per )?(?:{_HEIM}\b|ortsunabhängig|mobil(?:es"
        rf"|e)? arbeit\w*|zu ?hause)",
        rf"\b{_HEIM}[ -]{_STELLE}\b(?! (?:nicht|möglich))",
        rf"\b{_STELLE} (?:ist |wird |kann )?(?:(?!nicht|kein|auch)\w+ )?(?:{_VOLL} )?(?:remote"
        rf"|im home-?office|ortsunabhängig)"
        r"(?: zu besetzen| ausgeübt| ausgeschrieben)?(?=[.,;!)\n]|$| und | aus | zu | inner)",
        r"\bremote (?:aus|innerhalb|in ganz|deutschlandweit|bundesweit|von überall|deutschland)\b",
        r"\b(?:deutschlandweit|bundesweit|europaweit) (?:(?:im|aus dem|vom) home-?office|remote|mobil)\b",
        r"\b(?:arbeitest|arbeiten|arbeite) (?:du |sie )?(?:dabei )?(?:komplett |vollständig |dauerhaft )?"
        r"(?:von überall|von wo du willst|ortsunabhängig von überall)\b(?! (?:für|bis))",
    ),
    _all(
        "hybrid|mix|mischung|kombi|wechsel|balance|teil|tageweise|anteilig", "role", "hybrid",
        r"\bhybride[snrm]? (?:und \w+ )?(?:arbeit\w*|modell|homeoffice\w*|stelle|position|rolle"
        r"|tätigkeit|zusammenarbeit"
        r"|arbeitsweise|office|work|working)",
        r"\bhybrid (?:arbeiten|working|work|aus|im|in|zwischen|zu arbeiten|möglich|gearbeitet)\b",
        r"\b(?:mix|mischung|kombination|wechsel|balance) (?:aus|zwischen|von) (?:\w+ )?"
        r"(?:home[- ]?office|büro\w*|remote"
        r"(?:-\w+)?|präsenz\w*|office|mobile[mnr] arbeit\w*|vor-ort-\w+) (?:und|&|/) (?:\w+ )?"
        r"(?:home[- ]?office|büro\w*"
        r"|remote\w*|präsenz\w*|office|mobile[mnr] arbeit\w*|vor ort|vor-ort-\w+)",
        rf"\b(?:teilweise|anteilig|tageweise|teils|zum teil) (?:aus dem |im |von |vom |in )?{_HEIM}",
        rf"\b{_HEIM} (?:ist )?(?:tageweise|teilweise|anteilig)\b",
    ),
    _all(
        "vor ort|präsenz|kein|ohne|nicht|büro|ausgeschlossen", "role", "onsite",
        rf"\b{_VOLL} (?:vor ort|in präsenz|im büro|präsenz\w*)",
        r"\b(?:präsenzstelle|präsenzpflicht|präsenztätigkeit|präsenzarbeitsplatz|präsenzposition)\b",
        rf"\b{_STELLE} (?:ist |wird |erfolgt |findet )?(?:\w+ ){{0,2}}?(?:vor ort|in präsenz)\b(?! "
        rf"(?:beim|bei|support))",
        rf"\b(?:kein(?:e|en)?|ohne) (?:möglichkeit (?:zum|zu|für|auf) |option auf )?{_HEIM}\b",
        rf"\b(?:{_HEIM}|homeoffice-\w+) (?:ist |sind |wird )?(?:\w+ ){{0,3}}?(?:nicht|ausgeschlossen)"
        r"(?: (?:\w+ )?(?:möglich|vorgesehen|angeboten|gestattet))?",
        r"\bnicht (?:im home-?office|remote|von zu ?hause)\b",
        r"\barbeit(?:en|est)? vor ort\b(?! (?:beim|bei)\b)",
    ),
]  # fmt: skip

_POSTE = r"(?:poste|emploi|contrat|mission|stage|alternance|cdi|cdd|offre|travail|job|fonction|rôle)"
_TT = r"(?:télétravail|teletravail|télé-travail|home ?office|distanciel|remote)"
_FRENCH = [
    _all(
        "travail|distan|remote|home|importe", "role", "remote",
        rf"\b(?:full|100 ?%|fully|entièrement|totalement|intégralement|exclusivement|complètement)[ -]"
        rf"(?:en |à )?"
        rf"(?:{_TT}|distance)\b",
        rf"\b{_TT} (?:à )?(?:100 ?%|complet|total\b|intégral|permanent|à temps plein|à temps complet|full)",
        rf"\b{_POSTE}(?:\s[\w(’'-]+){{0,3}}?\s(?:en|à) (?:{_TT}|distance)\b(?!,? (?:possible|partiel"
        rf"|occasion|ponctuel"
        r"|jusqu|\d|deux|un |trois|envisag|ou |et |selon|partiel|\())",
        r"\b(?:depuis|de) n['’]importe où\b(?! (?:pendant|jusqu|\d))",
    ),
    _all("remote|distribu", "house", "remote", r"\b(?:100 ?%|full|entièrement) (?:remote|distribuée?)\b",
         r"\bremote[- ]first\b"),
    _all(
        "hybride|partiel|alterné|régulier|mix|alternance|combinaison|équilibre|présentiel|bureau",
        "role", "hybrid",
        rf"\b{_TT} (?:\w+ )?(?:partiel|hybride|alterné|régulier)",
        rf"\bpartiellement (?:en |à )?(?:{_TT}|distance)\b",
        r"\b(?:travail|mode|modèle|rythme|organisation|format|poste|fonctionnement|formule|présence)"
        r"(?: de travail)?"
        r"(?: \w+)? hybride\b",
        r"\b(?:en|format|mode|rythme|lieu)(?: :)? hybride\b",
        rf"\b(?:mix|alternance|combinaison|équilibre) (?:de |entre )?(?:le )?(?:\w+ )?(?:{_TT}"
        rf"|présentiel|bureau|distance)"
        rf" (?:et|/|&) (?:le )?(?:{_TT}|présentiel|bureau|distance)",
        rf"\b(?:présentiel|bureau) (?:et|/) (?:{_TT}|distance)\b",
        r"\bhybride ?\(", r"\(hybride\)",
    ),
    _all(
        "présen|presen|site|travail|home|remote|distanciel", "role", "onsite",
        r"\b(?:100 ?%|uniquement|exclusivement|entièrement|intégralement|totalement|strictement) (?:en "
        r"|sur )"
        r"(?:présentiel|presentiel|site)\b", r"\b(?:100 ?%) présentiel\b",
        rf"\b{_POSTE}(?:\s[\w(’'-]+){{0,3}}?,?\s(?:en présentiel|en presentiel|sur site)\b(?! (?:et|ou|/"
        rf"|client))",
        r"\bprésence (?:\w+ )?sur site (?:\w+ )?(?:obligatoire|requise|exigée|impérative|indispensable"
        r"|nécessaire)\b",
        r"\bprésentiel (?:obligatoire|requis|exigé|impératif|uniquement|exclusivement)\b",
        rf"\b(?:pas (?:de|d['’]|en)|aucun|sans|ni) ?(?:possibilité de |jour de )?{_TT}\b",
        rf"\b{_TT} (?:est |n['’]est )?(?:non|pas|impossible)(?: (?:possible|autorisé|proposé|envisage\w+"
        rf"|prévu|éligible"
        r"|applicable))?", r"\bnon (?:télétravaillable|éligible au télétravail)\b",
        r"\bpas (?:télétravaillable|(?:éligible|ouvert|adapté) au télétravail"
        r"|compatible avec le télétravail)\b",
    ),
]  # fmt: skip

_PUESTO = (
    r"(?:puesto|trabajo|empleo|contrato|modalidad|posición|vacante|oferta|jornada|formato|prácticas|rol"
    r"|régimen)"
)
_TOTAL = r"(?:100 ?%|totalmente|completamente|íntegramente|full|enteramente|exclusivamente)"
_SPANISH = [
    _all(
        "remot|teletrab|casa|distancia|cualquier", "role", "remote",
        rf"\b{_TOTAL} (?:en |de forma |desde |a )?(?:remot[oa]|teletrabajo|casa|distancia)\b",
        r"\b(?:teletrabajo|remot[oa])(?: \w+)? ?(?:al )?\(?(?:100 ?%|completo|total\b|permanente)",
        rf"\b{_PUESTO}(?: de trabajo| laboral| es| será| \w+)? ?:? ?(?:{_TOTAL} )?(?:en |de forma "
        rf"|en modalidad )?"
        r"(?:remot[oa]|teletrabajo|a distancia)\b(?!,? (?:o |u |y |/|parcial|ocasional|opcional|posib|\d"
        r"|/))",
        r"\b(?:trabajarás|trabajará|trabajar|se realiza) (?:\w+ )?(?:100% )?(?:en remoto|de forma remota"
        r"|desde casa|desde"
        r" cualquier (?:lugar|parte|punto|sitio))\b(?! (?:\d|un |dos|tres|algun))",
        r"\bdesde cualquier (?:lugar|parte|punto|sitio) (?:de|del|en)\b",
    ),
    _all("remot", "house", "remote",
         r"\b(?:empresa|compañía|equipo) (?:100 ?%|totalmente|completamente) remot[oa]\b"),
    _all(
        "brid|semi|parcial|mezcla|combinaci|mix", "role", "hybrid",
        rf"\b{_PUESTO}(?: de trabajo| laboral| es| será| \w+)?(?: de| en)? ?:? ?(?:\w+ )?h[ií]brid[oa]\b",
        r"\b(?:modelo|esquema|sistema|formato|entorno|horario|régimen|modo|forma)(?: \w+| de trabajo)?"
        r"(?: \w+)? h[ií]brid[oa]\b"
        r"(?! (?:de (?:ia|machine|datos|nube)|cloud))",
        r"\bh[ií]brid[oa] ?(?:\(|:|-|con \w+ días|, \w+ días)",
        r"\b(?:en|forma|manera) h[ií]brid[oa]\b",
        r"\bsemi-?presencial\b",
        r"\bteletrabajo (?:\w+ )?(?:parcial|híbrido)\b", r"\bparcialmente (?:en )?remot[oa]\b",
        r"\b(?:mezcla|combinación|mix) (?:de|entre) (?:\w+ )?(?:teletrabajo|remoto|presencial\w*"
        r"|oficina) y (?:\w+ )?"
        r"(?:teletrabajo|remoto|presencial\w*|oficina)\b",
    ),
    _all(
        "presencial|teletrab|remot|distancia", "role", "onsite",
        rf"\b{_TOTAL} presencial\b",
        rf"\b{_PUESTO}(?: de trabajo| laboral| es| será| \w+)?(?: de)? ?:? ?(?:{_TOTAL} )?"
        rf"(?:en )?presencial(?:idad)?\b"
        r"(?!,? (?:o |u |y |/|e ))",
        r"\b(?:se realizará?|trabajarás|trabajo|trabajar|puesto|prestará)(?: \w+){0,2} de (?:forma"
        r"|manera) presencial\b",
        r"\b(?:de forma|asistencia|presencia) presencial\b(?=[^.]{0,40}(?:oficina|obligatori|necesari"
        r"|requerid|centro))",
        r"\b(?:no|sin|ningún) (?:hay |existe |se ofrece |ofrecemos |es |opción de |posibilidad de "
        r"|opción a |admite ){0,2}"
        r"(?:teletrabajo|remot[oa]|trabajo remoto|trabajo a distancia)\b",
        r"\bteletrabajo no (?:\w+ )?(?:disponible|posible|permitido|contemplado)",
        r"\bpresencialidad (?:obligatoria|total|100|completa)",
    ),
]  # fmt: skip

_NEIGHBOURS = [
    _all("provozu|pracoviš|stacjon|sede|presenza|locatie", "role", "onsite",
          r"\bpřímo v provozu\b", r"\bpráce na pracovišti\b", r"\bpraca stacjonarna\b",
          r"\blavoro in (?:sede|presenza)\b", r"\b(?:volledig )?op locatie werken\b"),
    _all("dálku|domova|zdaln|remot|smart|thuis", "role", "remote",
          r"\bpráce (?:plně )?(?:na dálku|z domova)\b(?! (?:možn|\d))", r"\bpraca (?:w pełni )?zdalna\b",
          r"\b(?:100 ?%|completamente|interamente) (?:da remoto|in smart working)\b",
          r"\bvolledig (?:remote|thuiswerk\w+)\b"),
    _all("brid|ibrid|hybry", "role", "hybrid",
          r"\bpraca hybrydowa\b", r"\blavoro ibrido\b", r"\bhybride werken\b", r"\bhybridní práce\b"),
]  # fmt: skip
"""Plain statements of other languages, as far as they say the same without any context."""

STATEMENTS: dict[str | None, list[Phrases]] = {
    None: [*_ENGLISH, *_GERMAN, *_FRENCH, *_SPANISH, *_NEIGHBOURS],
    "en": _ENGLISH,
    "de": [*_ENGLISH, *_GERMAN],
    "fr": [*_ENGLISH, *_FRENCH],
    "es": [*_ENGLISH, *_SPANISH],
}
"""By a posting's language; English ones are also read in the others, since employers write "fully remote"."""
