"""What the database demands of a registration (26号 第十三条至第十五条、第二十条; I-22, I-24)."""

from datetime import timedelta
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

#: Three years have at most so many days.
LONGEST_TERM = timedelta(days=366 + 2 * 365)
PERIOD = (
    Func(F("valid_from"), F("valid_to"), Value("[]"), function="daterange"),
    RangeOperators.OVERLAPS,
)


def _in_force_once(name: str, field: str, message: Any) -> ExclusionConstraint:
    """One registration of a thing for each day: a renewal may wait for the end of the present one."""
    number = F(field)
    return ExclusionConstraint(
        name=name,
        expressions=[
            (
                Func(number, number, Value("[]"), function="int8range"),
                RangeOperators.OVERLAPS,
            ),
            PERIOD,
        ],
        condition=Q(status="active", **{f"{field}__isnull": False}),
        violation_error_message=message,
    )


REGISTRATION_LAWS = (
    models.CheckConstraint(
        condition=Q(valid_to__gt=F("valid_from")),
        name="registration_ends_after_it_starts",
        violation_error_message=_("登记的有效期止须晚于有效期起。"),
    ),
    models.CheckConstraint(
        condition=Q(valid_to__lte=F("valid_from") + LONGEST_TERM),
        name="registration_lasts_at_most_three_years",
        violation_error_message=_("登记的有效期不得超过3年，请核对有效期止。"),
    ),
    models.CheckConstraint(
        # Asked outright: a comparison with nothing is neither true nor false, and a check lets that pass.
        condition=Q(notice_ended_on__isnull=False, coded_on__gt=F("notice_ended_on"))
        | (Q(notice_ended_on=None) & ~Q(kind="first")),
        name="registration_is_coded_after_its_notice",
        violation_error_message=_("公示期满之前不得赋码，请在公示截止次日以后办理。"),
    ),
    models.CheckConstraint(
        condition=Q(kind="first", previous=None) | (~Q(kind="first") & Q(previous__isnull=False)),
        name="registration_that_follows_names_the_previous_one",
        violation_error_message=_("变更和续展后的登记须对应前一登记，首次登记没有前一登记。"),
    ),
    models.CheckConstraint(
        condition=Q(subject_kind="resource", product=None)
        | Q(subject_kind="product", resource=None, product__isnull=False),
        name="registration_is_of_one_subject_of_its_kind",
        violation_error_message=_("一项登记只对应一项资源，或者只对应一项产品和服务。"),
    ),
    models.CheckConstraint(
        condition=~Q(status__in=("cancelled", "revoked"))
        | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
        name="registration_end_states_when_and_why",
        violation_error_message=_("注销和撤销登记须记录日期和理由。"),
    ),
    models.CheckConstraint(
        condition=Q(query_code__regex=r"^[0-9A-Z]{16}$"),
        name="registration_query_code_has_16_signs",
        violation_error_message=_("登记结果查询码须为16位大写字母或者数字。"),
    ),
    _in_force_once(
        "registration_is_the_only_active_one_of_its_resource",
        "resource",
        _("这一资源在这段时间已有有效的登记，请办理变更登记，不要重复登记。"),
    ),
    _in_force_once(
        "registration_is_the_only_active_one_of_its_product",
        "product",
        _("这一产品在这段时间已有有效的登记，请办理变更登记，不要重复登记。"),
    ),
)
