"""The lookup by which querysets search: ``search__tsv__bigrams="停车"``."""

from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db.models import Lookup

from catalog.models.synonyms import Synonym
from governance.search import query


@SearchVectorField.register_lookup
class Bigrams(Lookup):
    """The rows that a text finds, by its words, their synonyms or their sound; no letter or digit asks for nothing."""

    lookup_name = "bigrams"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """PostgreSQL's match operator."""
        left, parameters = self.process_lhs(compiler, connection)
        asked = query(self.rhs, thesaurus=Synonym.objects.thesaurus(), by_sound=True)
        return f"{left} @@ %s::tsquery", [*parameters, asked]
