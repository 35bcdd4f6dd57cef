"""Uploads in the forms of the site: a file becomes an ``Attachment``, and a form with errors keeps it."""

from typing import Any

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from governance.files import attachment_fields, file_link
from governance.models import Attachment

LARGEST_FILE = 50 * 1024 * 1024
SALT = "governance.uploads"


class KeptFileInput(forms.FileInput):
    """A file input that remembers which file was uploaded already, signed for the person, the record and the field."""

    salt = SALT

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The name of the file that is there, and the input for another one."""
        chosen = super().render(name, None, attrs, renderer)
        # What an address names (``?risk_report=5``) is a string; only records and signed tokens are believed.
        key = 0 if isinstance(value, str) else getattr(value, "pk", value)
        kept = Attachment.objects.filter(pk=key or 0).first()
        if kept is None:
            return chosen
        return format_html(
            '<input type="hidden" name="{}-kept" value="{}"><p class="small">{}{}</p>{}',
            name,
            signing.dumps(kept.pk, salt=self.salt),
            _("已上传："),
            kept.name,
            chosen,
        )

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The new file, else the signed one."""
        upload = super().value_from_datadict(data, files, name)
        if upload is not None or f"{name}-kept" not in data:
            return upload
        try:
            return signing.loads(data[f"{name}-kept"], salt=self.salt)
        except signing.BadSignature:
            return None


def kept_salt(by: Any, record: Model | None, name: str) -> str:
    """What a kept file is signed for: the person, the record (or a new one of its kind), and the field."""
    if record is None:
        return f"{SALT}:{by.pk}::{name}"
    key = "new" if record._state.adding else record.pk
    return f"{SALT}:{by.pk}:{record._meta.label_lower}:{key}:{name}"


class AttachmentField(forms.Field):
    """The form's side of a foreign key to ``Attachment``."""

    widget = KeptFileInput

    def __init__(self, *, by: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.by = by
        self.kept: Attachment | None = None
        if not self.help_text:
            self.help_text = _("一个文件，不超过 50 MB。")

    def get_bound_field(self, form: Any, field_name: str) -> forms.BoundField:
        """The signature of a kept file holds for this person and this record alone, as it is before saving."""
        self.widget.salt = kept_salt(self.by, getattr(form, "instance", None), field_name)
        return super().get_bound_field(form, field_name)

    def to_python(self, value: Any) -> Attachment | None:
        """Store an upload at once, so that an error elsewhere in the form loses nothing."""
        if isinstance(value, UploadedFile):
            if not value.size:
                raise forms.ValidationError(_("文件是空的，请重新选择。"))
            if value.size > LARGEST_FILE:
                raise forms.ValidationError(_("文件超过 50 MB，请压缩或者拆分后再上传。"))
            self.kept = Attachment.objects.keep(value, by=self.by)
        elif value:
            self.kept = Attachment.objects.filter(pk=value).first()
        return self.kept

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What a form with errors shows: the file that was just stored, else the one from before."""
        return self.kept or (None if isinstance(data, UploadedFile) else data) or initial

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Only a new file is a change."""
        return isinstance(data, UploadedFile) or (data or None) != (initial or None)


def files_of(subject: Model) -> list[dict[str, Any]]:
    """The files of a record, each with its label and the link behind which the policies stand."""
    return [
        {"label": field.verbose_name, "link": file_link(subject, field.name)}
        for field in attachment_fields(type(subject))
        if getattr(subject, field.attname) is not None
    ]
