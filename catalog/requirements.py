"""What filing asks of an application besides filled fields (26号 第五条至第九条、第十五条), each in a sentence."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation, Role
from catalog import blocks, validity
from catalog.clocks import renewal_window_days
from catalog.models import DataResource, Registration, RegistrationApplication
from governance.deadlines import due
from governance.transitions import TransitionError

Kind = RegistrationApplication.Kind
LEVELS = list(Organisation.Level.values)


def require_filing(application: RegistrationApplication, on: date) -> None:
    """Everything that stands between a prepared application and the registry."""
    _require_complete(application)
    _require_registry(application, on)
    _require_parties(application)
    require_no_secret(application)
    if application.kind == Kind.FIRST:
        _require_subject(application, on)
    else:
        require_about(application, on)


def require_about(application: RegistrationApplication, on: date) -> None:
    """The registration that a later application is about still stands, and is the applicant's own matter."""
    about = application.about
    if about is None or about.status != Registration.Status.ACTIVE:
        raise TransitionError(
            _("“%(name)s”所针对的登记已经失效，不能再%(kind)s。请改为首次登记。")
            % {"name": application, "kind": application.get_kind_display()}
        )
    _require_same(application, about)
    _require_latest(application, about)
    if application.kind == Kind.RENEWAL:
        _require_window(application, about, application.first_received_on or on)
        return
    _require_last(application, about)
    if on > about.valid_to:
        raise TransitionError(
            _("登记“%(number)s”已于%(day)s期满，请改为首次登记。")
            % {"number": about, "day": about.valid_to}
        )


def _require_latest(application: RegistrationApplication, about: Registration) -> None:
    """Nobody overwrites a correction with words that were written before it (26号 第九条第三项)."""
    if application.kind == Kind.CANCELLATION:
        return
    versions: Any = about.versions
    corrected = versions.filter(created_at__gt=application.created_at).order_by("-sequence").first()
    if corrected is not None:
        raise TransitionError(
            _(
                "登记“%(number)s”的内容已于%(day)s更正，这项申请是按更正前的内容编制的。"
                "请撤回本申请，按更正后的内容重新编制后再提交。"
            )
            % {"number": about, "day": corrected.corrected_on}
        )


def _require_last(application: RegistrationApplication, about: Registration) -> None:
    """Once a renewal waits for its turn, it is the renewal that is changed or corrected: its content follows."""
    following = about.superseded_by
    if following is None:
        return
    if application.kind == Kind.CHANGE:
        raise TransitionError(
            _("登记“%(number)s”已经续展，请在续展的登记%(day)s生效后，就续展的登记申请变更。")
            % {"number": about, "day": following.valid_from}
        )
    if application.kind == Kind.CORRECTION:
        raise TransitionError(
            _("登记“%(number)s”已经续展，请撤回本申请，就续展的登记“%(next)s”申请更正。")
            % {"number": about, "next": following}
        )


def term_of(application: RegistrationApplication, on: date) -> validity.Term:
    """The validity that coding on a day would give (I-24, I-25)."""
    try:
        return _term(application, on)
    except validity.NoTerm as nothing:
        raise TransitionError(
            _(
                "“%(name)s”没有可登记的有效期：授权期限已满，或者申请续展的日期超出上限。请核对后再办理。"
            )
            % {"name": application}
        ) from nothing


def _term(application: RegistrationApplication, on: date) -> validity.Term:
    region, licence_end = application.deadline_region_code, licence_end_of(application)
    about = application.about
    if application.kind == Kind.CHANGE and about is not None:
        return validity.changed_term(on, valid_to=about.valid_to)
    if application.kind == Kind.RENEWAL and about is not None:
        longest = due("reg.renew_max", start=about.valid_to, region_code=region).on
        return validity.renewed_term(
            about.valid_to,
            longest=longest,
            asked=application.renewal_ends_on,
            licence_ends_on=licence_end,
        )
    longest = due("reg.validity", start=on, region_code=region).on
    return validity.first_term(on, longest=longest, licence_ends_on=licence_end)


def licence_end_of(application: RegistrationApplication) -> date | None:
    """Under a licence a product is registered no longer than the licence runs (I-24)."""
    product: Any = application.product
    return product.licence.ends_on if product is not None else None


def serves(registry: Organisation, registrant: Organisation) -> bool:
    """A registry serves the bodies of its place, up to its own level (26号 第六条)."""
    if LEVELS.index(registrant.level) < LEVELS.index(registry.level):
        return False
    place = str(registry.region_id or "")
    if not place or registrant.region_id is None:
        return True
    while place.endswith("00"):
        place = place[:-2]
    return str(registrant.region_id).startswith(place)


def _require_registry(application: RegistrationApplication, on: date) -> None:
    registrars = Membership.objects.in_force(on).filter(organisation=application.registry_id)
    if not registrars.filter(role=Role.REGISTRY).exists():
        raise TransitionError(
            _("“%(name)s”不是登记机构，无人受理。请改选登记机构后再提交。")
            % {"name": application.registry}
        )
    if not serves(application.registry, application.registrant):
        raise TransitionError(
            _("“%(registry)s”不办理“%(registrant)s”的登记。请按层级和所在地改选登记机构。")
            % {"registry": application.registry, "registrant": application.registrant}
        )


def _require_complete(application: RegistrationApplication) -> None:
    gaps = blocks.missing(application)
    if gaps:
        raise TransitionError(
            _("“%(name)s”还缺少：%(gaps)s。请补充后再提交。")
            % {"name": application, "gaps": "、".join(gaps)}
        )


def _require_parties(application: RegistrationApplication) -> None:
    """Joint applicants: the lead files, and everybody else has consented (26号 第七条)."""
    parties = list(application.parties.select_related("organisation"))
    if not parties:
        return
    leads = [each for each in parties if each.is_lead]
    if len(parties) == 1 or [each.organisation_id for each in leads] != [application.registrant_id]:
        raise TransitionError(
            _("共同申请须列出全部单位，并以登记主体“%(name)s”为牵头单位，由其提交。")
            % {"name": application.registrant}
        )
    silent = [str(each) for each in parties if not each.has_consented]
    if silent:
        raise TransitionError(
            _("%(names)s尚未同意共同申请。请填写同意说明或者上传同意文件后再提交。")
            % {"names": "、".join(silent)}
        )


def _require_subject(application: RegistrationApplication, on: date) -> None:
    if application.is_about_product:
        _require_product(application, on)
        return
    require_published(application)
    _require_own(application, on)
    resource = application.resource
    _require_unregistered(application, Registration.objects.filter(resource=resource))


def require_no_secret(application: RegistrationApplication) -> None:
    """What is secret is neither announced nor registered; a registration that became secret may be cancelled."""
    resource = _locked_resource(application)
    if resource is not None and resource.is_secret and application.kind != Kind.CANCELLATION:
        raise TransitionError(
            _(
                "“%(name)s”对应的资源标为涉密，涉密数据不得公示和登记。"
                "请登记主体撤回申请；标错的，请先在目录中更正。"
            )
            % {"name": application}
        )


def require_published(application: RegistrationApplication) -> None:
    """The resource of a first registration stands in the catalogue, and is not withdrawn at this moment."""
    resource = _locked_resource(application)
    if resource is None or not resource.is_standing:
        raise TransitionError(
            _("“%(name)s”对应的公共数据资源尚未发布，或者已经撤回。请先在目录中发布，再办理登记。")
            % {"name": application}
        )


def _locked_resource(application: RegistrationApplication) -> DataResource | None:
    """As it stands, held until the step is done: a withdrawal waits, and then sees the application."""
    rows: Any = DataResource.objects.select_for_update(of=("self",))
    found: DataResource | None = rows.filter(pk=application.resource_id).first()
    return found


def _require_own(application: RegistrationApplication, on: date) -> None:
    """The registrant's resource, a subordinate's or a joint applicant's; or one in a licence that it has granted."""
    resource: Any = application.resource
    registrants = {application.registrant_id} | set(
        application.parties.values_list("organisation", flat=True)
    )
    if resource.provider.links_up.filter(ancestor__in=registrants).exists():
        return
    # 27号 第十六条: the implementing body sees to the registration of what it has licensed.
    entries = resource.licensed_entries.in_force(on)
    if not entries.filter(licence__implementing_body=application.registrant_id).exists():
        raise TransitionError(
            _(
                "“%(name)s”对应的资源由“%(provider)s”提供，不是“%(registrant)s”的数据。"
                "请由提供单位申请登记，或者与其共同申请。"
            )
            % {
                "name": application,
                "provider": resource.provider,
                "registrant": application.registrant,
            }
        )


def _require_product(application: RegistrationApplication, on: date) -> None:
    product: Any = application.product
    if not product.is_on_sale(on):
        raise TransitionError(
            _("产品“%(name)s”没有在售，或者授权不在有效期内。请上架后再申请登记。")
            % {"name": product}
        )
    if product.licence.operator_id != application.registrant_id:
        raise TransitionError(
            _("产品“%(name)s”的运营机构是“%(operator)s”，请由其作为登记主体申请。")
            % {"name": product, "operator": product.licence.operator}
        )
    _require_unregistered(application, Registration.objects.filter(product=product))


def _require_unregistered(application: RegistrationApplication, registrations: Any) -> None:
    standing = registrations.filter(status=Registration.Status.ACTIVE).first()
    if standing is not None:
        raise TransitionError(
            _("“%(name)s”已有有效的登记%(number)s，请申请变更或者续展，不要重复登记。")
            % {"name": application, "number": standing}
        )


def _require_same(application: RegistrationApplication, about: Registration) -> None:
    """A later application keeps to the subject, the registrant and the registry of its registration."""
    pairs = (
        (application.resource_id, about.resource_id),
        (application.product_id, about.product_id),
        (application.registrant_id, about.registrant_id),
        (application.registry_id, about.registry_id),
    )
    if any(one != other for one, other in pairs):
        raise TransitionError(
            _("登记主体、登记对象和登记机构须与登记“%(number)s”一致，请核对后再提交。")
            % {"number": about}
        )


def _require_window(
    application: RegistrationApplication, about: Registration, asked_on: date
) -> None:
    """Only in the last sixty days, and only once (I-25)."""
    opens_on = validity.renewal_opens_on(
        about.valid_to, days=renewal_window_days(application.deadline_region_code)
    )
    if not opens_on <= asked_on <= about.valid_to:
        raise TransitionError(
            _("登记“%(number)s”的续展申请期为%(first)s至%(last)s，现在不能申请续展。")
            % {"number": about, "first": opens_on, "last": about.valid_to}
        )
    if about.superseded_by is not None:
        raise TransitionError(_("登记“%(number)s”已经续展，不用再次申请。") % {"number": about})
    term_of(application, asked_on)
