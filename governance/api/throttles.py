"""How many requests one caller may send: beyond it 429 with ``Retry-After``."""

from rest_framework.throttling import AnonRateThrottle, UserRateThrottle


class VisitorRate(AnonRateThrottle):
    """By address, for callers without an account."""

    rate = "300/min"


class PersonRate(UserRateThrottle):
    """By account."""

    rate = "1200/min"
