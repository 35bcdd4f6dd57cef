"""The database's refusals in words: the sentence of the constraint that was broken."""

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _

from governance.errors import InvalidInput, Refusal, TransitionError

# Triggers speak to the user too: their text begins with this mark.
SENTENCE_MARK = "公数："


def database_refusal(error: DatabaseError) -> Refusal:
    """The database's refusal with the sentence of the constraint or trigger; a conflict where nobody wrote one."""
    diagnosis = getattr(error.__cause__, "diag", None)
    sentence = _declared_sentence(getattr(diagnosis, "constraint_name", None))
    if sentence:
        return InvalidInput(sentence, details={NON_FIELD_ERRORS: [sentence]})
    primary = getattr(diagnosis, "message_primary", None) or ""
    if primary.startswith(SENTENCE_MARK):
        return TransitionError(primary.removeprefix(SENTENCE_MARK))
    return TransitionError(
        _("数据已被他人修改或与已有记录冲突，本次操作未执行。请刷新页面后重试。")
    )


def _declared_sentence(name: str | None) -> str:
    for model in apps.get_models() if name else ():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.get_violation_error_message())
    return ""


def validation_refusal(error: ValidationError) -> InvalidInput:
    """Django's validation error as one refusal whose details name the fields."""
    details: dict[str, list[str]] = (
        error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    )
    return InvalidInput(
        " ".join(message for messages in details.values() for message in messages), details=details
    )
