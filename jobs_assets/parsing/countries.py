"""Countries: ISO 3166-1 codes with the names and abbreviations that pages use for them.

Data and one look-up.
"""

import re

# alpha-2, alpha-3, then every name in use, "|" between; a code may have a second row. English first, then
# what German, French and Spanish pages (and the country's own) write. Names that also name something else
# (Georgia, Jersey) are in AMBIGUOUS.
_TABLE = """
AD AND Andorra
AE ARE United Arab Emirates|UAE|U.A.E.|Vereinigte Arabische Emirate|Émirats arabes unis|Emiratos Árabes Unidos
AF AFG Afghanistan
AG ATG Antigua and Barbuda
AI AIA Anguilla
AL ALB Albania|Albanien|Albanie
AM ARM Armenia|Armenien|Arménie
AO AGO Angola
AQ ATA Antarctica
AR ARG Argentina|Argentinien|Argentine
AS ASM American Samoa
AT AUT Austria|Österreich|Oesterreich|Autriche
AU AUS Australia|Australien|Australie
AW ABW Aruba
AX ALA Åland Islands
AZ AZE Azerbaijan|Aserbaidschan|Azerbaïdjan|Azerbaiyán
BA BIH Bosnia and Herzegovina|Bosnia|Bosnien und Herzegowina
BB BRB Barbados
BD BGD Bangladesh
BE BEL Belgium|Belgien|Belgique|België|Bélgica
BF BFA Burkina Faso
BG BGR Bulgaria|Bulgarien|Bulgarie
BH BHR Bahrain
BI BDI Burundi
BJ BEN Benin
BL BLM Saint Barthélemy
BM BMU Bermuda
BN BRN Brunei|Brunei Darussalam
BO BOL Bolivia|Bolivia, Plurinational State of
BQ BES Bonaire, Sint Eustatius and Saba
BR BRA Brazil|Brasil|Brasilien|Brésil
BS BHS Bahamas|The Bahamas
BT BTN Bhutan
BV BVT Bouvet Island
BW BWA Botswana
BY BLR Belarus
BZ BLZ Belize
CA CAN Canada|Kanada|Canadá
CC CCK Cocos (Keeling) Islands
CD COD Democratic Republic of the Congo|DR Congo|DRC
CF CAF Central African Republic
CG COG Republic of the Congo
CH CHE Switzerland|Schweiz|Suisse|Svizzera|Suiza
CI CIV Côte d'Ivoire|Ivory Coast|Cote d'Ivoire
CK COK Cook Islands
CL CHL Chile|Chili
CM CMR Cameroon|Cameroun
CN CHN China|People's Republic of China|Mainland China|Chine|PRC
CO COL Colombia|Kolumbien|Colombie
CR CRI Costa Rica
CU CUB Cuba
CV CPV Cabo Verde|Cape Verde
CW CUW Curaçao|Curacao
CX CXR Christmas Island
CY CYP Cyprus|Zypern|Chypre|Chipre
CZ CZE Czechia|Czech Republic|Tschechien|Tschechische Republik|Česko|République tchèque|Chequia
DE DEU Germany|Deutschland|Allemagne|Alemania|Germania|Duitsland
DJ DJI Djibouti
DK DNK Denmark|Dänemark|Danmark|Danemark|Dinamarca
DM DMA Dominica
DO DOM Dominican Republic|República Dominicana
DZ DZA Algeria|Algerien|Algérie|Argelia
EC ECU Ecuador
EE EST Estonia|Estland|Estonie|Eesti
EG EGY Egypt|Ägypten|Égypte|Egipto
EH ESH Western Sahara
ER ERI Eritrea
ES ESP Spain|España|Spanien|Espagne|Espanha|Spanje
ET ETH Ethiopia|Äthiopien
FI FIN Finland|Finnland|Suomi|Finlande|Finlandia
FJ FJI Fiji
FK FLK Falkland Islands
FM FSM Micronesia
FO FRO Faroe Islands
FR FRA France|Frankreich|Francia|Frankrijk
GA GAB Gabon
GB GBR United Kingdom|UK|the UK|U.K.|Great Britain|Britain|England|Scotland|Wales|Northern Ireland
GB GBR Vereinigtes Königreich|Großbritannien|Royaume-Uni|Reino Unido
GD GRD Grenada
GE GEO Georgia
GF GUF French Guiana
GG GGY Guernsey
GH GHA Ghana
GI GIB Gibraltar
GL GRL Greenland
GM GMB Gambia
GN GIN Guinea
GP GLP Guadeloupe
GQ GNQ Equatorial Guinea
GR GRC Greece|Griechenland|Grèce|Grecia|Hellas
GS SGS South Georgia and the South Sandwich Islands
GT GTM Guatemala
GU GUM Guam
GW GNB Guinea-Bissau
GY GUY Guyana
HK HKG Hong Kong|Hong Kong SAR|Hongkong|Hong Kong SAR China
HM HMD Heard Island and McDonald Islands
HN HND Honduras
HR HRV Croatia|Kroatien|Hrvatska|Croatie|Croacia
HT HTI Haiti
HU HUN Hungary|Ungarn|Magyarország|Hongrie|Hungría
ID IDN Indonesia|Indonesien|Indonésie
IE IRL Ireland|Republic of Ireland|Irland|Irlande|Irlanda|Éire
IL ISR Israel|Israël
IM IMN Isle of Man
IN IND India|Indien|Inde|Bharat
IO IOT British Indian Ocean Territory
IQ IRQ Iraq|Irak
IR IRN Iran|Iran, Islamic Republic of
IS ISL Iceland|Island|Ísland|Islande
IT ITA Italy|Italia|Italien|Italie
JE JEY Jersey
JM JAM Jamaica
JO JOR Jordan|Jordanien|Jordanie
JP JPN Japan|Japon|Japón|日本
KE KEN Kenya|Kenia
KG KGZ Kyrgyzstan
KH KHM Cambodia|Kambodscha
KI KIR Kiribati
KM COM Comoros
KN KNA Saint Kitts and Nevis
KP PRK North Korea
KR KOR South Korea|Korea, Republic of|Republic of Korea|Korea|Südkorea|Corée du Sud|Corea del Sur|대한민국
KW KWT Kuwait
KY CYM Cayman Islands
KZ KAZ Kazakhstan|Kasachstan
LA LAO Laos
LB LBN Lebanon|Libanon|Liban
LC LCA Saint Lucia
LI LIE Liechtenstein
LK LKA Sri Lanka
LR LBR Liberia
LS LSO Lesotho
LT LTU Lithuania|Litauen|Lietuva|Lituanie|Lituania
LU LUX Luxembourg|Luxemburg|Luxemburgo|Lëtzebuerg
LV LVA Latvia|Lettland|Latvija|Lettonie|Letonia
LY LBY Libya
MA MAR Morocco|Marokko|Maroc|Marruecos
MC MCO Monaco
MD MDA Moldova|Moldawien|Moldavie
ME MNE Montenegro
MF MAF Saint Martin
MG MDG Madagascar
MH MHL Marshall Islands
MK MKD North Macedonia|Macedonia|Nordmazedonien
ML MLI Mali
MM MMR Myanmar|Burma
MN MNG Mongolia
MO MAC Macao|Macau
MP MNP Northern Mariana Islands
MQ MTQ Martinique
MR MRT Mauritania
MS MSR Montserrat
MT MLT Malta|Malte
MU MUS Mauritius
MV MDV Maldives
MW MWI Malawi
MX MEX Mexico|México|Mexiko|Mexique
MY MYS Malaysia|Malaisie|Malasia
MZ MOZ Mozambique
NA NAM Namibia
NC NCL New Caledonia
NE NER Niger
NF NFK Norfolk Island
NG NGA Nigeria
NI NIC Nicaragua
NL NLD Netherlands|The Netherlands|Holland|Niederlande|Nederland|Pays-Bas|Países Bajos|the netherlands
NO NOR Norway|Norwegen|Norge|Norvège|Noruega
NP NPL Nepal
NR NRU Nauru
NU NIU Niue
NZ NZL New Zealand|Neuseeland|Nouvelle-Zélande|Nueva Zelanda|Aotearoa
OM OMN Oman
PA PAN Panama|Panamá
PE PER Peru|Perú
PF PYF French Polynesia
PG PNG Papua New Guinea
PH PHL Philippines|The Philippines|Philippinen|Filipinas
PK PAK Pakistan
PL POL Poland|Polen|Polska|Pologne|Polonia
PM SPM Saint Pierre and Miquelon
PN PCN Pitcairn
PR PRI Puerto Rico
PS PSE Palestine|State of Palestine
PT PRT Portugal
PW PLW Palau
PY PRY Paraguay
QA QAT Qatar|Katar
RE REU Réunion
RO ROU Romania|Rumänien|România|Roumanie|Rumania|Rumanía
RS SRB Serbia|Serbien|Srbija|Serbie
RU RUS Russia|Russian Federation|Russland|Russie|Rusia
RW RWA Rwanda
SA SAU Saudi Arabia|KSA|Kingdom of Saudi Arabia|Saudi-Arabien|Arabie saoudite|Arabia Saudita
SB SLB Solomon Islands
SC SYC Seychelles
SD SDN Sudan
SE SWE Sweden|Schweden|Sverige|Suède|Suecia
SG SGP Singapore|Singapur|Singapour
SH SHN Saint Helena
SI SVN Slovenia|Slowenien|Slovenija|Slovénie|Eslovenia
SJ SJM Svalbard and Jan Mayen
SK SVK Slovakia|Slowakei|Slovensko|Slovaquie|Eslovaquia|Slovak Republic
SL SLE Sierra Leone
SM SMR San Marino
SN SEN Senegal|Sénégal
SO SOM Somalia
SR SUR Suriname
SS SSD South Sudan
ST STP Sao Tome and Principe
SV SLV El Salvador
SX SXM Sint Maarten
SY SYR Syria|Syrian Arab Republic
SZ SWZ Eswatini|Swaziland
TC TCA Turks and Caicos Islands
TD TCD Chad|Tchad
TF ATF French Southern Territories
TG TGO Togo
TH THA Thailand|Thaïlande|Tailandia
TJ TJK Tajikistan
TK TKL Tokelau
TL TLS Timor-Leste
TM TKM Turkmenistan
TN TUN Tunisia|Tunesien|Tunisie|Túnez
TO TON Tonga
TR TUR Turkey|Türkiye|Türkei|Turquie|Turquía|Turkiye
TT TTO Trinidad and Tobago
TV TUV Tuvalu
TW TWN Taiwan|Taiwan, Province of China|Taïwan|Taiwán
TZ TZA Tanzania|Tanzania, United Republic of
UA UKR Ukraine|Ucrania|Україна
UG UGA Uganda
UM UMI United States Minor Outlying Islands
US USA United States|the US|United States of America|U.S.|U.S.A.|USA|US|the United States|Vereinigte Staaten
US USA États-Unis|Etats-Unis|Estados Unidos|Estados Unidos de América
UY URY Uruguay
UZ UZB Uzbekistan
VA VAT Holy See|Vatican City
VC VCT Saint Vincent and the Grenadines
VE VEN Venezuela
VG VGB British Virgin Islands
VI VIR U.S. Virgin Islands
VN VNM Vietnam|Viet Nam|Việt Nam
VU VUT Vanuatu
WF WLF Wallis and Futuna
WS WSM Samoa
XK XKX Kosovo
YE YEM Yemen
YT MYT Mayotte
ZA ZAF South Africa|Südafrika|Afrique du Sud|Sudáfrica
ZM ZMB Zambia
ZW ZWE Zimbabwe
"""

ALPHA_2: frozenset[str] = frozenset(line[:2] for line in _TABLE.strip().splitlines())
"""Every alpha-2 code in use (and XK for Kosovo)."""

_CODES = {code: line[:2] for line in _TABLE.strip().splitlines() for code in (line[:2], line[3:6])} | {
    "UK": "GB"
}
_NAMES = {
    name.casefold().replace(".", ""): line[:2]
    for line in _TABLE.strip().splitlines()
    for name in line[7:].split("|")
}
AMBIGUOUS = frozenset({"georgia", "jersey", "jordan", "island"})
"""Names that a free text also uses for a state, a county, a person or (in German) an island."""

_URL = re.compile(r"\Ahttps?://\S+/", re.IGNORECASE)


def country_named(text: str, *, codes: bool = True) -> str | None:
    """The alpha-2 code of a country given by name, alpha-3 or (with `codes`) alpha-2, in any case for names.

    Codes count in capitals only, so that "in" and "us" in running text are no countries.
    """
    text = _URL.sub("", text.strip(" \t\r\n,;()[]"))
    if codes and (found := _CODES.get(text.upper() if len(text) == 2 else text)):
        return found
    return _NAMES.get(text.casefold().replace(".", ""))


_ENGLISH = {line[:2]: line[7:].split("|")[0] for line in _TABLE.strip().splitlines()}


def country_name(code: str) -> str:
    """The English name of a country by its alpha-2 code; the code itself where it is none."""
    return _ENGLISH.get(code, code)
