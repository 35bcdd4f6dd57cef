"""Lists of words as people type them: with commas of either width, with 、 or ；."""

import re
from typing import Any

from django.contrib.postgres.forms import SimpleArrayField
from django.utils.translation import gettext_lazy as _

SEPARATORS = re.compile(r"[,，、;；\n]+")


class WordListField(SimpleArrayField):
    """A list in one line; repeated words count once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help_text = self.help_text or _("多个之间用顿号或者逗号隔开。")

    def to_python(self, value: Any) -> Any:
        """The words, whatever stands between them."""
        if isinstance(value, str):
            value = list(
                dict.fromkeys(word.strip() for word in SEPARATORS.split(value) if word.strip())
            )
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """Shown as they would be written by hand."""
        return "、".join(value) if isinstance(value, list) else value
