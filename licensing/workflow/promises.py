"""What is given between decision and signature: undertakings, and another department's consent (27号 第六条)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from governance.transitions import Transition, TransitionError, step
from licensing import duties
from licensing.conditions import Words
from licensing.forms.licences import UndertakingsForm
from licensing.models import Licence, Undertaking

Status = Licence.Status


@step(
    Transition(
        action="licensing.licence.undertake",
        label=_("作出运营承诺"),
        sources=frozenset({Status.DECIDED}),
        target=None,
        permission="licensing.undertake_licence",
        owed=duties.without_undertakings,
        clause=_("27号 第六条、第十四条第六项"),
        form=UndertakingsForm,
    )
)
def undertake(licence: Licence, *, undertakings: list[str], on: date) -> dict[str, object]:
    """Each promise is given on its own, and all of them before the signature."""
    given = [each for each in Undertaking.values if each in undertakings]
    left = [str(each.label) for each in Undertaking if each not in given]
    if left:
        raise TransitionError(
            _("以下承诺尚未作出：%(left)s。请逐项阅读并全部确认后再提交。")
            % {"left": "；".join(left)}
        )
    return {"undertakings": given, "undertaken_on": on}


@step(
    Transition(
        action="licensing.licence.cosign",
        label=_("会签"),
        sources=frozenset({Status.DECIDED}),
        target=None,
        permission="licensing.cosign_licence",
        owed=duties.without_cosignature,
        clause=_("27号 第十三条"),
    )
)
def cosign(licence: Licence, *, on: date) -> dict[str, object]:
    """The department named in the agreement agrees to it, by the person to whom this right was given."""
    if licence.cosigned_on is not None:
        raise TransitionError(
            _("“%(licence)s”已于 %(day)s 会签，无需再次办理。")
            % {"licence": licence, "day": licence.cosigned_on}
        )
    return {"cosigned_on": on}


def missing(licence: Licence) -> list[Words]:
    """What is still to be given before the agreement may be signed."""
    found: list[Words] = []
    if licence.undertaken_on is None or set(Undertaking.values) - set(licence.undertakings):
        found.append(
            _("运营机构“%(operator)s”尚未作出全部承诺，请先由运营机构承诺，再签订协议。")
            % {"operator": licence.operator}
        )
    if licence.cosigner is not None and licence.cosigned_on is None:
        found.append(
            _("会签部门“%(body)s”尚未会签，请先办理会签，再签订协议。") % {"body": licence.cosigner}
        )
    return found
