"""Who may do what in the admin site: every permission question and every choice of rows goes to the policies."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.admin import widgets
from django.contrib.admin.exceptions import NotRegistered
from django.core.exceptions import ValidationError
from django.db.models import Field, ForeignKey, Model, QuerySet, Value
from django.forms import Field as FormField
from django.http import HttpRequest
from django.utils.text import Truncator

from governance.admin.uploads import AttachmentField
from governance.models import Attachment
from governance.policies import could, holds, is_known, predicate
from governance.visibility import permission_name, visible_rows


class Verdicts:
    """Answers already given for this request, so that one page asks each question once."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self._known: dict[tuple[str, str, Any], bool] = {}

    @classmethod
    def of(cls, request: HttpRequest) -> "Verdicts":
        """The answers kept with the request."""
        kept = getattr(request, "policy_verdicts", None)
        if kept is None or kept.user is not request.user:
            kept = cls(request.user)
            request.policy_verdicts = kept  # type: ignore[attr-defined]
        return kept

    def holds(self, permission: str, subject: Model) -> bool:
        """Whether the person holds the permission on this stored row."""
        key = (permission, subject._meta.label, subject.pk)
        if key not in self._known:
            self._known[key] = is_known(permission) and holds(self.user, permission, subject)
        return self._known[key]

    def could(self, permission: str, model: type[Model]) -> bool:
        """Whether the person could hold the permission on any row at all."""
        key = (permission, model._meta.label, None)
        if key not in self._known:
            self._known[key] = is_known(permission) and could(self.user, permission, model)
        return self._known[key]

    def ask(self, permissions: Iterable[str], subject: Model) -> frozenset[str]:
        """The held ones among many permissions on one row, in one query."""
        wanted = [each for each in dict.fromkeys(permissions) if is_known(each)]
        held = frozenset(held_permissions(self.user, wanted, subject))
        for each in wanted:
            self._known[each, subject._meta.label, subject.pk] = each in held
        return held

    def forget(self) -> None:
        """Ask anew: something was written."""
        self._known.clear()


def held_permissions(user: Any, permissions: Iterable[str], subject: Model) -> set[str]:
    """The permissions among these that ``user`` holds on the stored row: one union of the predicates."""
    rows = type(subject)._base_manager.filter(pk=subject.pk)
    answers = [
        rows.filter(predicate(user, each))
        .order_by()
        .annotate(held=Value(each))
        .values_list("held", flat=True)
        for each in permissions
    ]
    if not answers:
        return set()
    return set(answers[0].union(*answers[1:], all=True)) if len(answers) > 1 else set(answers[0])


class PolicyRawIdWidget(widgets.ForeignKeyRawIdWidget):
    """A raw id field that names only rows which the person may see."""

    def __init__(self, *args: Any, visible: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visible = visible

    def label_and_url_for_value(self, value: Any) -> tuple[str, str]:
        """The name of a visible row; nothing for a hidden one, as for one that does not exist."""
        try:
            row = self.visible.get(**{self.rel.get_related_field().name: value})
        except (ValueError, ValidationError, self.visible.model.DoesNotExist):
            return "", ""
        return Truncator(str(row)).words(14), ""


class PolicyAccess(admin.options.BaseModelAdmin):
    """What ``PolicyAdmin`` and ``PolicyInline`` share: permissions and related rows by the policies."""

    asks_policies = True

    def has_policy(self, request: HttpRequest, verb: str, obj: Model | None = None) -> bool:
        """Whether the person holds ``verb`` on the row, or could hold it on any row when none is given."""
        permission = permission_name(self.opts.model, verb)
        if obj is None or obj.pk is None:
            return Verdicts.of(request).could(permission, self.opts.model)
        return Verdicts.of(request).holds(permission, obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """By the ``view`` predicate."""
        return self.has_policy(request, "view", obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """By the ``add`` predicate, asked of no row: the stored row is asked after saving."""
        return self.has_policy(request, "add")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """By the ``change`` predicate."""
        return self.has_policy(request, "change", obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is deleted in the site: records are withdrawn by steps."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The rows that the person may see; for everybody else they do not exist."""
        rows = visible_rows(self.opts.model, request.user)
        ordering = self.get_ordering(request)
        return rows.order_by(*ordering) if ordering else rows

    def get_field_queryset(
        self, db: str | None, db_field: Any, request: HttpRequest
    ) -> QuerySet[Any]:
        """The choices of a foreign key: the related rows that the person may see."""
        related = db_field.remote_field.model
        rows = visible_rows(related, request.user)
        try:
            ordering = self.admin_site.get_model_admin(related).get_ordering(request)
        except NotRegistered:
            ordering = ()
        return rows.order_by(*ordering) if ordering else rows

    def formfield_for_dbfield(
        self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> FormField | None:
        """A file is uploaded, never chosen among those of others."""
        if db_field.related_model is not Attachment:
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        return AttachmentField(
            by=request.user,
            label=db_field.verbose_name,
            required=not db_field.blank,
            help_text=db_field.help_text,
        )

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Raw id fields name only visible rows."""
        if db_field.name in self.raw_id_fields and "widget" not in kwargs:
            visible = self.get_field_queryset(None, db_field, request)
            kwargs["widget"] = PolicyRawIdWidget(
                db_field.remote_field, self.admin_site, visible=visible
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
