"""The auditor's packages in the admin site: ask, wait, download, verify."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from governance import packages
from governance.admin.policy_admin import PolicyAdmin
from governance.admin.steps import step_action
from governance.comparison import check_upload
from governance.files import file_link
from governance.models import AuditPackage
from governance.policies import could

LARGEST_PACKAGE = 2 * 1024**3


class VerificationForm(forms.Form):
    file = forms.FileField(
        label=_("审计包"), help_text=_("由本平台导出的 zip 文件，不超过 2 GB；只作核验，不保存。")
    )

    def clean_file(self) -> Any:
        """A limit, told before anything is read."""
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST_PACKAGE:
            raise forms.ValidationError(_("文件超过 2 GB，请分段导出后逐个核验。"))
        return upload


@admin.register(AuditPackage)
class AuditPackageAdmin(PolicyAdmin):
    list_display = ("period", "purpose", "total", "created_at", "status")
    list_filter = ("status",)
    search_fields = ("purpose",)
    list_select_related = ("file",)
    fields = ("starts_on", "ends_on", "purpose", "written", "download", "failure")
    readonly_fields = ("written", "download", "failure")
    actions = (step_action(packages.retry),)
    change_list_template = "admin/governance/auditpackage_list.html"

    @admin.display(description=_("期间"), ordering="starts_on")
    def period(self, package: AuditPackage) -> str:
        """The days that the package covers."""
        return f"{package.starts_on} – {package.ends_on}"

    @admin.display(description=_("进度"))
    def written(self, package: AuditPackage) -> str:
        """How far the worker has come."""
        progress = getattr(package, "progress", None)
        return str(_("%(progress)s 条") % {"progress": progress} if progress else _("排队中"))

    @admin.display(description=_("下载"))
    def download(self, package: AuditPackage) -> SafeString | str:
        """The file, once there is one."""
        return file_link(package, "file") if package.pk else "–"

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Ask the workers for it."""
        super().save_model(request, obj, form, change)
        if not change and not getattr(request, "is_repeated_form", False):
            packages.enqueue(obj)

    def get_urls(self) -> list[URLPattern]:
        """With the page on which a package is checked."""
        verify = self.admin_site.admin_view(self.verify_view)
        return [path("verify/", verify, name=self.url_name("verify")), *super().get_urls()]

    def verify_view(self, request: HttpRequest) -> HttpResponse:
        """「完整」, or the first faults: by the package's own hashes and by what this portal holds (A3)."""
        if not could(request.user, "governance.add_auditpackage", AuditPackage):
            raise PermissionDenied(_("只有审计机关和审计管理员可以核验审计包。"))
        is_sent = request.method == "POST"
        form = VerificationForm(request.POST, request.FILES) if is_sent else VerificationForm()
        report = check_upload(form.cleaned_data["file"]) if is_sent and form.is_valid() else None
        context = {
            **self.admin_site.each_context(request),
            "title": _("核验审计包"),
            "opts": self.opts,
            "form": form,
            "report": report,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/governance/auditpackage_verify.html", context)
