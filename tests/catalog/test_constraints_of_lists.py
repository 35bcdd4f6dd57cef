"""What the database demands of synonyms and of the certificates that were handed out."""

import pytest

from catalog.models import Certificate, Synonym
from tests.catalog.test_constraints import refused
from tests.factories import catalog

pytestmark = pytest.mark.django_db


def test_a_synonym_is_listed_once_and_stands_for_something():
    Synonym.objects.create(term="地铁站", equivalents=["轨道交通站点"])
    refused(
        "synonym_term_is_listed_once",
        lambda: Synonym.objects.create(term="地铁站", equivalents=["车站"]),
    )
    refused(
        "synonym_has_an_equivalent",
        lambda: Synonym.objects.create(term="轻轨站", equivalents=[]),
    )


@pytest.mark.parametrize("digest", ["", "AB" * 32, "ab" * 31, "xy" * 32])
def test_a_certificate_is_known_by_its_whole_digest(digest):
    registration = catalog.active_registration()
    refused(
        "certificate_hash_is_64_hexadecimal_digits",
        lambda: Certificate.objects.create(
            registration=registration, sha256=digest, size=1, issued_on=catalog.DAY
        ),
    )
