"""Words by which data items are known to identify somebody, kept by the data authority (汇聚关联; 27号 第二十一条)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.similarity import folded
from governance.records import GovernedModel

LONGEST_WORD = 20


class IdentifierWord(GovernedModel):
    """A word in the name of a data item and what it identifies; the longest word found in a name decides."""

    class Kind(models.TextChoices):
        DIRECT = "direct", _("直接标识")
        QUASI = "quasi", _("准标识")
        NONE = "none", _("不识别")

    word = models.CharField(
        _("词"), max_length=LONGEST_WORD, help_text=_("数据项名称含有这个词，即按下列类别识别。")
    )
    concept = models.CharField(
        _("识别要素"),
        max_length=LONGEST_WORD,
        help_text=_("含义相同的词填写同一要素，据此判断资源之间能否关联。"),
    )
    kind = models.CharField(_("类别"), max_length=8, choices=Kind)
    source = models.CharField(_("依据"), max_length=200)
    is_verified = models.BooleanField(_("依据已核对"), default=False)
    is_active = models.BooleanField(
        _("启用"), default=True, help_text=_("不再使用的取消勾选，不能删除。")
    )

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("识别词")
        ordering = ("kind", "concept", "word")
        constraints = (
            models.UniqueConstraint(
                fields=("word",),
                name="identifier_word_is_listed_once",
                violation_error_message=_("这个词已经在识别词表中，请修改原有的一条。"),
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=("direct", "quasi", "none")),
                name="identifier_word_kind_is_listed",
                violation_error_message=_("类别只能是直接标识、准标识或不识别，请重新选择。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.word}（{self.get_kind_display()}）"

    def clean(self) -> None:
        """A word is kept as names are compared: without width, case, spaces and signs."""
        kept = folded(self.word)
        if len(kept) < 2:
            raise ValidationError(
                {"word": _("识别词至少两个字，只能由文字和数字组成，请修改后再保存。")}
            )
        self.word = kept
