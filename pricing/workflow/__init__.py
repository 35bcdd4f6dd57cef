"""The procedure of guided prices: survey, revenue, caps, prices (clause 六; 65号)."""

from pricing.workflow.caps import end_cap, report_cap, set_cap
from pricing.workflow.prices import apply_for_formal_price, end_price, publish_price, withdraw_price
from pricing.workflow.revenues import (
    countersign_revenue,
    propose_revenue,
    return_revenue,
    sign_revenue,
)
from pricing.workflow.surveys import check_survey, return_survey, submit_survey

__all__ = (
    "apply_for_formal_price",
    "check_survey",
    "countersign_revenue",
    "end_cap",
    "end_price",
    "propose_revenue",
    "publish_price",
    "report_cap",
    "return_revenue",
    "return_survey",
    "set_cap",
    "sign_revenue",
    "submit_survey",
    "withdraw_price",
)
