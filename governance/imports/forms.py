"""The forms of an import: which file for whom, what the columns mean, what unknown words mean."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from governance.imports import limits
from governance.imports.kinds import TargetField
from governance.models import ImportBatch

ENCODINGS = (
    ("", _("自动识别")),
    ("utf-8", "UTF-8"),
    ("gb18030", _("GB18030（含 GBK、GB2312）")),
    ("utf-16", "UTF-16"),
    ("big5", _("Big5（繁体）")),
)
ENCODING_NAMES = {
    "utf-8": "UTF-8",
    "gb18030": _("GB18030（含 GBK、GB2312）"),
    "utf-16-le": _("UTF-16（小端）"),
    "utf-16-be": _("UTF-16（大端）"),
    "big5": _("Big5（繁体）"),
}
SAMPLE_CHARACTERS = 300
IGNORED = ("", _("不导入"))
LEFT_OPEN = ("", _("暂不确定，留空"))
SAMPLES = 3


class UploadForm(forms.Form):
    """A file, and the organisation that answers for what it holds."""

    file = forms.FileField(
        label=_("文件"),
        help_text=_(
            "Excel（.xlsx）、CSV、JSON 或 DCAT（JSON-LD、Turtle、RDF/XML），可用 gzip 压缩。"
            "不超过 %(size)s MB；Excel 超过 20 万行请另存为 CSV。"
        )
        % {"size": limits.UPLOAD_BYTES // 1024**2},
    )
    organisation = forms.ModelChoiceField(
        label=_("责任单位"),
        queryset=ImportBatch.objects.none(),
        help_text=_("记录中的提供单位与其下级单位同名时，自动归到该下级单位。"),
    )
    source = forms.CharField(
        label=_("来源系统"),
        max_length=60,
        required=False,
        help_text=_("留空则按记录的网址命名。同一来源再次导入时按来源标识更新，不会重复新增。"),
    )
    encoding = forms.ChoiceField(label=_("编码"), choices=ENCODINGS, required=False)
    part = forms.CharField(
        label=_("工作表或记录列表"),
        max_length=200,
        required=False,
        help_text=_("留空则自动选择。JSON 文档可写列表的路径，例如 data.list。"),
    )

    def __init__(
        self, *args: Any, actor: Any, earlier: ImportBatch | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        organisations = organisations_of(actor)
        field = self.fields["organisation"]
        field.queryset = organisations  # type: ignore[attr-defined]
        field.initial = organisations.first()
        if earlier is not None:
            field.initial = earlier.organisation_id
            self.fields["source"].initial = earlier.source

    def clean_file(self) -> Any:
        """The size is stated beside the field; a larger body was refused before it was read."""
        file = self.cleaned_data["file"]
        if file.size > limits.UPLOAD_BYTES:
            raise forms.ValidationError(
                _("文件超过 %(size)s MB，请拆分后上传。") % {"size": limits.UPLOAD_BYTES // 1024**2}
            )
        return file


def organisations_of(actor: Any) -> Any:
    """Where the person holds a role; the policy decides when the batch is stored."""
    model: Any = ImportBatch._meta.get_field("organisation").related_model
    known = model.objects.visible_to(actor)
    if actor.is_authenticated and not isinstance(actor, get_user_model()):
        return known.none()
    return known.filter(pk__in=actor.organisation_ids()).order_by("pk")


class EncodingForm(forms.Form):
    """Which of the samples reads well."""

    encoding = forms.ChoiceField(
        label=_("哪一段文字能正常阅读？"),
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择能正常阅读的一段文字。")},
    )

    def __init__(
        self, *args: Any, samples: Mapping[str, str], chosen: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["encoding"]
        field.choices = [(name, ENCODING_NAMES[name]) for name in samples]
        field.initial = chosen if chosen in samples else next(iter(samples), "")
        self.samples = [
            {"name": name, "label": ENCODING_NAMES[name], "text": text[:SAMPLE_CHARACTERS]}
            for name, text in samples.items()
        ]


class ColumnsForm(forms.Form):
    """One choice a heading; a field is filled by one column only, except that none may stay without a name."""

    def __init__(
        self,
        *args: Any,
        headings: Sequence[str],
        fields: Sequence[TargetField],
        columns: Mapping[str, str],
        samples: Mapping[str, Sequence[str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._headings = {f"c{number}": heading for number, heading in enumerate(headings)}
        self._required = [field for field in fields if field.is_required]
        self._labels = {field.name: field.label for field in fields}
        choices = [IGNORED, *((field.name, field.label) for field in fields)]
        for name, heading in self._headings.items():
            self.fields[name] = forms.ChoiceField(
                label=heading,
                choices=choices,
                required=False,
                initial=columns.get(heading, ""),
                help_text="；".join(samples.get(heading, ())),
            )

    def clean(self) -> dict[str, Any]:
        """No field twice, none of the required ones missing."""
        cleaned = super().clean() or {}
        seen: dict[str, str] = {}
        for name, heading in self._headings.items():
            target = cleaned.get(name)
            if target and target in seen:
                self.add_error(name, _("“%(field)s”已由“%(other)s”列对应，请只保留一列。")
                               % {"field": self._labels[target], "other": seen[target]})  # fmt: skip
            elif target:
                seen[target] = heading
        for field in self._required:
            if field.name not in seen:
                self.add_error(None, _("请指定哪一列是“%(field)s”。") % {"field": field.label})
        return cleaned

    def columns(self) -> dict[str, str]:
        """Heading → field."""
        return {
            heading: self.cleaned_data.get(name, "") for name, heading in self._headings.items()
        }


class ValuesForm(forms.Form):
    """What each unknown word means, most frequent first."""

    def __init__(
        self,
        *args: Any,
        listed: Mapping[str, Mapping[str, int]],
        fields: Sequence[TargetField],
        answers: Mapping[str, Mapping[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._words: dict[str, tuple[str, str]] = {}
        for field in fields:
            words = listed.get(field.name, {}) if field.choices else {}
            for word, count in sorted(words.items(), key=lambda pair: -pair[1]):
                self._add(field, word, count, answers.get(field.name, {}).get(word, ""))

    def _add(self, field: TargetField, word: str, count: int, chosen: str) -> None:
        name = f"v{len(self._words)}"
        self._words[name] = (field.name, word)
        self.fields[name] = forms.ChoiceField(
            label=_("%(field)s“%(word)s”") % {"field": field.label, "word": word},
            choices=[LEFT_OPEN, *field.choices],
            required=False,
            initial=chosen,
            help_text=_("出现 %(count)s 次") % {"count": count},
        )

    def answers(self, earlier: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
        """The earlier answers with these; what is left open is no answer."""
        merged = {name: dict(words) for name, words in earlier.items()}
        for name, (field, word) in self._words.items():
            code = self.cleaned_data.get(name)
            if code:
                merged.setdefault(field, {})[word] = code
        return merged


def samples_of(headings: Sequence[str], rows: Sequence[Any]) -> dict[str, list[str]]:
    """The first different cells of each column, to recognise it by."""
    found: dict[str, list[str]] = {heading: [] for heading in headings}
    for row in rows:
        for heading in headings:
            value = row.cells.get(heading, "")
            text = (value if isinstance(value, str) else "、".join(value)).strip()[:60]
            if text and text not in found[heading] and len(found[heading]) < SAMPLES:
                found[heading].append(text)
    return found
