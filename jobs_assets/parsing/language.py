"""The language of a posting, to ISO 639-1: as stated, else found in its text.

Text too short or too mixed to tell stays null.
"""

import re
from functools import lru_cache
from itertools import islice

from turbohtml.detect import detect_language

from jobs_assets.postings import Evidence

_THREE_TABLE = """
eng:en deu:de ger:de fra:fr fre:fr spa:es ita:it por:pt nld:nl dut:nl swe:sv dan:da nob:nb nno:nn nor:no
fin:fi pol:pl ces:cs cze:cs slk:sk slo:sk hun:hu ron:ro rum:ro bul:bg ell:el gre:el tur:tr rus:ru ukr:uk
hrv:hr srp:sr slv:sl est:et lav:lv lit:lt cat:ca eus:eu glg:gl ara:ar heb:he fas:fa per:fa hin:hi ben:bn
tam:ta tel:te urd:ur tha:th vie:vi ind:id msa:ms zho:zh chi:zh cmn:zh jpn:ja kor:ko kat:ka geo:ka hye:hy
arm:hy aze:az kaz:kk isl:is ice:is gle:ga cym:cy wel:cy mkd:mk mac:mk sqi:sq alb:sq bos:bs mlt:mt swa:sw
afr:af tgl:tl mar:mr guj:gu kan:kn mal:ml pan:pa
"""
_THREE = dict(pair.split(":") for pair in _THREE_TABLE.split())
_NAMES = {
    "english": "en", "englisch": "en", "anglais": "en", "inglés": "en",
    "german": "de", "deutsch": "de", "allemand": "de", "alemán": "de",
    "french": "fr", "französisch": "fr", "français": "fr", "francés": "fr",
    "spanish": "es", "spanisch": "es", "espagnol": "es", "español": "es",
    "italian": "it", "italiano": "it", "dutch": "nl", "nederlands": "nl",
    "portuguese": "pt", "português": "pt",
    "polish": "pl", "polski": "pl", "swedish": "sv", "svenska": "sv", "danish": "da", "dansk": "da",
    "japanese": "ja", "日本語": "ja", "korean": "ko", "한국어": "ko", "chinese": "zh", "中文": "zh",
}  # fmt: skip
_TWO = frozenset(_THREE.values())
_TAG = re.compile(r"\A([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*\Z")

# Words of grammar, which a language cannot do without and which few others share.
_GRAMMAR = {
    "en": "the and of to with you our we for is are will your this that have from as on be",
    "de": "und der die das mit für wir du dich sie ist von den zu auf bei eine ein deine unsere ihre im",
    "fr": "les des et une dans vous nous pour avec est sur votre notre au aux le du que qui sont ou vos nos",
    "es": "los las una para con del que por el tu nuestro se como más en son tus y su experiencia al",
    "it": "il di che per con una del della delle dei le gli nel siamo sono alla e la tua nostro più lavoro",
    "pt": "os uma para com do da que em não dos das você nossa nosso e ao sua mais são como às",
    "nl": "de het een en van voor met je wij ons zijn aan bij naar jij niet dat deze als op jouw onze",
}
_SPACED = {name: [f" {word} " for word in words.split()] for name, words in _GRAMMAR.items()}
_WORDS = {name: frozenset(words.split()) for name, words in _GRAMMAR.items()}
# A word's languages as a number with a byte for each: a sum of words counts for all languages at once.
_LANGUAGES = tuple(_WORDS)
_VOTES = {
    word: sum(1 << 8 * place for place, name in enumerate(_LANGUAGES) if word in _WORDS[name])
    for word in frozenset().union(*_WORDS.values())
}
_KNOWN = frozenset(_VOTES)
_ENOUGH = 8  # different words of grammar; other languages' texts have three by chance
_PIECE = 300


@lru_cache(maxsize=512)
def code_of(stated: str) -> str | None:
    """ISO 639-1 of a stated language: "en", "en-US", "eng", "English". Unknown words give null."""
    text = stated.strip()
    if match := _TAG.match(text):
        code = match[1].lower()
        code = _THREE.get(code, code)
        if code in _TWO:
            return code
    return _NAMES.get(text.casefold())


def reads_as(text: str, code: str) -> bool:
    """Whether the words of grammar in `text` are those of the language `code`; cheaper than `detect`."""
    known = _WORDS.get(code)
    if known is None:
        return False
    sample = _sample(text)
    # Most texts are settled by a few searches, at a fourth of the cost of taking the sample apart.
    met = (word for word in _SPACED[code] if word in sample)
    if sum(1 for _ in islice(met, _ENOUGH)) == _ENOUGH:
        return True
    return len(known.intersection(sample.lower().split())) >= _ENOUGH


def detect(text: str) -> tuple[str, Evidence] | None:
    """The language of `text` with a quote from it, or null where it is too short or mixed to tell.

    Words of grammar settle the common languages at a tenth of the cost; what they leave open goes to
    character trigrams, believed from a confidence of 0.8 on.
    """
    if len(text) < 40:
        return None
    sample = _sample(text)
    known = _KNOWN.intersection(sample.lower().split())
    counts = sum(map(_VOTES.__getitem__, known)).to_bytes(len(_LANGUAGES), "little")
    *_, second, best = sorted(counts)
    if best >= _ENOUGH and best >= 2 * second:
        return _LANGUAGES[counts.index(best)], _evidence(text, round(best / (best + second), 2))
    match = detect_language(sample)
    code = _THREE.get(match.language or "")
    if code is None or match.confidence < 0.8 or sum(map(str.isalpha, sample)) < 40:
        return None
    return code, _evidence(text, round(match.confidence, 2))


def _sample(text: str) -> str:
    if len(text) <= 3 * _PIECE:
        return text
    middle = (len(text) - _PIECE) // 2
    return " ".join((text[:_PIECE], text[middle : middle + _PIECE], text[-_PIECE:]))


def _evidence(text: str, confidence: float) -> Evidence:
    """The longest of the first lines stands for the text."""
    line = max(text[:1000].split("\n", 8)[:8], key=len)
    start = text.index(line)
    end = min(start + len(line), start + 200)
    return Evidence("rule", text[start:end], start, end, confidence)
