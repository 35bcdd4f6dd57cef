"""Revocation of a registration by the registry: verified by one person, revoked by another (26号 第二十条)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog import vocabulary
from catalog.models.registrations import Registration
from governance.querysets import PolicyQuerySet
from governance.records import ProcessModel


class Revocation(ProcessModel):
    """What the registry found against a registration, and what became of it."""

    inbox_title: ClassVar[str] = "registration__data_name"
    inbox_organisation: ClassVar[str] = "registration__registrant__name"
    TONES: ClassVar[dict[str, str]] = {"verified": "warn", "dropped": "off"}

    class Status(models.TextChoices):
        OPENED = "opened", _("待核实")
        VERIFIED = "verified", _("已核实，待撤销")
        REVOKED = "revoked", _("已撤销登记")
        DROPPED = "dropped", _("不予撤销")

    #: Not yet decided.
    OPEN: ClassVar[tuple[str, ...]] = (Status.OPENED, Status.VERIFIED)

    Ground = vocabulary.RevocationGround

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.OPENED, editable=False
    )
    registration = models.ForeignKey(
        Registration,
        on_delete=models.PROTECT,
        related_name="revocations",
        verbose_name=_("登记"),
    )
    ground = models.CharField(_("撤销情形"), max_length=16, choices=vocabulary.RevocationGround)
    facts = models.TextField(_("发现的事实"))
    evidence_file = models.ForeignKey(
        "governance.Attachment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("证据材料"),
    )
    verified_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("核实人"),
    )
    verified_on = models.DateField(_("核实日期"), null=True, blank=True, editable=False)
    findings = models.TextField(_("核实情况"), blank=True, editable=False)
    decided_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("决定人"),
    )
    decided_on = models.DateField(_("决定日期"), null=True, blank=True, editable=False)
    decision = models.TextField(_("决定的理由"), blank=True, editable=False)

    objects: ClassVar[Any] = PolicyQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = _("撤销登记")
        verbose_name_plural = _("撤销登记")
        ordering = ("-pk",)
        permissions = (
            ("verify_revocation", _("核实撤销情形")),
            ("decide_revocation", _("决定撤销登记")),
            ("drop_revocation", _("决定不予撤销")),
        )
        constraints = (
            models.CheckConstraint(
                condition=~Q(facts=""),
                name="revocation_states_the_facts",
                violation_error_message=_("撤销登记须写明发现的事实。"),
            ),
            models.CheckConstraint(
                condition=Q(status__in=("opened", "dropped"))
                | (Q(verified_by__isnull=False) & ~Q(findings="")),
                name="revocation_follows_a_verification",
                violation_error_message=_("撤销登记须先核实，并写明核实情况。"),
            ),
            models.CheckConstraint(
                condition=Q(status__in=("opened", "verified"))
                | (Q(decided_by__isnull=False) & ~Q(decision="")),
                name="revocation_decision_states_who_and_why",
                violation_error_message=_("撤销或者不予撤销须记录决定人和理由。"),
            ),
            models.CheckConstraint(
                condition=~Q(status="revoked") | ~Q(decided_by=F("verified_by")),
                name="revocation_is_decided_by_another_than_the_verifier",
                violation_error_message=_("核实人不得决定撤销，请由另一人决定。"),
            ),
            models.UniqueConstraint(
                fields=("registration",),
                condition=Q(status__in=("opened", "verified")),
                name="revocation_is_the_only_open_one_of_its_registration",
                violation_error_message=_("这项登记已有正在办理的撤销，请在原记录上办理。"),
            ),
        )

    def __str__(self) -> str:
        return str(_("撤销%(name)s") % {"name": self.registration})

    @property
    def deadline_region_code(self) -> str:
        """The registry's region: its deadlines apply."""
        return self.registration.registry.region_id or ""
