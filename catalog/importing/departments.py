"""The department that a record names, and the organisation of that name below the one that answers for the import."""

from collections.abc import Iterable

from django.db.models import Q

from accounts.models import Organisation


class Departments:
    """One query for all the names of a batch; a name that two organisations share matches neither."""

    def __init__(self, responsible: Organisation, names: Iterable[str]) -> None:
        wanted = {name for name in names if name}
        self._found: dict[str, set[int]] = {}
        if not wanted:
            return
        below = Organisation.objects.within(responsible).active()
        known = below.filter(Q(name__in=wanted) | Q(short_name__in=wanted)).distinct()
        for pk, name, short_name in known.values_list("pk", "name", "short_name"):
            for word in {name, short_name} & wanted:
                self._found.setdefault(word, set()).add(pk)

    def match(self, name: str) -> int | None:
        """The organisation's number, or nothing where none or several bear the name."""
        found = self._found.get(name, set())
        return next(iter(found)) if len(found) == 1 else None
