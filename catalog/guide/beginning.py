"""How an application begins: what may be registered, by whom, at which registry, and what is known of it already."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from catalog import prefill
from catalog.models import DataResource, Registration, RegistrationApplication
from catalog.policies.registrations import REGISTRANT_ROLES
from catalog.registries import registries_for
from governance import edits
from governance.actors import Actor
from governance.errors import InvalidInput
from governance.visibility import only_visible

Status = RegistrationApplication.Status
PREPARED = (Status.DRAFT, Status.RETURNED)
#: An application that is being written or decided: a second one would only be thrown away.
UNDER_WAY = (Status.DRAFT, *RegistrationApplication.OPEN)
#: How many of each are offered at once; further ones are found by words.
OFFERED = 20


def own_bodies(user: Actor) -> list[int]:
    """The organisations for which the person registers."""
    return user.organisation_ids(*REGISTRANT_ROLES)


def unregistered_resources(user: Actor, *, words: str = "") -> QuerySet[Any]:
    """Published resources of the person's organisations that no registration stands for and none is asked for."""
    rows = DataResource.objects.visible_to(user).published().filter(provider__in=own_bodies(user))
    free = _without_registration(rows, "resource").select_related("provider")
    return free.filter(name__icontains=words.strip()) if words.strip() else free


def unregistered_products(user: Actor, *, words: str = "") -> QuerySet[Any]:
    """Products on sale of the operator, likewise."""
    related: Any = RegistrationApplication._meta.get_field("product").related_model
    rows = only_visible(related.objects.all(), user).filter(
        licence__operator__in=own_bodies(user), status="on_sale"
    )
    free = _without_registration(rows, "product").select_related("licence__operator")
    return free.filter(name__icontains=words.strip()) if words.strip() else free


def _without_registration(rows: QuerySet[Any], subject: str) -> QuerySet[Any]:
    standing = Registration.objects.filter(
        **{subject: OuterRef("pk")}, status=Registration.Status.ACTIVE
    )
    asked = RegistrationApplication.objects.filter(
        **{subject: OuterRef("pk")}, status__in=UNDER_WAY, kind="first"
    )
    return rows.filter(~Exists(standing), ~Exists(asked)).order_by("name", "pk")


def prepared(user: Actor) -> QuerySet[Any]:
    """What the person has begun, or has to mend."""
    rows = RegistrationApplication.objects.permitted(user, "catalog.change_registrationapplication")
    return rows.filter(status__in=PREPARED).order_by("-updated_at", "-pk")


def own_registrations(user: Actor, *, words: str = "") -> QuerySet[Any]:
    """The registrations in the books of the person's organisations."""
    rows = Registration.objects.permitted(user, "catalog.apply_registration").filter(
        status=Registration.Status.ACTIVE
    )
    chosen = rows.filter(data_name__icontains=words.strip()) if words.strip() else rows
    return chosen.order_by("valid_to", "pk")


def begin_claim(form: Any, *, actor: Any) -> RegistrationApplication:
    """A draft of the correction that an interested party asks for: of the registration it says what is public."""
    about, applicant = form.about, form.cleaned_data["applicant"]
    if about.registrant_id == applicant.pk:
        raise InvalidInput(
            _("“%(number)s”是贵单位自己的登记。请在“已有登记”中选择“更正”。") % {"number": about}
        )
    typed = ("change_summary", "interest", "error_evidence", "consent_file")
    application = RegistrationApplication(
        **prefill.from_public_register(about, RegistrationApplication.Kind.CORRECTION),
        is_by_interested_party=True,
        resource=about.resource,
        product=about.product,
        applicant=applicant,
        interested_party=applicant.name,
        **{name: form.cleaned_data[name] for name in typed},
    )
    edits.save(application, actor=actor)
    return application


def begin(subject: Any, *, actor: Any, on: date) -> RegistrationApplication:
    """A draft of the first registration of a resource or product, with everything that is known already."""
    is_resource = isinstance(subject, DataResource)
    known = prefill.from_resource(subject) if is_resource else prefill.from_product(subject)
    serving = registries_for([known["registrant"]], on)
    if not serving:
        raise InvalidInput(
            _("没有为“%(name)s”办理登记的登记机构。请联系数据主管部门指定登记机构后再申请。")
            % {"name": known["registrant"]}
        )
    application = RegistrationApplication(registry=serving[0], **known)
    sources = [] if is_resource else prefill.sources_of(subject)
    edits.save(
        application,
        actor=actor,
        relations=lambda: application.source_registrations.set(sources),
    )
    return application
