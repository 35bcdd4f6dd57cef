"""The lookup by which querysets search: ``search__tsv__bigrams="停车"``."""

from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db.models import Lookup

from governance.search import query


@SearchVectorField.register_lookup
class Bigrams(Lookup):
    """The rows whose words hold every bigram of a text; a text without letter or digit asks for nothing."""

    lookup_name = "bigrams"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """PostgreSQL's match operator."""
        left, parameters = self.process_lhs(compiler, connection)
        return f"{left} @@ %s::tsquery", [*parameters, query(self.rhs)]
