"""What the trail calls the events of disclosure that are neither steps nor edits."""

from django.utils.translation import gettext_lazy as _

from governance.words import name_actions

name_actions({"disclosure.disclosureobligation.raise": _("产生披露义务")})
