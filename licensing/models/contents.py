"""The contents that an agreement must have, in the words of 27号 第十四条."""

from typing import Any

from django.utils.translation import gettext_lazy as _


def lacking(record: Any) -> list[str]:
    """The contents of ``CONTENTS`` that still have an empty field, in the words of the article."""
    return [
        str(title)
        for title, fields in record.CONTENTS
        if not all(getattr(record, field).strip() for field in fields)
    ]


# Art 14: (1) scope and (2) term have columns and rows of their own.
AGREEMENT_CONTENTS = (
    (
        _("（三）产品和服务清单、技术标准和审核要求"),
        (
            "planned_products",
            "technical_standards",
            "security_review_terms",
            "conformity_review_terms",
        ),
    ),
    (_("（四）技术支撑平台"), ("platform",)),
    (_("（五）资产权属"), ("asset_ownership",)),
    (_("（六）信息披露和不得参与再开发要求"), ("disclosure_terms", "redevelopment_ban")),
    (_("（七）成本和收入核算、收益分配"), ("accounting", "revenue_sharing")),
    (_("（八）数据安全、个人信息保护和应急处置"), ("data_protection", "incident_response")),
    (_("（九）运营成效评价，续约或退出机制"), ("evaluation", "renewal_and_exit")),
    (_("（十）违约责任"), ("breach",)),
    (_("（十一）争议解决方式"), ("disputes",)),
    (_("（十二）协议变更、终止条件"), ("amendment",)),
)
