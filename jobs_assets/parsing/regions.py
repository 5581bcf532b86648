"""States and provinces, the cities that settle what a two-letter code means, and regions wider than a
country. Data.
"""

_US = (
    "AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware"
    "|FL Florida|GA Georgia"
    "|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine"
    "|MD Maryland"
    "|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada"
    "|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio"
    "|OK Oklahoma"
    "|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas"
    "|UT Utah"
    "|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming|DC District of Columbia"
)
_CANADA = (
    "AB Alberta|BC British Columbia|MB Manitoba|NB New Brunswick|NL Newfoundland and Labrador|NS Nova Scotia"
    "|ON Ontario"
    "|PE Prince Edward Island|QC Quebec|SK Saskatchewan|YT Yukon|NT Northwest Territories|NU Nunavut"
)
_AUSTRALIA = "NSW New South Wales|QLD Queensland|VIC Victoria|TAS Tasmania|ACT Australian Capital Territory"

# Region names that are certain by themselves. Georgia (a country too), Washington and New York (cities too)
# are not.
_UNSURE = {"georgia", "washington", "new york", "victoria"}
_OTHERS = {
    "québec": "CA",
    "bavaria": "DE",
    "bayern": "DE",
    "baden-württemberg": "DE",
    "hessen": "DE",
    "nordrhein-westfalen": "DE",
    "north rhine-westphalia": "DE",
    "sachsen": "DE",
    "niedersachsen": "DE",
    "île-de-france": "FR",
    "ile-de-france": "FR",
    "catalonia": "ES",
    "cataluña": "ES",
    "karnataka": "IN",
    "maharashtra": "IN",
    "telangana": "IN",
    "tamil nadu": "IN",
    "haryana": "IN",
}

STATES = dict(row.split(" ", 1) for row in _US.split("|"))
"""The states of the US by their codes."""
REGIONS: dict[str, tuple[str, ...]] = {}
"""Code of a state or province → the countries that have one of that code."""
_BY_NAME: dict[str, str] = dict(_OTHERS)
_AFTER_CITY: dict[str, str] = {}

for _country, _table in (("US", _US), ("CA", _CANADA), ("AU", _AUSTRALIA)):
    for _row in _table.split("|"):
        _code, _, _name = _row.partition(" ")
        REGIONS[_code] = (*REGIONS.get(_code, ()), _country)
        (_AFTER_CITY if _name.casefold() in _UNSURE else _BY_NAME)[_name.casefold()] = _country

# Cities for which "City, XX" is settled although XX is also a country's code, or the other way round. For
# each country: the codes that may stand after the city ("" where only the country's own code does).
_CITY_TABLE = {
    "US": {
        "CA": "San Francisco|Los Angeles|San Diego|San Jose|Oakland|Sacramento|Palo Alto|Mountain View"
        "|Menlo Park|Sunnyvale|Santa Clara|Santa Monica|Redwood City|San Mateo|Irvine|Berkeley|Fremont"
        "|Cupertino|Burbank|Pasadena|Long Beach|Culver City|El Segundo|South San Francisco|Emeryville"
        "|Foster City|Carlsbad|Santa Barbara|Hawthorne|Venice|San Carlos|San Bruno|Pleasanton|Torrance"
        "|Costa Mesa|Newport Beach|Anaheim|Fresno|Bakersfield|Riverside|Glendale|Hayward|Alameda|Los Gatos"
        "|Campbell|Milpitas|Walnut Creek|San Rafael|Burlingame|Brisbane|Santa Cruz|Bay Area"
        "|San Francisco Bay Area|SF",
        "MA": "Boston|Cambridge|Somerville|Waltham|Burlington|Lexington|Worcester|Woburn|Needham|Watertown"
        "|Framingham|Andover|Bedford|Newton|Quincy|Lowell|Marlborough|Springfield",
        "IL": "Chicago|Evanston|Naperville|Schaumburg|Oak Brook|Deerfield|Peoria|Rockford|Springfield"
        "|Champaign",
        "CO": "Denver|Boulder|Colorado Springs|Aurora|Fort Collins|Broomfield|Englewood|Golden|Louisville"
        "|Longmont|Greenwood Village|Lakewood|Littleton",
        "GA": "Atlanta|Alpharetta|Savannah|Augusta|Columbus|Macon|Marietta|Roswell|Sandy Springs",
        "PA": "Philadelphia|Pittsburgh|Harrisburg|Allentown|Malvern|King of Prussia|Wayne|Conshohocken",
        "IN": "Indianapolis|Fort Wayne|Bloomington|Carmel|Fishers|South Bend|Evansville",
        "DE": "Wilmington|Dover|Newark",
        "NC": "Charlotte|Raleigh|Durham|Greensboro|Cary|Winston-Salem|Asheville|Wilmington|Chapel Hill"
        "|Morrisville",
        "VA": "Arlington|Richmond|McLean|Reston|Alexandria|Herndon|Norfolk|Virginia Beach|Chantilly|Tysons"
        "|Fairfax|Ashburn|Vienna",
        "MD": "Baltimore|Bethesda|Rockville|Columbia|Annapolis|Silver Spring|Gaithersburg|Frederick"
        "|College Park",
        "MN": "Minneapolis|St. Paul|Saint Paul|Rochester|Bloomington|Eden Prairie|Duluth",
        "MO": "St. Louis|Saint Louis|Kansas City|Springfield|Columbia",
        "AZ": "Phoenix|Tempe|Scottsdale|Tucson|Mesa|Chandler|Gilbert|Glendale",
        "TN": "Nashville|Memphis|Knoxville|Chattanooga|Franklin|Brentwood",
        "AL": "Birmingham|Huntsville|Montgomery|Mobile",
        "LA": "New Orleans|Baton Rouge|Lafayette|Shreveport",
        "KY": "Louisville|Lexington",
        "SC": "Charleston|Greenville|Columbia|North Charleston",
        "NE": "Omaha|Lincoln",
        "ID": "Boise|Meridian",
        "AR": "Little Rock|Bentonville|Fayetteville",
        "MT": "Bozeman|Missoula|Billings",
        "ME": "Portland",
        "MS": "Jackson",
        "SD": "Sioux Falls",
        "NY": "New York|New York City|Brooklyn|Buffalo|Albany|Rochester|NYC|Manhattan",
        "DC": "Washington",
        "WA": "Seattle|Bellevue|Redmond|Kirkland|Vancouver|Spokane|Tacoma",
        "TX": "Austin|Houston|Dallas|San Antonio|Plano|Irving|Frisco|Fort Worth",
        "FL": "Miami|Orlando|Tampa|Jacksonville|Melbourne",
    },
    "CA": {
        "ON": "Toronto|Ottawa|Waterloo|Kitchener|Mississauga|Hamilton|Markham|Windsor",
        "QC": "Montreal|Montréal|Quebec City|Laval|Gatineau",
        "BC": "Vancouver|Victoria|Burnaby|Kelowna|Richmond",
        "AB": "Calgary|Edmonton",
        "MB": "Winnipeg",
        "NS": "Halifax",
    },
    "DE": {
        "": "Berlin|Munich|München|Hamburg|Frankfurt|Köln|Cologne|Stuttgart|Düsseldorf|Leipzig|Dresden"
        "|Hannover|Nürnberg|Karlsruhe"
    },
    "IN": {
        "": "Bangalore|Bengaluru|Mumbai|Delhi|New Delhi|Hyderabad|Chennai|Pune|Gurgaon|Gurugram|Noida"
        "|Kolkata|Ahmedabad"
    },
    "IL": {"": "Tel Aviv|Tel-Aviv|Jerusalem|Haifa|Herzliya|Ramat Gan|Petah Tikva"},
    "CO": {"": "Bogota|Bogotá|Medellin|Medellín|Cali|Barranquilla"},
    "AR": {"": "Buenos Aires|Córdoba|Rosario"},
    "MA": {"": "Casablanca|Rabat|Marrakesh"},
    "ID": {"": "Jakarta|Bali|Bandung"},
    "AL": {"": "Tirana"},
    "MT": {"": "Valletta|Sliema|St Julians"},
    "MD": {"": "Chisinau|Chișinău"},
    "GE": {"": "Tbilisi"},
    "PA": {"": "Panama City"},
    "TN": {"": "Tunis"},
    "NE": {"": "Niamey"},
}

CITIES: dict[str, tuple[str, frozenset[str]]] = {}
"""City in lower case → its country and the region codes written after it. Cities of two countries are not
listed.
"""

_twice: set[str] = set()
for _country, _states in _CITY_TABLE.items():
    for _code, _names in _states.items():
        for _name in _names.split("|"):
            _key = _name.casefold()
            _had = CITIES.get(_key)
            if _had and _had[0] != _country:
                _twice.add(_key)
            CITIES[_key] = (_country, (_had[1] if _had else frozenset()) | {_code})
for _key in _twice:
    del CITIES[_key]

WIDE = frozenset({
    "europe", "european union", "eu", "eea", "eastern europe", "western europe", "central europe", "dach",
    "nordics", "benelux", "cee", "uk & ireland", "uk and ireland", "eu/uk", "europa", "emea", "emea region",
    "middle east", "mena", "gcc", "africa", "asia", "asia pacific", "asia-pacific", "apac",
    "southeast asia", "oceania", "anz", "americas", "americas region", "amer", "north america",
    "south america", "latin america", "central america", "namer", "noram",
    "latam", "lateinamerika", "amérique du nord",
    "caribbean", "us/canada", "east coast", "west coast", "worldwide", "global", "anywhere",
})  # fmt: skip
"""Regions of more than one country (or, like "East Coast", of several states), in lower case."""


def region_country(name: str, *, after_city: bool = False) -> str | None:
    """The country of a state or province given by its full name, where only one country has it.

    `after_city`: also names that alone could be a city ("Washington", "New York", "Victoria"). Georgia never.
    """
    key = name.casefold()
    return _BY_NAME.get(key) or (_AFTER_CITY.get(key) if after_city and key != "georgia" else None)


CONTESTED = frozenset({"AR", "CO", "DE", "ID", "IL", "IN"})
"""State codes that job boards also use for the country of that code ("Walldorf, DE", "Netanya, IL")."""
