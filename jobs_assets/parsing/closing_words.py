"""How postings' pages say, in seven languages, that a posting is over or that there is no such page.

Words alone: a sentence is judged by itself. Where on a page it must stand to count is `closing.py`.
"""

import re
from collections.abc import Iterator

MARKS: dict[str, tuple[bytes, ...]] = {
    "en": (b"no longer", b"filled", b"closed", b"expired"),
    "de": (b"nicht mehr", b"besetzt", b"vergeben", b"geschlossen", b"abgelaufen", b"beendet"),
    "fr": (b"est plus", b"pourvu", b"expir", b"ferm", b"cl\xc3\xb4tur", b"clos", b"plus de candidat"),
    "es": (b"ya no ", b"cubiert", b"cerrad", b"finalizad", b"caducad", b"expirad", b"no est"),
    "nl": (b"niet meer", b"niet langer", b"vervuld", b"gesloten", b"verlopen", b"ingevuld"),
    "it": (b"disponibil", b"chius", b"copert", b"scadut", b"attiv"),
    "pt": (b"mais", b"encerrad", b"preenchid", b"expir", b"fechad", b"finalizad"),
}
"""What the notices of a language have one of, in lower case and as few as can be: a page without them around
its heading is not looked at any further, so that looking costs next to nothing.
"""

RARE_MARKS = (
    b"accepting", b"unavailable", b"not available", b"not active", b"inactive", b"removed", b"withdrawn",
    b"archived", b"has ended", b"not found", b"404", b"exist", b"gefunden", b"trouv", b"encontrad",
    b"gevonden", b"trovat", b"n\xc3\xa3o ",
)  # fmt: skip
"""Further ones, and those of pages that are missing: looked for where a page states no posting."""

_END = r"(?=\s*(?:$|[.!,;:()*…]|\s[-–—]))"


def _end_or(*words: str) -> str:
    """What may follow a notice: its sentence's end, a comma, or one of the words."""
    return rf"(?=\s*(?:$|[.!,;:()*…]|\s[-–—]|(?:{'|'.join(words)})\b))"


# English

_EN_NOUN = (
    r"(?:job|position|role|vacancy|posting|opening|opportunity|listing|requisition|advert|advertisement|ad"
    r"|post|internship|apprenticeship|traineeship|competition)"
)
_EN_SOUGHT = (
    r"(?:\s+(?:(?:that|which)\s+)?you(?:'re|'ve|\s+are|\s+were|\s+have)?\s+(?:looking\s+for|seeking|requested"
    r"|trying\s+to\s+(?:view|access|reach|find|apply\s+(?:for|to))|interested\s+in|selected|searching\s+for"
    r"|tried\s+to\s+(?:view|access)|viewing|applying\s+(?:for|to)|applied\s+(?:for|to)))?"
)
_EN_SUBJECT = (
    rf"(?:this|the|that)\s+(?:[\w&/'-]+\s+){{0,5}}?{_EN_NOUN}"
    r"(?:\s+(?:posting|listing|opening|advert|advertisement|ad|offer|description|vacancy|position))?"
    rf"(?:\s+(?:of|as|for)\s+[^.,;:!?]{{1,80}}?)?{_EN_SOUGHT}(?:\s+\(?#?[\w./-]*\d[\w./-]*\)?)?"
)
_EN_ADVERB = r"(?:\s+(?:now|already|since|currently|unfortunately|sadly|recently|just|officially))*"
_EN_TAKING = (
    r"(?:accepting|taking|receiving|considering)\s+(?:(?:any|new|more|further|additional|online)\s+)*"
    r"(?:applications|applicants|candidates|submissions|responses|resumes|cvs)"
)
_EN_OPEN = (
    r"(?:available|active|open|posted|listed|advertised|online|live|valid|vacant|published|being\s+advertised"
    rf"|being\s+recruited|up|hiring|recruiting|{_EN_TAKING})"
)
_EN_OVER = (
    r"(?:filled|closed|expired|withdrawn|removed|taken\s+down|cancell?ed|deactivated|archived|ended"
    r"|unpublished|discontinued|unavailable|inactive)"
)
_EN_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_EN_TO_ALL = (
    r"(?:to|for)\s+(?:(?:new|further|any|all)\s+)*(?:applications|applicants|candidates|submissions)"
    r"(?=\s*(?:$|[.!,;:]|at\b))"
)
_EN_END = _end_or(
    "and", "but", "so", "as of", r"at th(?:is|e) (?:time|moment)", "any ?more", "any longer", "since",
    "due to", "because", "please", "thank", "internally", r"by an? (?:internal|external) candidate",
    rf"on (?:\d|{_EN_MONTH}\b)", rf"{_EN_TO_ALL}", "in our system", "on our (?:site|website)",
)  # fmt: skip
_EN = (
    rf"{_EN_SUBJECT}\s+(?:is|has|was)\s*{_EN_ADVERB}\s*(?:been\s+)?{_EN_ADVERB}\s*{_EN_OVER}{_EN_END}",
    rf"{_EN_SUBJECT}\s+(?:closed|expired|ended){_EN_END}",
    rf"{_EN_SUBJECT}\s+(?:is\s+|are\s+)?{_EN_ADVERB}\s*no\s+longer\s+(?:exists?|{_EN_OPEN}){_EN_END}",
    rf"{_EN_SUBJECT}\s+is(?:\s+not|n't){_EN_ADVERB}\s+(?:available|active|open|{_EN_TAKING}){_EN_END}",
    rf"(?:the\s+)?(?:applications?(?:\s+(?:period|window|process))?|submissions|recruitment)"
    rf"(?:\s+(?:for|to)\s+{_EN_SUBJECT})?\s+(?:is|are|have|has){_EN_ADVERB}\s+(?:been\s+)?"
    rf"(?:closed|ended|no\s+longer\s+(?:being\s+)?accepted){_EN_END}",
    rf"we(?:'re|\s+are){_EN_ADVERB}\s+(?:no\s+longer|not{_EN_ADVERB})\s+{_EN_TAKING}"
    rf"(?:\s+(?:for|to)\s+{_EN_SUBJECT})?{_EN_END}",
    rf"we(?:'ve|\s+have){_EN_ADVERB}\s+(?:filled|closed)\s+(?:this|the)\s+{_EN_NOUN}{_EN_END}",
    rf"no\s+longer\s+(?:available|active|open|{_EN_TAKING}){_EN_END}",
    rf"(?:{_EN_NOUN}|job\s+(?:posting|listing|ad|opening)|applications?|recruitment|(?:job\s+)?status)"
    rf"\s*:?\s+(?:is\s+|are\s+)?(?:now\s+|already\s+)?(?:filled|closed|expired|no\s+longer\s+{_EN_OPEN})"
    r"[.!]*$",
)

# German

_DE_NOUN = (
    r"(?:\w*stelle|\w*stellenanzeige|stellenausschreibung|\w*stellenangebot|stelleninserat|position|vakanz"
    r"|ausschreibung|job|jobangebot|jobanzeige|anzeige|inserat|ausbildungsplatz|praktikum|angebot)"
)
_DE_SUBJECT = (
    rf"(?:(?:diese[rs]?|die|der|das|ihre)\s+)(?:[\w*/-]+\s+){{0,4}}?{_DE_NOUN}"
    r"(?:\s+(?:als|für|zum|zur)\s+[^.,;:!?]{1,80}?)?(?:,\s*die\s+sie\s+(?:suchen|aufgerufen\s+haben),)?"
)
_DE_ADVERB = (
    r"(?:\s+(?:leider|bereits|inzwischen|mittlerweile|aktuell|derzeit|momentan|schon|nun|jetzt|zwischenzeitlich"
    r"|erfolgreich|seit\s+kurzem))*"
)
_DE_OPEN = (
    r"(?:verf(?:ü|ue)gbar|aktiv|online|offen|vakant|frei|aktuell|vorhanden|g(?:ü|ue)ltig|ausgeschrieben"
    r"|zu\s+besetzen|zur\s+verf(?:ü|ue)gung|ver(?:ö|oe)ffentlicht|erreichbar)"
)
_DE_OVER = (
    r"(?:besetzt|vergeben|geschlossen|abgelaufen|beendet|offline|deaktiviert|archiviert|entfernt"
    r"|gel(?:ö|oe)scht)"
)
_DE_END = _end_or("und", "oder", "worden", "aber")
_DE = (
    rf"{_DE_SUBJECT}\s+(?:ist|wurde|steht|sind){_DE_ADVERB}\s+(?:nicht\s+mehr\s+{_DE_OPEN}|{_DE_OVER}){_DE_END}",
    # "Leider ist diese Stelle …" turns the words round
    rf"(?:ist|wurde|steht)\s+{_DE_SUBJECT}{_DE_ADVERB}\s+(?:nicht\s+mehr\s+{_DE_OPEN}|{_DE_OVER}){_DE_END}",
    rf"{_DE_SUBJECT}\s+existiert{_DE_ADVERB}\s+nicht\s+mehr{_DE_END}",
    rf"die\s+bewerbungsfrist(?:\s+für\s+{_DE_SUBJECT})?\s+ist{_DE_ADVERB}\s+(?:abgelaufen|beendet|vorbei){_DE_END}",
    rf"(?:eine\s+bewerbung\s+ist|bewerbungen\s+(?:sind|werden)){_DE_ADVERB}\s+nicht\s+mehr\s+"
    rf"(?:möglich|moeglich|angenommen|entgegengenommen|berücksichtigt){_DE_END}",
    rf"nicht\s+mehr\s+verf(?:ü|ue)gbar{_DE_END}",
    rf"(?:{_DE_NOUN}|bewerbungsfrist)\s*:?\s+(?:ist\s+)?(?:leider\s+|bereits\s+|schon\s+)*"
    rf"(?:{_DE_OVER}|nicht\s+mehr\s+{_DE_OPEN})[.!]*$",
)

# French

_FR_NOUN = (
    r"(?:offre(?:\s+d'emploi|\s+de\s+stage)?|annonce|poste|mission|recrutement|emploi|stage|alternance"
    r"|opportunité)"
)
_FR_SUBJECT = (
    rf"(?:(?:cette|ce|cet|la|le|votre)\s+|l')(?:[\w'-]+\s+){{0,3}}?{_FR_NOUN}"
    r"(?:\s+(?:de|d'|pour)\s*[^.,;:!?]{1,80}?)?"
    r"(?:\s+(?:que\s+vous\s+(?:recherchez|cherchez|souhaitez\s+consulter|consultez)|demandée?|recherchée?))?"
)
_FR_ADVERB = (
    r"(?:\s+(?:malheureusement|déjà|désormais|maintenant|actuellement|depuis\s+peu|hélas|finalement))*"
)
_FR_OPEN = (
    r"(?:disponible|en\s+ligne|actives?|actif|ouverte?|à\s+pourvoir|valable|valide|d'actualité|publiée?"
    r"|accessible|vacante?|proposée?)"
)
_FR_OVER = (
    r"(?:pourvue?|cl[ôo]turée?|expirée?|fermée?|close|clos|archivée?|supprimée?|retirée?|désactivée?"
    r"|terminée?)"
)
_FR_END = _end_or("et", "mais", "ou")
_FR = (
    rf"{_FR_SUBJECT}\s+n'est{_FR_ADVERB}\s+plus{_FR_ADVERB}\s+{_FR_OPEN}{_FR_END}",
    rf"{_FR_SUBJECT}\s+n'existe\s+plus{_FR_END}",
    rf"{_FR_SUBJECT}\s+(?:est|a){_FR_ADVERB}\s+(?:été\s+)?{_FR_ADVERB}\s*{_FR_OVER}{_FR_END}",
    rf"(?:les\s+)?candidatures(?:\s+pour\s+{_FR_SUBJECT})?\s+(?:sont{_FR_ADVERB}\s+(?:closes|cl[ôo]turées|fermées"
    rf"|terminées)|ne\s+sont\s+plus\s+(?:acceptées|ouvertes|possibles)){_FR_END}",
    rf"nous\s+n'acceptons\s+plus\s+(?:de\s+)?(?:nouvelles\s+)?candidatures{_FR_END}",
    rf"(?:{_FR_NOUN}|candidatures)\s*:?\s+(?:déjà\s+|désormais\s+)?(?:{_FR_OVER}|closes|cl[ôo]turées|fermées"
    rf"|n'est\s+plus\s+{_FR_OPEN})[.!]*$",
)

# Spanish

_ES_NOUN = (
    r"(?:oferta(?:\s+de\s+(?:empleo|trabajo))?|vacante|puesto(?:\s+de\s+trabajo)?|posición|posicion|plaza"
    r"|convocatoria|anuncio|empleo|proceso(?:\s+de\s+selección)?|búsqueda)"
)
_ES_SUBJECT = (
    rf"(?:esta|este|la|el)\s+(?:[\w-]+\s+){{0,2}}?{_ES_NOUN}(?:\s+(?:de|para)\s+[^.,;:!?]{{1,80}}?)?"
    r"(?:\s+que\s+(?:buscas?|estás?\s+buscando|está\s+buscando|solicitaste))?"
)
_ES_OPEN = (
    r"(?:disponible|activ[ao]|vigente|abiert[ao]|publicad[ao]|en\s+línea|vacante"
    r"|aceptando\s+(?:candidaturas|solicitudes|postulaciones))"
)
_ES_OVER = (
    r"(?:cubiert[ao]|cerrad[ao]|finalizad[ao]|caducad[ao]|expirad[ao]|eliminad[ao]|ocupad[ao]|retirad[ao]"
    r"|vencid[ao]|terminad[ao]|desactivad[ao])"
)
_ES_ADVERB = r"(?:\s+(?:ya|lamentablemente|actualmente|recientemente|sido))*"
_ES_END = _end_or("y", "pero", "o", "en este momento")
_ES = (
    rf"{_ES_SUBJECT}\s+(?:ya\s+)?no\s+(?:está|esta|se\s+encuentra){_ES_ADVERB}\s+{_ES_OPEN}{_ES_END}",
    rf"{_ES_SUBJECT}\s+ya\s+no\s+(?:existe|acepta\s+(?:candidaturas|solicitudes|postulaciones)){_ES_END}",
    rf"{_ES_SUBJECT}\s+(?:ya\s+)?(?:ha|fue|está|se\s+encuentra|ha\s+sido){_ES_ADVERB}\s+{_ES_OVER}{_ES_END}",
    rf"ya\s+no\s+(?:se\s+(?:aceptan|admiten|reciben)|aceptamos)\s+(?:más\s+)?(?:candidaturas|solicitudes"
    rf"|postulaciones|inscripciones){_ES_END}",
    rf"(?:{_ES_NOUN}|inscripciones|postulaciones)\s*:?\s+(?:ya\s+)?(?:{_ES_OVER}|cerradas|no\s+disponible)[.!]*$",
)

# Dutch

_NL_NOUN = r"(?:vacature|functie|positie|baan|stage|opdracht)"
_NL_SUBJECT = rf"(?:deze|de)\s+(?:[\w-]+\s+){{0,3}}?{_NL_NOUN}(?:\s+(?:van|voor|als)\s+[^.,;:!?]{{1,80}}?)?"
_NL_ADVERB = r"(?:\s+(?:helaas|inmiddels|al|reeds|momenteel|nu|intussen|ondertussen))*"
_NL_OPEN = r"(?:beschikbaar|actief|online|open|actueel|vacant|geldig|zichtbaar|opengesteld)"
_NL_OVER = r"(?:vervuld|gesloten|verlopen|ingevuld|vergeven|verwijderd|afgesloten)"
_NL_END = _end_or("en", "maar", "of")
_NL = (
    rf"{_NL_SUBJECT}\s+(?:is|staat|werd){_NL_ADVERB}\s+(?:niet\s+(?:meer|langer)\s+{_NL_OPEN}|{_NL_OVER}){_NL_END}",
    rf"(?:is|staat)\s+{_NL_SUBJECT}{_NL_ADVERB}\s+(?:niet\s+(?:meer|langer)\s+{_NL_OPEN}|{_NL_OVER}){_NL_END}",
    rf"{_NL_SUBJECT}\s+bestaat{_NL_ADVERB}\s+niet\s+meer{_NL_END}",
    rf"solliciteren(?:\s+op\s+{_NL_SUBJECT})?\s+is{_NL_ADVERB}\s+niet\s+(?:meer|langer)\s+mogelijk{_NL_END}",
    rf"{_NL_NOUN}\s*:?\s+(?:is\s+)?(?:al\s+|reeds\s+)?(?:{_NL_OVER}|niet\s+meer\s+{_NL_OPEN})[.!]*$",
)

# Italian

_IT_NOUN = (
    r"(?:offerta(?:\s+di\s+lavoro)?|posizione(?:\s+lavorativa)?|annuncio|ruolo|selezione|ricerca|candidatura)"
)
_IT_SUBJECT = (
    rf"(?:(?:questa|questo|la|il)\s+|l'|quest')(?:[\w'-]+\s+){{0,2}}?{_IT_NOUN}"
    r"(?:\s+(?:di|per|che\s+(?:cerchi|stai\s+cercando))\s*[^.,;:!?]{0,80}?)?"
)
_IT_OPEN = r"(?:disponibile|attiv[ao]|apert[ao]|online|valid[ao]|vacante|pubblicat[ao])"
_IT_OVER = (
    r"(?:chius[ao]|copert[ao]|scadut[ao]|occupat[ao]|assegnat[ao]|archiviat[ao]|rimoss[ao]|terminat[ao])"
)
_IT_END = _end_or("e", "ed", "ma", "o")
_IT = (
    rf"{_IT_SUBJECT}\s+non\s+(?:è|e')\s+(?:purtroppo\s+)?più\s+{_IT_OPEN}{_IT_END}",
    rf"{_IT_SUBJECT}\s+non\s+esiste\s+più{_IT_END}",
    rf"{_IT_SUBJECT}\s+(?:è|e'|risulta)\s+(?:(?:già|ormai|purtroppo|stat[ao])\s+)*{_IT_OVER}{_IT_END}",
    rf"(?:le\s+)?candidature\s+(?:sono\s+)?chiuse{_IT_END}",
    rf"{_IT_NOUN}\s*:?\s+(?:già\s+)?(?:{_IT_OVER}|non\s+più\s+{_IT_OPEN})[.!]*$",
)

# Portuguese

_PT_NOUN = (
    r"(?:vaga|oferta(?:\s+de\s+emprego)?|posição|oportunidade|anúncio|processo\s+seletivo|emprego"
    r"|candidatura)"
)
_PT_SUBJECT = (
    rf"(?:esta|este|essa|esse|a|o)\s+(?:[\w-]+\s+){{0,2}}?{_PT_NOUN}(?:\s+(?:de|para)\s+[^.,;:!?]{{1,80}}?)?"
    r"(?:\s+que\s+(?:você\s+)?(?:procura|está\s+procurando))?"
)
_PT_OPEN = r"(?:disponível|ativ[ao]|abert[ao]|publicad[ao]|online|aceitando\s+(?:candidaturas|inscrições))"
_PT_OVER = (
    r"(?:preenchid[ao]|encerrad[ao]|fechad[ao]|expirad[ao]|cancelad[ao]|finalizad[ao]|removid[ao]"
    r"|concluíd[ao])"
)
_PT_END = _end_or("e", "mas", "ou", "no momento")
_PT = (
    rf"{_PT_SUBJECT}\s+(?:(?:já\s+)?não\s+(?:está|se\s+encontra)(?:\s+mais)?|já\s+não\s+está)\s+{_PT_OPEN}{_PT_END}",
    rf"{_PT_SUBJECT}\s+(?:já\s+)?(?:foi|está|encontra-se)\s+(?:já\s+)?{_PT_OVER}{_PT_END}",
    rf"{_PT_SUBJECT}\s+(?:(?:já\s+)?expirou|não\s+existe\s+mais|já\s+não\s+existe){_PT_END}",
    rf"(?:as\s+)?(?:inscrições|candidaturas)\s+(?:estão\s+|foram\s+)?(?:encerradas|fechadas){_PT_END}",
    rf"{_PT_NOUN}\s*:?\s+(?:já\s+)?(?:{_PT_OVER}|não\s+disponível)[.!]*$",
)

# There is no such page

_NO_SUCH = (
    rf"(?:(?:this|the|that|your|no)\s+)?(?:requested\s+)?(?:{_EN_NOUN}|page){_EN_SOUGHT}"
    r"\s+(?:(?:was|could|can)\s*(?:not|n't)\s+(?:be\s+)?|not\s+)found",
    rf"(?:this|the)\s+(?:requested\s+)?(?:{_EN_NOUN}|page){_EN_SOUGHT}\s+(?:does\s+not|doesn't)\s+exist",
    r"(?:diese|die)?\s*(?:\w*stelle|stellenanzeige|stellenangebot|seite)(?:\s+wurde)?(?:\s+leider)?"
    r"\s+nicht\s+gefunden",
    r"(?:cette\s+|la\s+|l')?(?:offre|page|annonce)(?:\s+est)?\s+(?:introuvable|non\s+trouvée)",
    r"(?:la\s+)?(?:oferta|vacante|página)\s+no\s+(?:encontrada|existe|se\s+ha\s+encontrado)",
    r"(?:deze\s+|de\s+)?(?:vacature|pagina)\s+(?:is\s+|werd\s+)?niet\s+gevonden",
    r"(?:la\s+|l')?(?:pagina|offerta|annuncio|posizione)\s+non\s+trovat[ao]",
    r"(?:a\s+)?(?:vaga|página)\s+não\s+(?:foi\s+)?encontrada",
)

# What may come before: regret, thanks, a call for attention. Possessive, so that no text takes long.
_LEADS = "|".join((
    r"we(?:'re|\s+are)\s+(?:very\s+|really\s+|so\s+)?sorry|sorry|unfortunately|oops|uh[- ]oh|attention",
    r"notice|note|please\s+note|update|important|we\s+regret\s+to\s+inform\s+you|our\s+apologies",
    r"it\s+(?:looks\s+like|seems|appears)",
    r"thank(?:s|\s+you)\s+for\s+your\s+interest(?:\s+in\s+[^,.!;:]{1,80}?(?=\s+but\b|[,.!;:]))?",
    r"leider|hinweis|achtung|wichtig|schade|(?:es\s+)?tut\s+uns\s+leid|entschuldigung|ups|hoppla",
    r"vielen\s+dank\s+für\s+ihr\s+interesse",
    r"(?:nous\s+sommes\s+)?désolée?s?|malheureusement|oups|mince|information",
    r"merci\s+(?:de|pour)\s+votre\s+intérêt",
    r"lo\s+sentimos(?:\s+mucho)?|lamentablemente|desafortunadamente|atención|aviso|vaya",
    r"gracias\s+por\s+(?:tu|su)\s+interés",
    r"helaas|let\s+op|oeps|bedankt\s+voor\s+(?:je|uw)\s+interesse",
    r"(?:siamo\s+)?spiacenti|purtroppo|ci\s+dispiace|attenzione|ops",
    r"desculpe|lamentamos|infelizmente|atenção",
))  # fmt: skip
_THEN = (
    r"(?:but|however|as|aber|dass|mais|que|pero|maar|ma|mas|that(?=\s+(?:this|the|your|we|applications)\b))\b"
)
_BEFORE = rf"\W*+(?>(?:(?:{_LEADS})\b[\s,;:.!–—-]*+(?:{_THEN}[\s,]*+)*+)*+)\W*+"
_CLOSING = re.compile(rf"{_BEFORE}(?:{'|'.join((*_EN, *_DE, *_FR, *_ES, *_NL, *_IT, *_PT))})", re.IGNORECASE)
_MISSING = re.compile(rf"\W*+(?:(?:error\s+)?404\W+)?{_BEFORE}(?:{'|'.join(_NO_SUCH)}){_END}", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_PARTS = re.compile(r"\s+[-–—|•·]\s+")
_MARKED_TITLE = re.compile(
    r"\W*(?:(?i:[\[(]\s*(?:(?:position|job|role|vacancy)\s+)?(?:closed|filled|expired|besetzt|vergeben|geschlossen"
    r"|pourvue?|cl[ôo]turée?|cubiert[ao]|cerrad[ao]|gesloten|vervuld)\s*[\])])"
    r"|(?:(?:POSITION|JOB|ROLE|VACANCY|STELLE)\s+)?(?:CLOSED|FILLED|EXPIRED|BESETZT|POURVU)\s*[:–—-]\s)"
)


def closing_sentence(text: str, *, heading: bool = False) -> str | None:
    """The sentence of a text that says that a posting is over, as it stands there; null where none does.

    A sentence counts from its beginning: "until this position has been filled" says nothing. In a heading
    the parts beside dashes are sentences too.
    """
    return next((said for said in _sentences(text, heading) if _CLOSING.match(_plain(said))), None)


def no_such_page(text: str) -> str | None:
    """The sentence of a text that says that there is no such posting or page; null where none does."""
    return next((said for said in _sentences(text, True) if _MISSING.match(_plain(said))), None)


def marks_title(title: str) -> bool:
    """Whether a title begins with a mark that its posting is over: "[CLOSED] Baker", "FILLED: Baker"."""
    return _MARKED_TITLE.match(title) is not None


def _sentences(text: str, heading: bool) -> Iterator[str]:
    for sentence in _SENTENCE_END.split(text):
        yield sentence
        if heading:
            yield from (part for part in _PARTS.split(sentence) if part != sentence)


def _plain(text: str) -> str:
    return text.replace("’", "'")
