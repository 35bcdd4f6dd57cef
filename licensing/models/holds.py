"""What each licence holds, so that the database itself keeps exclusive scopes apart (27号 第六条; clause 三)."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, IntegerRangeField
from django.contrib.postgres.fields import RangeOperators as Is
from django.db import models
from django.utils.translation import gettext_lazy as _

from licensing.models.licences import Licence


class ScopeHold(models.Model):
    """One resource for one purpose, held by a signed licence; written by triggers of the tables it follows from.

    ``share`` is a single point for each licence that shares, and everything for one that holds alone: two shares
    meet only where one of them is exclusive.
    """

    licence = models.ForeignKey(Licence, models.CASCADE, related_name="holds")
    resources = BigIntegerRangeField()
    purposes = IntegerRangeField()
    days = DateRangeField()
    share = BigIntegerRangeField()

    class Meta:
        verbose_name = verbose_name_plural = _("已占用的授权范围")
        default_permissions = ()
        constraints = (
            ExclusionConstraint(
                name="exclusive_scopes_do_not_overlap",
                expressions=[
                    ("resources", Is.OVERLAPS),
                    ("purposes", Is.OVERLAPS),
                    ("days", Is.OVERLAPS),
                    ("share", Is.OVERLAPS),
                ],
                violation_error_message=_(
                    "资源范围与另一份协议的独占授权重叠，请调整资源范围、许可用途或期限。"
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.licence} {self.days}"
