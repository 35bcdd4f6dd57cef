"""Which selections, candidates and judges owe a step now, where the state alone does not say it (for 我的待办)."""

from django.db.models import Q

from governance.clock import now, today


def past_closing() -> Q:
    """Selections whose closing moment has passed: the applications wait to be opened."""
    return Q(closes_at__lt=now())


def past_result_notice() -> Q:
    """Selections whose result notice is over and has no open challenge."""
    return Q(result_ends_on__lt=today())


def without_licence() -> Q:
    """Concluded selections from which no agreement has been drawn up."""
    return Q(licences__isnull=True)


def may_still_be_submitted() -> Q:
    """Applications that are waited for: before the closing, or returned for mending."""
    return Q(selection__status="open", selection__closes_at__gte=now()) | Q(status="returned")


def in_evaluation() -> Q:
    """Candidates and judges of selections that are being evaluated."""
    return Q(selection__status="evaluating")


def waiting_for_examination() -> Q:
    """Opened applications: handed in, or returned and not mended in time."""
    late = Q(status="returned", due_on__lt=today())
    return in_evaluation() & (Q(status="submitted") | late)


def with_opened_applications() -> Q:
    """Judges who can sign now, since the candidates are known."""
    return in_evaluation()


def without_organisation() -> Q:
    """Winners that applied on paper and are not an organisation of the portal yet."""
    return Q(organisation__isnull=True)
