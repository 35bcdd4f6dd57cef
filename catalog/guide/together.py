"""Several subjects who register together: the registrant leads, the others consent (26号 第七条)."""

from typing import Any

from django.utils.translation import gettext as _

from catalog.models import ApplicationParty, RegistrationApplication
from governance import edits


def parties_of(application: RegistrationApplication) -> list[ApplicationParty]:
    """Who applies together, the lead first; nobody where one applies alone."""
    return list(application.parties.select_related("organisation").order_by("-is_lead", "pk"))


def lead_of(application: RegistrationApplication, *, actor: Any) -> ApplicationParty:
    """The registrant as the lead, named with the first partner."""
    lead = application.parties.filter(is_lead=True).first()
    if lead is None:
        lead = ApplicationParty(
            application=application, organisation=application.registrant, is_lead=True
        )
        edits.save(lead, actor=actor)
    return lead


def summary(application: RegistrationApplication) -> str:
    """Who applies, in one line."""
    parties = parties_of(application)
    if not parties:
        return _("由“%(name)s”单独申请") % {"name": application.registrant}
    silent = [str(each) for each in parties if not each.has_consented]
    names = "、".join(str(each) for each in parties)
    if silent:
        return _("%(names)s共同申请；%(silent)s还没有同意") % {
            "names": names,
            "silent": "、".join(silent),
        }
    return _("%(names)s共同申请，都已同意") % {"names": names}
