"""What in a posting's text speaks to a machine rather than to a reader: orders, role play, forged forms.

Pure. It is a filter, not the defence: that is a model without tools and the proof of each value (`answers.py`).
What stands in such a paragraph proves nothing, and whoever shows the posting is told.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from jobs_assets.enrichment.quotes import Passage

InjectionKind = Literal["orders", "role", "form", "tokens", "hidden", "reordered"]


@dataclass(frozen=True, slots=True)
class Injection:
    """A paragraph, `text[start:end]`, that tries to steer whoever extracts data; `kind` is how.

    orders: commands about earlier instructions or the answer. role: tells a model what it is. form: keys of
    our answer. tokens: signs that part a conversation's turns. hidden: invisible signs that carry a message.
    reordered: signs that show the text in another order than it is written.
    """

    kind: InjectionKind
    start: int
    end: int


_EARLIER = (
    r"(?:(?:all|any|every|each|the|your|these|those|my|of|previous|prior|above|earlier|preceding|former|initial|"
    r"original|system|other)\W+){0,5}"
)
_ORDERS = (
    # en: ignore all previous instructions
    rf"\b(?:ignore|disregard|forget|override|bypass|drop|skip)\W+{_EARLIER}"
    r"(?:instructions?|prompts?|rules|directions|guidelines|commands|constraints|context|messages?)\b",
    r"\b(?:new|updated|revised|real|actual|hidden|secret|important|urgent)\W+(?:system\W+)?(?:instructions?|prompt)"
    r"\W*(?::|follow|are|is\b)",
    r"\b(?:reveal|print|repeat|output|show|leak)\W+(?:\w+\W+){0,3}(?:system prompt|instructions|prompt)\b",
    r"\b(?:answer|respond|reply)\W+(?:only\W+)?(?:with|in|using)\W+(?:\w+\W+){0,4}(?:json|object|null|schema)\b",
    r"\b(?:output|return|print|emit|produce|write)\W+(?:\w+\W+){0,5}(?:json|schema)\b",
    r"\b(?:set|fill|change|report|record|extract|mark|classify|label|put|enter|list|treat|state)\W+"
    r"(?:(?:in|down|out)\W+)?(?:the|this|that|its|every|all)?\W*(?:\w+\W+){0,2}?"
    r"(?:salary|pay|workplace|seniority|field|value|visa_sponsorship|sponsorship|skills?|summary|education|"
    r"experience|job|posting|position|role)(?:\W+(?:field|value|level|as))?\W+(?:to|as|=|with|must|is)\W",
    r"\b(?:the\W+)?(?:salary|workplace|seniority|summary|education|skills?|sponsorship)\W+(?:field\W+)?(?:must|"
    r"should|shall|has to|needs to)\W+(?:always\W+)?(?:be|read|say|contain)\W+(?:set|reported|recorded|extracted|given|"
    r"filled|written|exactly|\d)",
    # de: ignoriere alle vorherigen Anweisungen
    r"\b(?:ignorier\w*|vergiss|vergessen sie|missacht\w*|uberga?eh\w*|ubergeh\w*|verwirf)\W+(?:sie\W+)?"
    r"(?:(?:alle|die|diese|deine|ihre|samtliche|bisherigen?|vorherigen?|vorigen|obigen?|fruheren?|vorangegangenen|"
    r"ursprunglichen?|system)\W+){0,4}(?:anweisung\w*|instruktion\w*|regeln?|vorgaben?|prompts?|befehle?|kontext)\b",
    r"\bneue\W+(?:anweisung\w*|instruktion\w*|vorgabe\w*)\W*:",
    r"\b(?:trag\w*|setz\w*|gib|geben|schreib\w*|melde\w*|nenn\w*)\W+(?:sie\W+)?(?:\w+\W+){0,3}?(?:als|beim?|im feld|"
    r"das feld|den wert)\W+(?:\w+\W+){0,2}?(?:gehalt|arbeitsort|feld|wert|zusammenfassung|json)\w*\b",
    r"\b(?:setze|setzen sie)\W+(?:das|den|die)\W+(?:gehalt|arbeitsort|feld|wert|erfahrung)\w*\W+auf\b",
    r"\b(?:antworte|antworten sie)\W+(?:nur\W+)?mit\b",
    # fr: ignorez toutes les instructions précédentes
    r"\b(?:ignore[zr]?|oublie[zr]?|neglige[zr]?|ne (?:tiens|tenez) (?:pas|aucun) compte d\w*)\W+"
    r"(?:(?:toutes?|tous|l[ea]s?|ces|tes|vos|des?|aux)\W+){0,4}(?:\w+\W+){0,1}?"
    r"(?:instructions?|consignes?|regles?|directives?|invites?)\b",
    r"\bnouvelles?\W+(?:instructions?|consignes?)\W*:",
    r"\b(?:indique[zr]?|mets|mettez|inscri\w+|renseigne[zr]?|fixe[zr]?)\W+(?:\w+\W+){0,4}?(?:comme salaire|le salaire"
    r"\W+(?:a|sur|comme)|le champ|la valeur)\b",
    r"\b(?:reponds|repondez)\W+(?:uniquement\W+|seulement\W+)?(?:avec|par|en json)\b",
    # es: ignora todas las instrucciones anteriores
    r"\b(?:ignor[ae]n?|olvid[ae]n?|descart[ae]n?|ha(?:z|ga) caso omiso de)\W+(?:(?:tod[ao]s|l[ao]s|tus|sus|est[ao]s|de)\W+)"
    r"{0,4}(?:instrucci\w+|reglas?|indicaciones|ordenes|directrices)\b",
    r"\bnuevas?\W+(?:instrucci\w+|indicaciones)\W*:",
    r"\b(?:pon|ponga|escrib[ae]|indi(?:ca|que)|estable(?:ce|zca)|fij[ae])\W+(?:\w+\W+){0,4}?(?:como salario|el salario"
    r"\W+(?:a|en|como)|el campo|el valor)\b",
    r"\b(?:responde|responda|contesta|conteste)\W+(?:solo\W+|unicamente\W+)?(?:con|en json)\b",
)
_MACHINE = (
    r"(?:an?\W+|the\W+)?(?:ai|a\.i\.|artificial intelligence|llm|language model|large language model|chatbot|bot|"
    r"assistant|gpt\w*|chatgpt|claude|gemini|parser|scraper|extractor|automated system)s?"
)
_ROLE = (
    rf"\byou are (?:now )?{_MACHINE}\b",
    r"\byou are now (?:in |a |an |the )",
    r"\byou are no longer\b",
    rf"\b(?:act|behave|respond|pretend|speak) (?:as|like|to be|that you are) {_MACHINE}\b",
    rf"\b(?:if|when|since|because) you(?:'re| are) {_MACHINE}\b",
    rf"\b(?:note|notice|message|attention|instructions?|hint|memo) (?:to|for)(?: all| any)? {_MACHINE}\b",
    rf"\b{_MACHINE} (?:reading|processing|parsing|reviewing|extracting|summari[sz]ing) this\b",
    rf"\b(?:dear|hey|hello|hi|attention|to all|any) {_MACHINE}\b *[,:!]",
    r"\b(?:developer|debug|admin|god|jailbreak|dan) mode\b",
    r"\b(?:du bist|sie sind) (?:jetzt|nun|ab sofort)\b",
    r"\b(?:wenn|falls|da) (?:du|sie) eine? (?:ki\b|ai\b|sprachmodell|bot|chatbot|assistent)",
    r"\b(?:hinweis|nachricht|anweisung\w*|achtung)\W+(?:fur|an)\W+(?:alle\W+|die\W+)*(?:ki\b|ki-|ai\b|sprachmodell|bots?\b)",
    r"\b(?:tu es|vous etes) (?:maintenant|desormais)\b",
    r"\b(?:si (?:tu es|vous etes)) une? (?:ia\b|intelligence artificielle|modele|assistant|robot|bot)",
    r"\b(?:note|message|consignes?|instructions?|attention) (?:pour|a|aux?|a l)\W*(?:l'|les |tou\w* )*(?:ia\b|intelligences? "
    r"artificielles?|modeles? de langage|robots?\b)",
    r"\b(?:ahora eres|ahora es usted|a partir de ahora eres)\b",
    r"\bsi (?:eres|es usted|usted es) (?:una? )?(?:ia\b|inteligencia artificial|modelo|asistente|bot\b)",
    r"\b(?:nota|mensaje|instrucciones|aviso|atencion) (?:para|a)\W+(?:la |las |los |el )?(?:ias?\b|inteligencias? "
    r"artificial|modelos? de lenguaje|bots?\b)",
)
_FORM = (
    r"\b(?:experience_years|remote_eligibility|visa_sponsorship|additionalproperties|posting_id)\b",
    r"[\"']?(?:salary|workplace|seniority|education|skills|summary|quote)[\"']? *[:=] *(?:[\[{]|null\b)",
    r"\"(?:salary|workplace|seniority|education|skills|summary|quote|currency|interval|min|max|value)\" *:",
    r"fields asked for *:",
)
_TOKENS = (
    r"<\|",
    r"\|>",
    r"\[/?inst\]",
    r"<</?sys>>",
    r"</? *(?:posting|system|assistant|user|instructions?|prompt|s|bos|eos|think|tool\w*|start_of_turn|end_of_turn|im_\w+)"
    r" *>",
    r"#{2,} *(?:system|instructions?|response|assistant|user|human)\b",
    r"\b(?:system|assistant|user|human|developer) ?: ",  # where it starts a line
    r"[-=*]{3,} *(?:begin|end|start|stop)\b[^\n]{0,40}\b(?:posting|prompt|instructions?|document|input|data|system)",
    r"\b(?:end|begin(?:ning)?) of (?:the )?(?:posting|prompt|system (?:prompt|message)|document|input)\b",
)
_PATTERNS: tuple[tuple[InjectionKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile("|".join(f"(?:{pattern})" for pattern in patterns)))
    for kind, patterns in (("orders", _ORDERS), ("role", _ROLE), ("form", _FORM), ("tokens", _TOKENS))
)
_AT_LINE_START = re.compile(r"(?:system|assistant|user|human|developer) ?:")
_HIDDEN = re.compile(
    # tags (but not those of a flag), variation selectors in a row, long runs of zero width
    r"(?<![\U0001f3f4\U000e0020-\U000e007e])[\U000e0000-\U000e007f]+|[\ufe00-\ufe0f\U000e0100-\U000e01ef]{3,}"
    r"|[\u200b-\u200f\u2060-\u2064\ufeff\u180e\u3164\uffa0]{8,}"
)
_REORDERED = re.compile("[\u202d\u202e]")
# Letters that look like others, so that a word is known in either script.
_LOOKALIKES = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0455\u0458\u04bb\u03bf\u03b1\u03b5\u03b9\u03bd\u03c1\u0131",
    "aeopcyxisjhoaeivpi",
)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_BEFORE, _AFTER = 200, 600
"""Characters around an order that are at most taken to belong to it, where its paragraph is longer."""


def find_injections(passage: Passage) -> list[Injection]:
    """The paragraphs of a text that try to steer a machine, in the text's order; they may overlap."""
    text = passage.text
    found = [Injection("hidden", *run.span()) for run in _HIDDEN.finditer(text)]
    found += [Injection("reordered", *_paragraph(text, *sign.span())) for sign in _REORDERED.finditer(text)]
    plain, positions = _plain(passage.folded)
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            start, end = match.span()
            if positions is not None:
                start, end = positions[start], positions[end - 1] + 1
            start, end = passage.original(start, end)
            if not _AT_LINE_START.match(plain, match.start()) or _starts_line(text, start):
                found.append(Injection(kind, *_paragraph(text, start, end)))
    return sorted(set(found), key=lambda injection: (injection.start, injection.end, injection.kind))


def _plain(folded: str) -> tuple[str, list[int] | None]:
    """The text in lower case without accents and lookalikes, and where its characters stand; null if the same."""
    if folded.isascii():
        return folded.lower(), None
    positions = [at for at, sign in enumerate(folded) if not unicodedata.combining(sign)]
    return "".join(folded[at] for at in positions).lower().translate(_LOOKALIKES), positions


def _starts_line(text: str, at: int) -> bool:
    return text[max(0, text.rfind("\n", 0, at) + 1) : at].strip() == ""


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """From the line that `start` stands in to the end of the paragraph, and of the list that it introduces."""
    begin = max(text.rfind("\n", 0, start) + 1, start - _BEFORE)
    close = _paragraph_end(text, end)
    if text[:close].rstrip().endswith(":"):
        close = _paragraph_end(text, close + len(text[close:]) - len(text[close:].lstrip()))
    return begin, min(max(close, end), end + _AFTER)


def _paragraph_end(text: str, at: int) -> int:
    blank = _BLANK_LINE.search(text, at)
    return blank.start() if blank else len(text)
