"""Who sees and issues certificates: they say nothing that is not public (26号 第十三条)."""

from catalog.policies.resources import is_service
from governance.actors import Actor
from governance.policies import EVERYBODY, NOBODY, Grounds, rule


@rule("catalog.view_certificate")
def may_view_certificate(user: Actor) -> Grounds:
    """Whoever holds a certificate may ask whether it is genuine."""
    return EVERYBODY


@rule("catalog.add_certificate")
def may_issue_certificate(user: Actor) -> Grounds:
    """The portal itself puts an edition on record when somebody asks for it."""
    return EVERYBODY if is_service(user) else NOBODY


@rule("catalog.change_certificate")
def nobody_changes_a_certificate(user: Actor) -> Grounds:
    """What was issued stays as it was issued."""
    return NOBODY
