"""The draft of an agreement, born from a concluded selection (27号 第十三条、第十四条)."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Organisation
from governance import edits
from governance.deadlines import add_months
from governance.transitions import TransitionError
from licensing.models import Candidate, Licence, LicensedResource, Scheme, Selection

#: Which text of the scheme begins which content of the agreement.
TAKEN_FROM_SCHEME = {
    "platform": "technical_safeguards",
    "asset_ownership": "asset_management",
    "accounting": "accounting",
    "revenue_sharing": "revenue_sharing",
    "data_protection": "data_protection",
    "incident_response": "incident_response",
    "evaluation": "evaluation_criteria",
    "renewal_and_exit": "exit_mechanism",
}


def draft_licence(selection: Selection, *, starts_on: date, actor: Any) -> Licence:
    """Everything that is known already; who drafts it goes on from there."""
    if selection.licences.exclude(status__in=Licence.ENDED).exists():
        raise TransitionError(_("本次遴选已经起草协议，请打开已有的协议。"))
    scheme = selection.scheme
    ends_on = add_months(starts_on, scheme.planned_months) - timedelta(days=1)
    licence = Licence(
        name=scheme.name.removesuffix(_("实施方案")),
        scheme=scheme,
        selected_in=selection,
        implementing_body=selection.implementing_body,
        authorising_body=scheme.decision.body if scheme.decision else selection.implementing_body,
        operator=operator_of(selection.winner),
        regulator=scheme.authority,
        mode=scheme.mode,
        domain=scheme.domain,
        scenario=scheme.scenario,
        content=selection.content,
        business=list(selection.business),
        starts_on=starts_on,
        ends_on=ends_on,
        selection=selection.method,
        selection_basis=selection.method_basis,
        notice_no=selection.notice_no,
        result_no=selection.result_no,
        **_texts(scheme),
    )
    edits.save(licence, actor=actor, relations=lambda: _take_scope(licence, scheme))
    return licence


def _texts(scheme: Scheme) -> dict[str, str]:
    planned = scheme.planned_products.all()
    return {
        **{own: getattr(scheme, source) for own, source in TAKEN_FROM_SCHEME.items()},
        "planned_products": "\n".join(
            f"{each.name}（{each.get_purpose_display()}，{each.get_form_display()}）"
            for each in planned
        ),
        "redevelopment_ban": _("运营机构及其关联方不得直接或间接参与已交付产品和服务的再开发。"),
    }


def _take_scope(licence: Licence, scheme: Scheme) -> None:
    purposes = sorted({each.purpose for each in scheme.planned_products.all()})
    for entry in scheme.scope.all():
        LicensedResource.objects.create(
            licence=licence, resource_id=entry.resource_id, purposes=purposes
        )


def operator_of(winner: Candidate | None) -> Organisation:
    """The winner as an organisation of the portal; one that applied on paper has to join first."""
    if winner is None:
        raise TransitionError(_("还没有选定运营机构，不能起草协议。"))
    if winner.organisation is None:
        raise TransitionError(
            _("“%(name)s”还不是本平台的单位，请先由数据主管部门登记该单位，再在申请上关联。")
            % {"name": winner.name}
        )
    return winner.organisation
