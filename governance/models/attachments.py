"""Files: kept under generated names, known by their hash, served only to those who may see what they belong to."""

import hashlib
import uuid
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import models
from django.utils.translation import gettext_lazy as _


def generated_name(attachment: "Attachment", name: str) -> str:
    """A name that tells nothing and cannot be guessed."""
    return f"{uuid.uuid4().hex}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Stores uploads."""

    def keep(self, upload: File[bytes], *, by: Any) -> "Attachment":
        """Store an upload in pieces, hashing it on the way."""
        digest, size = hashlib.sha256(), 0
        for chunk in upload.chunks():
            digest.update(chunk)
            size += len(chunk)
        upload.seek(0)
        name = str(upload.name or "")[-200:]
        return self.create(
            file=upload, name=name, sha256=digest.hexdigest(), size=size, uploaded_by=by
        )


class Attachment(models.Model):
    """One stored file with its hash; records refer to it by foreign key."""

    file = models.FileField(_("文件"), upload_to=generated_name)
    name = models.CharField(_("文件名"), max_length=200)
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)
    size = models.PositiveBigIntegerField(_("大小（字节）"), editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name=_("上传人"),
    )
    uploaded_at = models.DateTimeField(_("上传时间"), auto_now_add=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("附件")
        verbose_name_plural = _("附件")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
