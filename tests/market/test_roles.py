"""Roles from titles in four languages, and titles that name none."""

from importlib.resources import files

import pytest
import yaml

from jobs_assets.market.roles import role_of, roles


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Senior Backend Engineer (Go)", "Software engineering"),
        ("Softwareentwickler:in Zahlungen (m/w/d)", "Software engineering"),
        ("Ingénieur logiciel Java H/F", "Software engineering"),
        ("Desarrollador/a backend de pagos", "Software engineering"),
        ("Datenanalyst – Schwerpunkt Preise", "Data and AI"),
        ("Chargé d'affaires juridiques – droit social", "Legal"),
        ("Solicitor, Data Protection", "Legal"),
        ("Tram Driver (School Services)", "Driving"),
        ("Security Officer, Museum Quarter", "Security guards"),
        ("Security Engineer, Identity", "Information security"),
        ("Pflegefachkraft Onkologie", "Health"),
        ("Mozo/a de almacén – recepción", "Warehouse and logistics"),
        ("Praktikum – Erzieher Kindergarten", "Care and social work"),
        ("Account Executive, Mid-Market", "Sales"),
        ("Accounts Payable Clerk", "Finance and accounting"),
    ],
)
def test_a_title_names_its_role(title: str, role: str) -> None:
    assert role_of(title) == role


@pytest.mark.parametrize(
    "title", ["", "Wizard of Light Bulb Moments", "Initiativbewerbung", "🚀🚀", "Item 4", "(((,,,|||"]
)
def test_a_title_that_names_no_role_has_none(title: str) -> None:
    assert role_of(title) is None


def test_every_phrase_names_its_role_or_a_more_particular_one_and_every_role_is_reached() -> None:
    named = yaml.safe_load(files("jobs_assets.market").joinpath("roles.yaml").read_text("utf-8"))
    order = list(roles())
    reached = set()
    for role, phrases in named.items():
        for phrase in phrases:
            found = role_of(phrase.removeprefix("~").removesuffix("."))
            assert found is not None, phrase
            assert order.index(found) <= order.index(role), phrase
            reached.add(found)
    assert reached == set(order)
