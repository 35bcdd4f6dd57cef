"""Where an application leads on to: what is to be supplemented, and the registration that came of it."""

from typing import Any

from django.contrib.admin.utils import quote
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from catalog import certificates
from catalog.admin.guide import PREPARED
from catalog.admin.joint import JointPages
from catalog.guide import journey, tasks
from catalog.models import Registration, RegistrationApplication
from governance import clock
from governance.transitions import Step
from governance.visibility import only_visible

Status = RegistrationApplication.Status


class LeadingOn(JointPages):
    """The head of a record says what to do next, and leads there in one click."""

    change_form_template = "admin/catalog/application_form.html"

    def record_context(self, request: HttpRequest, subject: Any) -> dict[str, Any]:
        """The guided way while it is prepared; the registration once there is one."""
        context = super().record_context(request, subject)
        may_mend = subject.status in PREPARED and self.has_change_permission(request, subject)
        results = self._results(request, subject)
        first, *rest = context["record_pages"]
        return context | {
            "record_pages": [first, *results, *rest],
            "record_tools": [*results, *context["record_tools"]],
            "guide_url": self.url_of("tasks", quote(subject.pk)) if may_mend else "",
            "supplement": self._supplement(subject, may_mend=may_mend),
        }

    def _supplement(
        self, subject: RegistrationApplication, *, may_mend: bool
    ) -> list[dict[str, str]]:
        notice = tasks.supplement(subject)
        return [
            {
                "label": item["label"],
                "words": item["words"],
                "url": self._mended_at(subject, item) if may_mend else "",
            }
            for item in (notice.items if notice is not None else ())
        ]

    def _mended_at(self, subject: RegistrationApplication, item: dict[str, str]) -> str:
        number = tasks.number_of(subject, item)
        if number is None:
            return self.url_of("tasks", quote(subject.pk))
        return self.url_of("block", quote(subject.pk), number)

    def _results(self, request: HttpRequest, subject: Any) -> list[dict[str, Any]]:
        """The registration and its certificate, for whoever may see it."""
        if subject.status not in (Status.CODED, Status.COMPLETED):
            return []
        coded = journey.result_of(subject) or subject.about
        visible = only_visible(Registration.objects.all(), request.user)
        if coded is None or not visible.filter(pk=coded.pk).exists():
            return []
        pages = [
            {
                "url": reverse("admin:catalog_registration_change", args=[quote(coded.pk)]),
                "label": _("登记%(number)s") % {"number": coded.number},
            }
        ]
        if certificates.may_be_issued(coded, clock.today()):
            own = reverse("admin:catalog_registration_certificate", args=[quote(coded.pk)])
            pages.append({"url": own, "label": _("下载登记凭证")})
        return pages

    def step_message(self, subject: Any, step: Step) -> str:
        """The number that was given, and the way to the registration."""
        coded = journey.result_of(subject)
        if step.transition.verb != "assign_code" or coded is None:
            return super().step_message(subject, step)
        record = reverse("admin:catalog_registration_change", args=[quote(coded.pk)])
        words = {"record": subject, "number": coded.number}
        done = _("“%(record)s”已赋码，登记编号为%(number)s。") % words
        if not certificates.may_be_issued(coded, clock.today()):
            return format_html('{}<a href="{}">{}</a>', done, record, _("打开这项登记"))
        return format_html(
            '{}<a href="{}">{}</a>　<a href="{}">{}</a>',
            done,
            record,
            _("打开这项登记"),
            reverse("admin:catalog_registration_certificate", args=[quote(coded.pk)]),
            _("下载登记凭证"),
        )
