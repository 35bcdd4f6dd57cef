"""The check-lists of the two reviews: what is looked at, and which field of the product it is about (clause 十二)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from licensing.models import ProductReview

Kind = ProductReview.Kind


@dataclass(frozen=True)
class Point:
    """One point of a check-list."""

    key: str
    words: str | Promise
    field: str


POINTS: dict[str, tuple[Point, ...]] = {
    Kind.SECURITY: (
        Point("raw", _("原始数据不直接进入市场，加工处理说明真实、充分"), "processing"),
        Point("output", _("对外提供的内容逐项写明，不超出应用场景的需要"), "output_fields"),
        Point("personal", _("不含可识别个人的信息，或者已取得个人同意"), "personal_output"),
        Point("masking", _("脱敏和去标识方法可行，不能由关联其他数据还原"), "desensitisation"),
        Point("delivery", _("交付方式可控、可追溯，有访问控制和频率限制"), "delivery"),
        Point("grade", _("保护措施与所用数据的最高分级相适应"), "description"),
    ),
    Kind.CONFORMITY: (
        Point("purpose", _("用途类别与应用场景一致，在协议许可的用途之内"), "purpose"),
        Point("scenario", _("应用场景具体、真实，符合所在行业的业务规范"), "scenario"),
        Point("fairness", _("获取方式公平开放，没有排除、限制竞争的条件"), "how_to_get"),
        Point("terms", _("使用条款写明禁止行为和客户责任"), "terms_of_use"),
        Point("charging", _("计费单位明确，优惠和免费条件公开"), "unit_name"),
        Point("service", _("服务承诺可以考核"), "support_hours"),
    ),
}
MET, NOT_MET = "met", "not_met"


def keys(kind: str) -> list[str]:
    """The keys of a check-list in its order."""
    return [point.key for point in POINTS[kind]]
