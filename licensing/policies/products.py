"""Who may see, offer and review products (clauses 五, 十二; 27号 第十九条)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from governance.actors import Actor
from governance.clock import today
from governance.policies import NOBODY, Grounds, allow, rule
from licensing.duties import reviewed_by
from licensing.models import Licence, LicensedResource, Product
from licensing.models.products import on_sale, suspended
from licensing.policies.grounds import holders_of, staff_of, the_job, through

Status = Product.Status
OWN_WORK = _("本人编制的产品须由他人审核")


def may_offer(user: Actor, within: Q | None = None) -> Grounds:
    """The operator, under its own licences."""
    return staff_of(
        user,
        Role.OPERATOR,
        "licence__operator",
        _("运营机构办理本单位协议下的产品（27号第十九条）"),
        within,
    )


def may_supervise(user: Actor, within: Q | None = None) -> Grounds:
    """Implementing body and regulator of the licence."""
    return staff_of(
        user,
        Role.IMPLEMENTING_BODY,
        "licence__implementing_body",
        _("实施机构审核本单位协议下的产品"),
        within,
    ) | staff_of(
        user, Role.AUTHORITY, "licence__regulator", _("监管的数据主管部门审核产品"), within
    )


@rule("licensing.view_product")
def may_view(user: Actor) -> Grounds:
    """On sale or suspended under a licence in force today: everybody. Otherwise parties, supervisors, auditors."""
    priced = Q(status__in=(*Product.LISTED, Status.WITHDRAWN))
    return (
        allow(_("产品和服务能力清单向社会公开（意见第五条）"), on_sale(today()))
        | allow(_("被暂停的产品和服务向社会公告"), suspended(today()))
        | may_offer(user)
        | may_supervise(user, ~Q(status=Status.DRAFT))
        | holders_of(user, Role.PRICE_AUTHORITY, _("价格主管部门查阅上架过的产品（65号）"), priced)
        | holders_of(user, Role.AUDITOR, _("审计机关查阅全部产品（审计法第三十四条）"))
    )


@rule("licensing.add_product", "licensing.change_product")
def may_write(user: Actor) -> Grounds:
    """Drafts and returned products, only while the licence is in force: its end closes this door too."""
    in_force = Q(licence__in=Licence.objects.in_force(today()))
    return may_offer(user, Q(status__in=Product.OPEN_TO_EDITS) & in_force)


@rule(
    "licensing.submit_product", "licensing.sell_product", "licensing.register_product",
    "licensing.deliver_product",
)  # fmt: skip
def may_sell(user: Actor) -> Grounds:
    """The operator submits, lists, registers and delivers its products."""
    return may_offer(user)


@rule("licensing.security_review_product", "licensing.conformity_review_product")
def may_review(user: Actor) -> Grounds:
    """Supervisors, but never author, submitter or the operator's people, nor one person for both reviews."""
    own = Q(created_by=user.pk) | Q(submitted_by=user.pk)
    of_operator = Q(licence__operator__in=user.organisation_ids(Role.OPERATOR))
    return (
        may_supervise(user)
        .unless(OWN_WORK, own)
        .unless(_("运营机构的人员不得审核本单位的产品"), of_operator)
        .unless(_("安全审核与业务规范性审核须由不同人员作出"), reviewed_by(user.pk))
    )


@rule(
    "licensing.return_product", "licensing.suspend_product", "licensing.resume_product",
    "licensing.recall_product",
)  # fmt: skip
def may_return(user: Actor) -> Grounds:
    """Who reviews may return, suspend, and ask for another review."""
    return may_supervise(user)


@rule("licensing.withdraw_product")
def may_withdraw(user: Actor) -> Grounds:
    """The operator takes its own products off the list; supervisors any under their licences; the job what is over."""
    return may_offer(user) | may_supervise(user) | the_job(user, _("授权期满，系统下架所属产品"))


@rule("licensing.view_productsource")
def may_view_sources(user: Actor) -> Grounds:
    """Who sees both the product and the licensed resource."""
    both = Q(product__in=Product.objects.visible_to(user)) & Q(
        licensed_resource__in=LicensedResource.objects.visible_to(user)
    )
    return allow(_("产品和数据来源均可查阅"), both)


@rule("licensing.add_productsource", "licensing.change_productsource")
def may_write_sources(user: Actor) -> Grounds:
    """Sources are written with the draft."""
    return through(user, Product, "licensing.change_product", "product", _("可修改所属产品"))


def concerned(user: Actor, product: str, what: dict[str, object]) -> Grounds:
    """Operator, supervisors and auditors, for what hangs on a product at the end of the path ``product``."""
    return (
        staff_of(
            user, Role.OPERATOR, f"{product}licence__operator", _("运营机构查阅本单位产品的%(what)s") % what
        )
        | staff_of(
            user, Role.IMPLEMENTING_BODY, f"{product}licence__implementing_body", _("实施机构查阅%(what)s") % what
        )
        | staff_of(
            user, Role.AUTHORITY, f"{product}licence__regulator", _("监管的数据主管部门查阅%(what)s") % what
        )
        | holders_of(user, Role.AUDITOR, _("审计机关查阅全部%(what)s（审计法第三十四条）") % what)
    )  # fmt: skip


@rule("licensing.view_productreview")
def may_view_reviews(user: Actor) -> Grounds:
    """Opinions are for operator, supervisors and auditors."""
    return concerned(user, "product__", {"what": _("审核意见")})


@rule("licensing.view_reviewpoint")
def may_view_points(user: Actor) -> Grounds:
    """So is the check-list of a review."""
    return concerned(user, "review__product__", {"what": _("审核要点")})


@rule("licensing.view_productedition")
def may_view_editions(user: Actor) -> Grounds:
    """Whoever sees the product sees what it was."""
    seen = Q(product__in=Product.objects.visible_to(user))
    return allow(_("产品可查阅的，其历史版本可查阅"), seen)


@rule(
    "licensing.add_productedition", "licensing.change_productedition",
    "licensing.add_productreview", "licensing.change_productreview", "licensing.add_reviewpoint",
    "licensing.change_reviewpoint",
)  # fmt: skip
def nobody_writes_reviews(user: Actor) -> Grounds:
    """Reviews and kept editions come from their steps alone."""
    return NOBODY
