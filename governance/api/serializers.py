"""Serializers that write through edits: system fields are read-only, related rows only those the caller may see."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from governance import edits
from governance.models import Attachment, AuditEvent
from governance.visibility import only_visible

SYSTEM_FIELDS = frozenset({"status", "status_since", "due_on", "due_rule", "due_is_provisional", "created_by",
                           "created_at", "updated_at"})  # fmt: skip
#: What every record of a procedure tells first.
PROCESS_FIELDS = ("id", "version", "status", "status_since", "due_on", "due_is_provisional")

#: Serializer and column → class and arguments of the field; both live as long as the process.
_STANDARD: dict[tuple[type, Any], tuple[Any, dict[str, Any]]] = {}


class UploadField(serializers.FileField):
    """A file on the wire: sent as form data, kept as an ``Attachment``, told by its name and hash."""

    def to_internal_value(self, data: Any) -> Attachment:  # type: ignore[override]
        """Keep the upload."""
        upload = super().to_internal_value(data)
        kept: Attachment = Attachment.objects.keep(upload, by=self.context["request"].user)
        return kept

    def to_representation(self, value: Attachment) -> dict[str, Any]:  # type: ignore[override]
        """What identifies the file; its bytes have a door of their own."""
        return {"name": value.name, "size": value.size, "sha256": value.sha256}


class PolicySerializer(serializers.ModelSerializer):
    """A governed record on the wire; every write carries the version the caller has seen, and may carry a reason."""

    #: The event of the last write.
    event: AuditEvent | None = None

    @property
    def _model(self) -> Any:
        return self.Meta.model

    def get_fields(self) -> dict[str, serializers.Field]:
        """The named fields, with version and reason, closed where they would leak or write too much."""
        fields = super().get_fields()
        for name, field in fields.items():
            if name in SYSTEM_FIELDS and not field.read_only:
                fields[name] = serializers.ReadOnlyField()
            self._keep_to_visible(field)
        if any(each.name == "version" for each in self._model._meta.concrete_fields):
            fields["version"] = serializers.IntegerField(
                required=False, help_text=_("修改时必须填写所见的版本号。")
            )
        fields["reason"] = serializers.CharField(
            write_only=True,
            required=False,
            allow_blank=True,
            max_length=2000,
            help_text=_("修改理由，写入审计日志。"),
        )
        return fields

    def get_unique_together_validators(self) -> list[Any]:
        """None: the door of edits judges what is there already, after the right to write beside it."""
        return []

    def build_standard_field(self, field_name: str, model_field: Any) -> tuple[Any, Any]:
        """What a column becomes on the wire is worked out once, not for every answer."""
        known = _STANDARD.get((type(self), model_field))
        if known is None:
            known = super().build_standard_field(field_name, model_field)
            # A list's inner field belongs to one serializer only.
            if "child" not in known[1]:
                _STANDARD[type(self), model_field] = known
        field, kwargs = known
        return field, dict(kwargs)

    def build_relational_field(self, field_name: str, relation_info: Any) -> tuple[Any, Any]:
        """A foreign key to a file is an upload; everything else as usual."""
        field, kwargs = super().build_relational_field(field_name, relation_info)
        if relation_info.related_model is not Attachment:
            return field, kwargs
        kept = ("required", "allow_null", "read_only", "help_text", "label")
        return UploadField, {name: value for name, value in kwargs.items() if name in kept}

    def _keep_to_visible(self, field: serializers.Field) -> None:
        relation = getattr(field, "child_relation", field)
        rows: Any = getattr(relation, "queryset", None)
        if rows is None or not isinstance(relation, serializers.RelatedField):
            return
        person = getattr(self.context.get("request"), "user", None)
        setattr(relation, "queryset", only_visible(rows.all(), person))  # noqa: B010 -- a manager to mypy

    def create(self, validated_data: dict[str, Any]) -> Model:
        """A new record by ``edits``."""
        validated_data.pop("version", None)
        reason = validated_data.pop("reason", "")
        plain, relations = self._split(validated_data)
        instance: Model = self._model(**plain)
        self.event = edits.save(
            instance,
            actor=self.context["request"].user,
            reason=reason,
            relations=_writer(instance, relations),
        )
        return instance

    def update(self, instance: Model, validated_data: dict[str, Any]) -> Model:
        """A changed record by ``edits``, against the version the caller has seen."""
        reason = validated_data.pop("reason", "")
        expected = validated_data.pop("version", None)
        if expected is None and hasattr(instance, "version"):
            raise serializers.ValidationError({"version": [_("请填写所见的版本号，再提交修改。")]})
        plain, relations = self._split(validated_data)
        for name, value in plain.items():
            setattr(instance, name, value)
        self.event = edits.save(
            instance,
            actor=self.context["request"].user,
            expected_version=expected,
            reason=reason,
            relations=_writer(instance, relations),
        )
        return instance

    def _split(self, validated: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        many = {field.name for field in self._model._meta.many_to_many}
        plain = {name: value for name, value in validated.items() if name not in many}
        return plain, {name: value for name, value in validated.items() if name in many}


def _writer(instance: Model, relations: dict[str, Any]) -> Callable[[], None]:
    def write() -> None:
        for name, rows in relations.items():
            getattr(instance, name).set(rows)

    return write
