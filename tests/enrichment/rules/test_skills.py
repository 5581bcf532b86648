import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs_assets.enrichment.rules.reading import Reading
from jobs_assets.enrichment.rules.skills import find_skills
from jobs_assets.enrichment.rules.skills_lexicon import lexicon
from tests.enrichment.rules.effort import lines_run


def skills_in(text: str, employer: str | None = None) -> dict[str, bool | None]:
    return {
        found.value.name: found.value.required for found in find_skills(Reading("", text, employer=employer))
    }


def quotes_in(text: str) -> dict[str, str]:
    return {found.value.name: text[found.start : found.end] for found in find_skills(Reading("", text))}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("You write TypeScript and Node JS.", {"TypeScript", "Node.js"}),
        ("We run K8s on Amazon Web Services", {"Kubernetes", "AWS"}),
        ("C++, C# and .NET, but never ASP.NET", {"C++", "C#", ".NET", "ASP.NET"}),
        ("restful apis and CI-CD", {"REST", "CI/CD"}),
        ("We train LLMs", {"LLM"}),
        ("Security+ or CISSP", {"CompTIA Security+", "CISSP"}),
        ("Sehr gute Englischkenntnisse, SAPKenntnisse", {"English", "SAP"}),
        ("Staplerschein und Führerschein Klasse B", {"Forklift licence", "Driving licence"}),
        ("Sicherer Umgang mit MS-Office-Anwendungen", {"Microsoft Office"}),
        ("CACES et permis B", {"Forklift licence", "Driving licence"}),
        ("Maîtrise du pack Office", {"Microsoft Office"}),
        ("Carnet de conducir y manejo de ofimática", {"Driving licence", "Microsoft Office"}),
        ("Nursing experience, wound care and CPR", {"Nursing", "Wound care", "CPR"}),
        ("MIG welding and a CDL Class A", {"MIG welding", "CDL"}),
    ],
)
def test_a_skill_is_found_by_any_of_its_names(text: str, names: set[str]) -> None:
    assert skills_in(text).keys() == names


def test_the_longest_name_at_a_place_is_meant() -> None:
    assert skills_in("React Native, Google Sheets, SQL Server").keys() == {
        "React Native", "Google Sheets", "SQL Server",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Go above and beyond, and let us go.",
        "Our go-to-market team",
        "We excel in consulting and react to change.",
        "Excel in all you do.",
        "You have access to our teams and word of mouth.",
        "A swift answer sparks joy; rust never sleeps.",
        "We raised a Series C led by Spark Capital.",
        "R&D at C-level",
        "The rest of the day is yours.",
        "Join our safe, sound and agile-minded crew",
        "Nous avons agi vite",
        "Trabajarás seis meses al mes",
        "Apply at https://www.python.org/jobs or jobs@salesforce.com",
        "It pays CAD$89,000 or 95,000 CAD",
        "Customers in the German market and Latin America",
        "Bitte sende uns deine Bewerbung in deutscher Sprache",
        "Bachelor's degree in Economics, Accounting or a related field",
        "Wir steuern die Zukunft",
        "Access to networks and teams",
        "What we offer\n- English classes\n- A new Windows notebook\n- Mental health days",
    ],
)
def test_words_that_only_look_like_skills_are_none(text: str) -> None:
    assert skills_in(text) == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Experience with Go or similar", "Go"),
        ("Python, R, SQL", "R"),
        ("written in C", "C"),
        ("proficient in Excel", "Excel"),
        ("- Excel, PowerPoint", "Excel"),
        ("Kenntnisse in Word und Excel", "Microsoft Word"),
        ("Puppet, Chef, Ansible", "Chef"),
        ("typescript, react, node", "React"),
        ("we use Slack, Jira and Zoom", "Slack"),
    ],
)
def test_an_everyday_word_is_a_skill_in_the_company_of_others(text: str, name: str) -> None:
    assert name in skills_in(text)


def test_a_field_of_work_counts_where_it_is_asked_for() -> None:
    assert "Accounting" not in skills_in("Our accounting is in Kiel.")
    assert "Accounting" in skills_in("Requirements\n- Accounting")
    assert "Accounting" in skills_in("Two years of experience in accounting")


def test_the_employer_s_own_product_is_no_skill_unless_it_is_asked_for() -> None:
    assert skills_in("Datadog serves thousands.", employer="Datadog, Inc.") == {}
    assert skills_in("Requirements\n- Datadog", employer="Datadog, Inc.") == {"Datadog": True}


SECTIONED = """What you'll do
- Run our Kafka

Requirements
- Python
- Fluent English

Nice to have
- Rust and Python
- Terraform
"""


def test_the_section_says_what_is_a_must() -> None:
    assert skills_in(SECTIONED) == {
        "Kafka": None, "Python": True, "English": True, "Rust": False, "Terraform": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "required"),
    [
        ("Requirements\n- Python; Kafka is a plus", {"Python": True, "Kafka": False}),
        ("Kafka required, Terraform preferred", {"Kafka": True, "Terraform": False}),
        ("Requirements\n- Docker (nice to have)", {"Docker": False}),
        ("Ideally you know Terraform.", {"Terraform": False}),
        ("Anforderungen\n- Python\n- Kenntnisse in Kafka von Vorteil", {"Python": True, "Kafka": False}),
        ("Idealerweise Erfahrung mit Kubernetes", {"Kubernetes": False}),
        ("Une connaissance de Kafka est un plus.", {"Kafka": False}),
        ("Permis B non obligatoire", {"Driving licence": False}),
        ("Imprescindible Python. Valorable Kafka.", {"Python": True, "Kafka": False}),
        ("Docker is not required", {"Docker": False}),
        ("Docker must-have", {"Docker": True}),
        ("We like Docker", {"Docker": None}),
        ("Collect what is required for SOC 2", {"SOC 2": None}),
        ("Use Tableau to drive desired outcomes", {"Tableau": None}),
        ("Une requête BigQuery que l'on comprend encore plus tard", {"BigQuery": None}),
    ],
)
def test_its_own_sentence_says_more_than_the_section(text: str, required: dict[str, bool | None]) -> None:
    assert skills_in(text) == required


def test_a_skill_is_named_once_by_the_mention_that_says_most() -> None:
    text = "We love Python.\n\nRequirements\n- Python 3, every day\n\nNice to have\n- Python"
    [found] = find_skills(Reading("", text))
    assert (found.value.required, text[found.start : found.end], found.start) == (True, "Python 3", 32)


def test_the_quote_reaches_to_the_words_that_make_it_a_wish() -> None:
    assert quotes_in("Requirements\n- Python\n- Some Kafka would be a plus.") == {
        "Python": "Python",
        "Kafka": "Kafka would be a plus",
    }


def test_the_skills_are_in_the_order_of_the_text() -> None:
    found = find_skills(Reading("", SECTIONED))
    assert [each.start for each in found] == sorted(each.start for each in found)


WRITTEN = sorted(
    {alias.written for node in lexicon().by_first.values() for alias in node.aliases}
    | {
        "Experience with ",
        " and ",
        ", ",
        "Requirements:\n- ",
        " is a plus",
        "\n",
        "(",
        "İ",
        "ﬀ",
        "\0",
        " ",
        ".",
    }
)
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(WRITTEN), max_size=12).map("".join))


@given(TEXTS, st.sampled_from([None, "", "Python", "İ"]))
@settings(max_examples=150)
def test_every_quote_stands_in_the_text_and_every_name_in_the_lexicon(
    text: str, employer: str | None
) -> None:
    found = find_skills(Reading("", text, employer=employer))
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(each.value.name in lexicon().names for each in found)
    assert len({each.value.name for each in found}) == len(found)


@given(TEXTS)
@settings(max_examples=50)
def test_what_stands_in_front_moves_the_quotes_and_changes_nothing(text: str) -> None:
    front = "Wir sind zu dritt.\n\n"
    alone, moved = find_skills(Reading("", "\n\n" + text)), find_skills(Reading("", front + text))
    by = len(front) - 2
    assert [(each.value, each.start + by, each.end + by) for each in alone] == [
        (each.value, each.start, each.end) for each in moved
    ]


@pytest.mark.parametrize(
    "piece", ["Python, ", "C, R, Go, ", "English ", "@python", "plus ", "Microsoft Office "]
)
def test_work_grows_with_the_text_and_not_faster(piece: str) -> None:
    short, long = (
        lines_run(lambda times=times: find_skills(Reading("", piece * times))) for times in (200, 2_000)
    )
    assert long < 15 * short
