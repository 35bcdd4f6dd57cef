"""Steps of accounts: roles given and taken, bodies moved, doubtful codes accepted (§14, 等保 三员)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts import second_factor, uscc
from accounts.forms import AcceptCodeForm, AppointForm, DismissForm, MoveForm
from accounts.models import AccessKey, Membership, Organisation, Role, User
from governance.models import AuditEvent
from governance.snapshots import snapshot
from governance.transitions import Transition, TransitionError, step

#: Organisations and roles have no status: their steps are open as long as the record stands.
ALWAYS: frozenset[Any] = frozenset({None})


@step(
    Transition(
        action="accounts.organisation.appoint",
        label=_("任用人员"),
        sources=ALWAYS,
        target=None,
        permission="accounts.appoint_organisation",
        clause=_("等级保护第三级 访问控制"),
        is_duty=False,
        form=AppointForm,
    )
)
def appoint(
    organisation: Organisation,
    *,
    actor: Any,
    reason: str,
    user: User,
    role: str,
    starts_on: date,
    ends_on: date | None = None,
    covers_subtree: bool = False,
) -> None:
    """Give a person a role: never oneself, never two of the 三员 (I-34), never beyond one's own reach."""
    _require_fit(organisation, user, actor, covers_subtree=covers_subtree)
    membership = Membership(
        user=user,
        organisation=organisation,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        covers_subtree=covers_subtree,
        created_by_id=actor.pk,
    )
    membership.full_clean()
    membership.save()
    changes = {name: [None, value] for name, value in snapshot(membership).items()}
    AuditEvent.objects.record(
        "accounts.membership.add", membership, actor=actor, reason=reason, changes=changes
    )
    user.forget_roles()


def _require_fit(
    organisation: Organisation, user: User, actor: Any, *, covers_subtree: bool
) -> None:
    if user.pk == actor.pk:
        raise TransitionError(_("不得任用本人，请由其他安全管理员办理。"))
    if not user.is_active or user.is_service:
        raise TransitionError(_("“%(user)s”的账号已停用或为服务账号，不能任用。") % {"user": user})
    if not organisation.is_active:
        raise TransitionError(_("“%(body)s”已撤销，不能任用人员。") % {"body": organisation})
    if covers_subtree and not actor.is_service:
        _require_reach(organisation, actor)


def _require_reach(organisation: Organisation, actor: Any) -> None:
    reach = actor.organisation_ids(Role.SECURITY_ADMIN)
    if Organisation.objects.within(organisation).exclude(pk__in=reach).exists():
        raise TransitionError(_("您的任用不包括该单位的下级单位，请取消勾选“包括下级单位”。"))


@step(
    Transition(
        action="accounts.membership.dismiss",
        label=_("终止任用"),
        sources=ALWAYS,
        target=None,
        permission="accounts.dismiss_membership",
        clause=_("等级保护第三级 访问控制"),
        needs_reason=True,
        is_duty=False,
        form=DismissForm,
    )
)
def dismiss(membership: Membership, *, on: date, ends_on: date | None = None) -> dict[str, object]:
    """Take a role back, at once or on a later day; what was done under it stays."""
    if membership.ends_on is not None and membership.ends_on <= on:
        raise TransitionError(
            _("“%(record)s”已于%(day)s终止，不需要再次终止。")
            % {"record": membership, "day": membership.ends_on}
        )
    last = ends_on or on
    if last < on:
        raise TransitionError(_("终止日期不得早于今天，已经发生的任用不能追溯更改。"))
    membership.user.forget_roles()
    return {"ends_on": max(last, membership.starts_on)}


@step(
    Transition(
        action="accounts.user.reset_second_factor",
        label=_("重设动态验证码"),
        sources=ALWAYS,
        target=None,
        permission="accounts.reset_second_factor_user",
        clause=_("等级保护第三级 身份鉴别"),
        needs_reason=True,
        is_duty=False,
    )
)
def reset_second_factor(user: User) -> None:
    """Forget a lost authenticator; the next sign-in sets up a new one."""
    if not second_factor.forget(user):
        raise TransitionError(_("“%(user)s”还没有设置动态验证码，不需要重设。") % {"user": user})


@step(
    Transition(
        action="accounts.organisation.move",
        label=_("调整隶属关系"),
        sources=ALWAYS,
        target=None,
        permission="accounts.move_organisation",
        clause=_("机构改革后的隶属关系"),
        needs_reason=True,
        is_duty=False,
        form=MoveForm,
    )
)
def move(organisation: Organisation, *, actor: Any, parent: Organisation) -> dict[str, object]:
    """Put a body with all that is below it under another one, both in the charge of who moves it."""
    if not actor.has_perm("accounts.move_organisation", parent):
        raise TransitionError(
            _("“%(parent)s”不在您管理的单位之内，请另选上级单位。") % {"parent": parent}
        )
    if not parent.is_active:
        raise TransitionError(_("“%(parent)s”已撤销，请另选上级单位。") % {"parent": parent})
    if Organisation.objects.within(organisation).filter(pk=parent.pk).exists():
        raise TransitionError(_("上级单位不能是本单位或其下级单位，请另选上级单位。"))
    return {"parent": parent}


@step(
    Transition(
        action="accounts.organisation.accept_code",
        label=_("认可校验位不符的代码"),
        sources=ALWAYS,
        target=None,
        permission="accounts.accept_code_organisation",
        clause=_("GB 32100-2015"),
        needs_reason=True,
        is_duty=False,
        form=AcceptCodeForm,
    )
)
def accept_code(organisation: Organisation, *, reason: str, code: str) -> dict[str, object]:
    """Take a code whose check digit fails as the certificate states it; some early ones are real."""
    if uscc.check(code) is not uscc.Verdict.BAD_CHECK_DIGIT:
        raise TransitionError(
            _("只有校验位不符的代码需要认可，其他代码请直接修改“%(body)s”。")
            % {"body": organisation}
        )
    return {"uscc": code, "accepted_uscc": code, "uscc_override_reason": reason}


@step(
    Transition(
        action="accounts.accesskey.revoke",
        label=_("吊销"),
        sources=frozenset({AccessKey.Status.ACTIVE}),
        target=AccessKey.Status.REVOKED,
        permission="accounts.revoke_accesskey",
        clause=_("等级保护第三级 身份鉴别"),
        needs_reason=True,
        reason_hint=_("写明原因：不再使用、人员变动或者疑似泄露。"),
        is_duty=False,
    )
)
def revoke_key(key: AccessKey) -> None:
    """The next request with this key is refused."""
