"""Fill an empty portal with 云州市; a portal that holds anything already is left alone."""

from datetime import date

from accounts.models import Organisation
from config.city import (
    assessing,
    authorising,
    catalogue,
    changing,
    charging,
    complaining,
    curating,
    deciding,
    disclosing,
    evaluating,
    importing,
    improving,
    leaving,
    registering,
    registering_later,
    registering_products,
    revising,
    selecting,
    selling,
    serving,
    sharing,
    supervising,
    using,
    wording,
)
from config.city.chronicle import Chronicle
from config.city.foundation import City, found

CHAPTERS = (
    catalogue,
    curating,
    revising,
    registering,
    registering_later,
    sharing,
    authorising,
    deciding,
    assessing,
    changing,
    selecting,
    selling,
    leaving,
    registering_products,
    charging,
    supervising,
    complaining,
    serving,
    using,
    disclosing,
    evaluating,
    improving,
    importing,
    wording,
)
#: Three years of history are told: the first registrations of a pilot reach the end of their validity.
BEGINNING_DAYS = 800


def fill(today: date) -> int:
    """Bring the city about as of ``today``; return the number of happenings, 0 where there was something already."""
    if Organisation.objects.exists():
        return 0
    chronicle = Chronicle(today)
    beginning = chronicle.working_days_ago(BEGINNING_DAYS)
    city = City(beginning)
    chronicle.on(beginning, lambda: found(city))
    told = chronicle.play()
    for chapter in CHAPTERS:
        chapter.tell(city, chronicle)
    return told + chronicle.play()
