"""The database's refusals in words: the sentence of the constraint that was broken."""

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _

from governance.errors import InvalidInput

# Triggers speak to the user too: their text begins with this mark.
SENTENCE_MARK = "公数："


def constraint_message(error: DatabaseError) -> str:
    """The Chinese sentence for a broken constraint or a trigger's refusal; a general one where none is declared."""
    cause = error.__cause__
    diagnosis = getattr(cause, "diag", None)
    name = getattr(diagnosis, "constraint_name", None)
    for model in apps.get_models() if name else ():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.get_violation_error_message())
    primary = getattr(diagnosis, "message_primary", None) or ""
    if primary.startswith(SENTENCE_MARK):
        return str(primary.removeprefix(SENTENCE_MARK))
    return str(_("数据已被他人修改或与已有记录冲突，本次操作未执行。请刷新页面后重试。"))


def validation_refusal(error: ValidationError) -> InvalidInput:
    """Django's validation error as one refusal whose details name the fields."""
    details = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    return InvalidInput(" ".join(message for messages in details.values() for message in messages), details=details)
