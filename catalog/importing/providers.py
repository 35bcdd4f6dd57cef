"""The organisation that answers for an import, by credit code or by name."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Organisation
from governance.errors import InvalidInput


def responsible(word: str, *, actor: Any) -> Organisation:
    """The one active organisation with this credit code or name that ``actor`` may see."""
    named = Q(uscc=word.strip().upper()) | Q(name=word.strip()) | Q(short_name=word.strip())
    found = list(Organisation.objects.visible_to(actor).active().filter(named)[:2])
    if not found:
        raise InvalidInput(
            _("没有找到单位“%(word)s”，请核对统一社会信用代码或者名称。") % {"word": word}
        )
    if len(found) > 1:
        raise InvalidInput(_("有多个单位叫“%(word)s”，请改用统一社会信用代码。") % {"word": word})
    return found[0]
