"""How employers write pay, country by country, and the band that each line states. Data for the tests.

A case is (text, [(min, max, currency, interval), ...]); kinds other than base are named in a fifth place.
"""

from typing import TypeAlias

Band: TypeAlias = tuple[float | None, float | None, str | None, str | None, str]
Case: TypeAlias = tuple[str, list[Band]]


def _pay(
    low: float | None, high: float | None, currency: str | None, interval: str | None, kind: str = "base"
) -> Band:
    return (low, high, currency, interval, kind)


US: list[Case] = [
    (
        "The salary range for this position is $90,000 - $120,000 per year.",
        [_pay(90e3, 120e3, "USD", "YEAR")],
    ),
    ("Pay: $90k–$120k", [_pay(90e3, 120e3, "USD", "YEAR")]),
    ("Compensation: $90-120K DOE", [_pay(90e3, 120e3, "USD", "YEAR")]),
    ("Hiring Range: $62,400.00 To 93,600.00 Annually", [_pay(62400, 93600, "USD", "YEAR")]),
    ("Annual Salary: USD $85,000.00/Yr.", [_pay(85e3, 85e3, "USD", "YEAR")]),
    ("Base Pay Range\n$116,300.00 - $174,500.00", [_pay(116300, 174500, "USD", "YEAR")]),
    ("United States Pay Range\n\n$152,000—$228,000 USD", [_pay(152e3, 228e3, "USD", "YEAR")]),
    ("We pay $22.50/hr for this shift.", [_pay(22.5, 22.5, "USD", "HOUR")]),
    ("Pay Rate: $18-20/hr", [_pay(18, 20, "USD", "HOUR")]),
    ("Wage: $17.00 to $23.00 per hour, based on experience", [_pay(17, 23, "USD", "HOUR")]),
    ("Pay range is between $15.50 and $17.00 an hour", [_pay(15.5, 17, "USD", "HOUR")]),
    ("Hourly rate of $28.50", [_pay(28.5, 28.5, "USD", "HOUR")]),
    ("Weekly gross pay: $2,150 per week for 13 weeks", [_pay(2150, 2150, "USD", "WEEK")]),
    ("Stipend aside, interns are paid $6,500 per month.", [_pay(6500, 6500, "USD", "MONTH")]),
    ("Starting pay from $19 per hour", [_pay(19, None, "USD", "HOUR")]),
    ("Earn up to $32 per hour!", [_pay(None, 32, "USD", "HOUR")]),
    ("Base salary: $100,000+", [_pay(100e3, None, "USD", "YEAR")]),
    ("Minimum salary: $80,000, maximum salary: $104,000", [_pay(80e3, 104e3, "USD", "YEAR")]),
    ("Pay Range Minimum: $25.10 Pay Range Maximum: $33.40 per hour", [_pay(25.1, 33.4, "USD", "HOUR")]),
    (
        "The annual base salary is $130,000 plus a signing bonus of $20,000.",
        [_pay(130e3, 130e3, "USD", "YEAR")],
    ),
    ("Salary: $97,000/year - $127,000/year", [_pay(97e3, 127e3, "USD", "YEAR")]),
    ("Total compensation of $210,000 - $260,000 (base + bonus)", [_pay(210e3, 260e3, "USD", "YEAR", "ote")]),
    (
        "Base salary $60,000 - $70,000 with OTE of $110,000 - $130,000",
        [_pay(60e3, 70e3, "USD", "YEAR"), _pay(110e3, 130e3, "USD", "YEAR", "ote")],
    ),
    ("On-target earnings: $180,000", [_pay(180e3, 180e3, "USD", "YEAR", "ote")]),
    (
        "Base salary of $120,000 per year. Annual target bonus: $15,000 to $20,000 per year.",
        [_pay(120e3, 120e3, "USD", "YEAR"), _pay(15e3, 20e3, "USD", "YEAR", "bonus")],
    ),
    (
        "Salary: $150,000 - $170,000. Equity grant: $40,000 - $60,000 per year.",
        [_pay(150e3, 170e3, "USD", "YEAR"), _pay(40e3, 60e3, "USD", "YEAR", "equity")],
    ),
    ("Salary is $52,000 per annum (excluding bonus)", [_pay(52e3, 52e3, "USD", "YEAR")]),
    (
        "Zone A (SF, NYC): $160,400 - $200,500 per year. Zone B (rest of US): $144,300 - $180,400 per year.",
        [_pay(160400, 200500, "USD", "YEAR"), _pay(144300, 180400, "USD", "YEAR")],
    ),
    (
        "Our base salary ranges are:\n- New York: $150,000 - $190,000\n- Austin: $130,000 - $160,000",
        [_pay(150e3, 190e3, "USD", "YEAR"), _pay(130e3, 160e3, "USD", "YEAR")],
    ),
    ("Compensation\n$175K – $225K • Offers Equity", [_pay(175e3, 225e3, "USD", "YEAR")]),
    ("This role pays between 85,000 and 105,000 USD per year.", [_pay(85e3, 105e3, "USD", "YEAR")]),
    ("Compensation: 85,000 to 105,000 USD per year, and a 401(k)", [_pay(85e3, 105e3, "USD", "YEAR")]),
    ("Base salary: 140-170k depending on level", [_pay(140e3, 170e3, "USD", "YEAR")]),
    ("A $120,000 base salary, paid biweekly", [_pay(120e3, 120e3, "USD", "YEAR")]),
    ("Compensation: $150K Base + Stock Options", [_pay(150e3, 150e3, "USD", "YEAR")]),
    (
        "The expected base salary range is $100,000 to $150,000 before commission",
        [_pay(100e3, 150e3, "USD", "YEAR")],
    ),
    ("Base pay starts at $20 an hour", [_pay(20, None, "USD", "HOUR")]),
    ("Salary Range: $100,000 - 175,000 OTE/yr + Equity", [_pay(100e3, 175e3, "USD", "YEAR", "ote")]),
    ("$17.65/hour plus opportunity for sales commission", [_pay(17.65, 17.65, "USD", "HOUR")]),
    ("The salary ranges from $144,000/year up to $200,000/year.", [_pay(144e3, 200e3, "USD", "YEAR")]),
    ("Perfect for students! Starting at $9 per hour, get paid weekly", [_pay(9, None, "USD", "HOUR")]),
    ("Salary: $60,000 - $70,000 Medical, Dental & Vision Insurance 401k", [_pay(60e3, 70e3, "USD", "YEAR")]),
    ("Base salary, bonus and equity: $150,000 - $190,000", [_pay(150e3, 190e3, "USD", "YEAR", "ote")]),
    ("Base salary and bonus of $20,000 per year", []),
    ("Pay: $25/hr.-$30/hr.", [_pay(25, 30, "USD", "HOUR")]),
    ("$55,000.00/Annually - $65,000.00/Annually", [_pay(55e3, 65e3, "USD", "YEAR")]),
    ("Hourly: $15 - $17", [_pay(15, 17, "USD", "HOUR")]),
    ("Pay: $17.50hr", [_pay(17.5, 17.5, "USD", "HOUR")]),
    ("The day rate is $650 per day.", [_pay(650, 650, "USD", "DAY")]),
]

UK: list[Case] = [
    ("Salary up to £42,000 per annum depending on experience", [_pay(None, 42e3, "GBP", "YEAR")]),
    ("Pay is £12.60 per hour with overtime available", [_pay(12.6, 12.6, "GBP", "HOUR")]),
    ("£30k - £35k DOE salary", [_pay(30e3, 35e3, "GBP", "YEAR")]),
    ("Salary: £24,000 to £26,000 + benefits", [_pay(24e3, 26e3, "GBP", "YEAR")]),
    ("Salary: circa £45,000 plus £4,000 car allowance", [_pay(45e3, 45e3, "GBP", "YEAR")]),
    ("Salary £28,000pa", [_pay(28e3, 28e3, "GBP", "YEAR")]),
    ("Rate: £11.44ph", [_pay(11.44, 11.44, "GBP", "HOUR")]),
    ("£13.50 p/h, weekly pay", [_pay(13.5, 13.5, "GBP", "HOUR")]),
    ("Day rate: £350 - £400 per day (Inside IR35)", [_pay(350, 400, "GBP", "DAY")]),
    ("£500/day outside IR35", [_pay(500, 500, "GBP", "DAY")]),
    ("Grade 6 salary: £32,332 - £38,474 per annum, pro rata", [_pay(32332, 38474, "GBP", "YEAR")]),
    (
        "SALARY: £26,475.00 basic, OTE £50,000.00",
        [_pay(26475, 26475, "GBP", "YEAR"), _pay(50e3, 50e3, "GBP", "YEAR", "ote")],
    ),
    ("Basic salary £25,000 rising to £28,000 after probation", [_pay(25e3, 28e3, "GBP", "YEAR")]),
    ("Salary from £31,500 p.a.", [_pay(31500, None, "GBP", "YEAR")]),
    ("Salary: GBP 60,000 – 75,000 gross per year", [_pay(60e3, 75e3, "GBP", "YEAR")]),
    ("£2,400 per month salary", [_pay(2400, 2400, "GBP", "MONTH")]),
    ("£60k OTE, uncapped commission", [_pay(60e3, 60e3, "GBP", "YEAR", "ote")]),
]

DE: list[Case] = [
    ("Das Jahresgehalt liegt zwischen 70.000 und 85.000 EUR.", [_pay(70e3, 85e3, "EUR", "YEAR")]),
    ("Gehalt zwischen 45.000 € und 50.000 € brutto im Jahr", [_pay(45e3, 50e3, "EUR", "YEAR")]),
    ("Gehalt: 55.000–65.000 € p. a.", [_pay(55e3, 65e3, "EUR", "YEAR")]),
    ("Bruttojahresgehalt von 50-60.000 €", [_pay(50e3, 60e3, "EUR", "YEAR")]),
    ("Jahresgehalt: 60 - 70 T€", [_pay(60e3, 70e3, "EUR", "YEAR")]),
    ("Jahresbruttogehalt 48 TEUR bis 56 TEUR", [_pay(48e3, 56e3, "EUR", "YEAR")]),
    ("Gehaltsspanne: 60k – 75k €", [_pay(60e3, 75e3, "EUR", "YEAR")]),
    ("Stundenlohn ab 14,50 €", [_pay(14.5, None, "EUR", "HOUR")]),
    ("Vergütung von 18,00 bis 21,50 Euro pro Stunde", [_pay(18, 21.5, "EUR", "HOUR")]),
    ("15,50 €/Std. plus Zuschläge", [_pay(15.5, None, "EUR", "HOUR")]),
    ("Monatlich 2.800 € bis 3.400 € brutto", [_pay(2800, 3400, "EUR", "MONTH")]),
    ("Bruttomonatsgehalt: 3.200,00 € – 3.800,00 €", [_pay(3200, 3800, "EUR", "MONTH")]),
    ("Wir zahlen 3.500 € brutto/Monat x 13", [_pay(3500, None, "EUR", "MONTH")]),
    ("Verdienst: 2.900 Euro brutto monatlich bei 13 Gehältern", [_pay(2900, None, "EUR", "MONTH")]),
    ("Gehalt bis zu 80.000 € jährlich", [_pay(None, 80e3, "EUR", "YEAR")]),
    ("Einstiegsgehalt ab 52.000 € im Jahr", [_pay(52e3, None, "EUR", "YEAR")]),
    (
        "Entgeltgruppe E9b TVöD (3.652,34 € – 4.901,22 € brutto monatlich)",
        [_pay(3652.34, 4901.22, "EUR", "MONTH")],
    ),
    ("Tagessatz: 480 - 560 €", [_pay(480, 560, "EUR", "DAY")]),
    (
        "Fixum 40.000 €, Zielgehalt 65.000 € p.a.",
        [_pay(40e3, 40e3, "EUR", "YEAR"), _pay(65e3, 65e3, "EUR", "YEAR", "ote")],
    ),
    ("Minijob: 556 € im Monat Vergütung", [_pay(556, None, "EUR", "MONTH")]),
    (
        "Ausbildungsvergütung: 1. Jahr 1.150 €, 2. Jahr 1.200 €",
        [_pay(1150, None, "EUR", "MONTH"), _pay(1200, None, "EUR", "MONTH")],
    ),
    ("Gehalt zw. 45.000€ und 55.000€", [_pay(45e3, 55e3, "EUR", "YEAR")]),
    ("Gehalt: 3.200 – 3.800 brutto im Monat", [_pay(3200, 3800, "EUR", "MONTH")]),
    ("1.500 Euro Gehalt netto pro Monat", [_pay(1500, None, "EUR", "MONTH")]),
    ("Gehaltsrahmen von 60.000 bis 70.000 € brutto im Jahr (Vollzeit)", [_pay(60e3, 70e3, "EUR", "YEAR")]),
    ("Jahresgehalt liegt zwischen brutto EUR 75.000 und EUR 105.000.", [_pay(75e3, 105e3, "EUR", "YEAR")]),
]

AT: list[Case] = [
    (
        "Mindestgehalt EUR 2.500,- brutto/Monat (14x jährlich), Überzahlung möglich",
        [_pay(2500, None, "EUR", "MONTH")],
    ),
    ("Wir bieten ein Bruttojahresgehalt ab EUR 50.000,--", [_pay(50e3, None, "EUR", "YEAR")]),
    ("Bruttomonatsgehalt von mindestens € 3.100,00 auf Vollzeitbasis", [_pay(3100, None, "EUR", "MONTH")]),
    (
        "Das Jahresbruttogehalt beträgt mind. € 45.000 mit Bereitschaft zur Überzahlung",
        [_pay(45e3, None, "EUR", "YEAR")],
    ),
    (
        "Das kollektivvertragliche Mindestentgelt beträgt € 2.346,50 brutto pro Monat",
        [_pay(2346.5, None, "EUR", "MONTH")],
    ),
    ("Gehalt: ab 2.950 € brutto, 14 Mal pro Jahr", [_pay(2950, None, "EUR", "MONTH")]),
]

CH: list[Case] = [
    ("Jahreslohn CHF 90'000 – 110'000", [_pay(90e3, 110e3, "CHF", "YEAR")]),
    ("Lohn: CHF 80’000.- bis 95’000.-", [_pay(80e3, 95e3, "CHF", "YEAR")]),
    ("Monatslohn Fr. 5'500.– x 13", [_pay(5500, None, "CHF", "MONTH")]),
    ("Stundenlohn CHF 28.50", [_pay(28.5, None, "CHF", "HOUR")]),
    ("100'000 - 120'000 CHF Jahressalär brutto pro Jahr", [_pay(100e3, 120e3, "CHF", "YEAR")]),
]

FR: list[Case] = [
    ("Rémunération : 38-42K€", [_pay(38e3, 42e3, "EUR", "YEAR")]),
    ("Salaire : 38 à 42 k€ brut annuel", [_pay(38e3, 42e3, "EUR", "YEAR")]),
    ("Salaire : 45/55 K€", [_pay(45e3, 55e3, "EUR", "YEAR")]),
    ("Salaire de 35 000 € à 40 000 € brut par an sur 13 mois", [_pay(35e3, 40e3, "EUR", "YEAR")]),
    (
        "Rémunération : entre 2 200 € et 2 600 € brut mensuel, selon profil",
        [_pay(2200, 2600, "EUR", "MONTH")],
    ),
    ("Salaire : 12.52€ bruts de l'heure", [_pay(12.52, 12.52, "EUR", "HOUR")]),
    ("Taux horaire : 11,88 € brut/h", [_pay(11.88, 11.88, "EUR", "HOUR")]),
    ("Salaire : 2 300€ bruts / mois sur 13 mois", [_pay(2300, 2300, "EUR", "MONTH")]),
    ("TJM : 450 - 550 €", [_pay(450, 550, "EUR", "DAY")]),
    ("À partir de 30 000 € bruts annuels", [_pay(30e3, None, "EUR", "YEAR")]),
    ("Salaire jusqu'à 45K€ selon expérience", [_pay(None, 45e3, "EUR", "YEAR")]),
    ("Salaire : 1.900€ bruts mensuels", [_pay(1900, 1900, "EUR", "MONTH")]),
    ("Package 45-50K€ selon profil", [_pay(45e3, 50e3, "EUR", "YEAR", "ote")]),
    ("Rémunération fixe de 30K€ + variable", [_pay(30e3, 30e3, "EUR", "YEAR")]),
    ("Salaire annuel brut compris entre 28 000 et 32 000 euros", [_pay(28e3, 32e3, "EUR", "YEAR")]),
    ("Gratification : 4,35 € / heure", [_pay(4.35, 4.35, "EUR", "HOUR")]),
    ("De 32K€ à 36K€ brut annuel", [_pay(32e3, 36e3, "EUR", "YEAR")]),
    ("Salaire : 25 000,00 - 28 000,00 EUR par an", [_pay(25e3, 28e3, "EUR", "YEAR")]),
    ("Salaire mensuel brut de 1 850 €", [_pay(1850, 1850, "EUR", "MONTH")]),
]

ES: list[Case] = [
    ("Salario entre 45.000 € y 50.000 € brutos anuales", [_pay(45e3, 50e3, "EUR", "YEAR")]),
    ("Salario: de 45.000 a 50.000 €", [_pay(45e3, 50e3, "EUR", "YEAR")]),
    ("Salario: 25.000€ - 30.000€ b/a", [_pay(25e3, 30e3, "EUR", "YEAR")]),
    ("SBA: 30.000 - 35.000 €", [_pay(30e3, 35e3, "EUR", "YEAR")]),
    ("Banda salarial: 24K-28K €", [_pay(24e3, 28e3, "EUR", "YEAR")]),
    ("Sueldo: 1.500€ netos/mes", [_pay(1500, 1500, "EUR", "MONTH")]),
    ("1.200 € brutos mensuales x 14 pagas", [_pay(1200, 1200, "EUR", "MONTH")]),
    ("Retribución desde 28.000 € brutos al año", [_pay(28e3, None, "EUR", "YEAR")]),
    ("Salario hasta 40.000€ según experiencia", [_pay(None, 40e3, "EUR", "YEAR")]),
    ("La beca es remunerada con 900 EUR al mes", [_pay(900, 900, "EUR", "MONTH")]),
    ("Se ofrecen 15 €/hora", [_pay(15, 15, "EUR", "HOUR")]),
    ("Salario bruto anual de 45 mil euros", [_pay(45e3, 45e3, "EUR", "YEAR")]),
    ("Salario: 22.000 euros brutos anuales en 14 pagas", [_pay(22e3, 22e3, "EUR", "YEAR")]),
]

MX: list[Case] = [
    ("Sueldo: $18,000 a $22,000 mensuales brutos", [_pay(18e3, 22e3, "MXN", "MONTH")]),
    ("Sueldo base $12,000 MXN mensuales", [_pay(12e3, 12e3, "MXN", "MONTH")]),
    ("Ofrecemos sueldo de $15,000 pesos al mes", [_pay(15e3, 15e3, "MXN", "MONTH")]),
]
CO: list[Case] = [("Salario: $3.500.000 - $4.200.000 mensuales", [_pay(3.5e6, 4.2e6, "COP", "MONTH")])]
CL: list[Case] = [("Renta líquida: $1.200.000 mensual", [_pay(1.2e6, 1.2e6, "CLP", "MONTH")])]
PE: list[Case] = [("Sueldo: S/ 2,500 mensuales", [_pay(2500, 2500, "PEN", "MONTH")])]
