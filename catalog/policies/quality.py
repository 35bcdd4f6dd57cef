"""Who sees scores and works on them (clause 二: 谁提供、谁负责)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from catalog.models import DataResource
from catalog.policies.resources import may_view_resource, provided_by, supervised_by
from governance.actors import Actor
from governance.policies import NOBODY, Grounds, allow, rule


@rule("catalog.view_resourcequality")
def may_view_quality(user: Actor) -> Grounds:
    """Who sees the resource sees its score: it is computed from what he sees."""
    rows = DataResource.objects.filter(may_view_resource(user).condition)
    return allow(_("可以查看资源的，可以查看其质量分。"), Q(resource__in=rows))


@rule("catalog.improve_resourcequality")
def may_work_on_quality(user: Actor) -> Grounds:
    """The provider on its own, the data authority and the auditor over all that they answer for."""
    if user.is_anonymous:
        return NOBODY
    if user.holds(Role.AUDITOR):
        return allow(_("审计机关可以查看全部单位的质量工作清单。"), Q())
    own = DataResource.objects.filter(provided_by(user))
    supervised = DataResource.objects.filter(supervised_by(user))
    return allow(_("提供单位办理本单位的质量工作清单。"), Q(resource__in=own)) | allow(
        _("数据主管部门督促所管单位的质量工作。"), Q(resource__in=supervised)
    )
