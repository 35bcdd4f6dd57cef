"""Quality issues and data requests for machines: the published cases, and filing one without an account."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from catalog.contacts import masked_words
from catalog.forms.issues import SHORTEST_WORDS
from catalog.models import DataRequest, DataResource, QualityIssue
from catalog.throttling import CaseRate
from catalog.workflow import issues, requests
from governance import clock
from governance.actors import as_actor
from governance.api import PROCESS_FIELDS, PolicySerializer, PolicyViewSet, step_route
from governance.models import AuditEvent

CONTACT = {"write_only": True, "required": False}
WORDS = {"min_length": SHORTEST_WORDS, "max_length": 2000}


class CaseSerializer(PolicySerializer):
    """What was written freely comes out masked; how to reach its author never does."""

    MASKED: tuple[str, ...] = ()

    def file(self, words: dict[str, Any], actor: Any) -> Any:
        """File the case."""
        raise NotImplementedError

    def create(self, validated_data: dict[str, Any]) -> Any:
        """By the same function as the public page; the same words again are the same case."""
        words = {
            name: value
            for name, value in validated_data.items()
            if name not in ("version", "reason")
        }
        case = self.file(words, as_actor(self.context["request"].user))
        added = AuditEvent.objects.about(case).filter(action=f"{case._meta.label_lower}.add")
        self.event = added.first()
        return case

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Without the personal numbers and addresses that somebody may have written."""
        told = super().to_representation(instance)
        return told | {name: masked_words(told[name]) for name in self.MASKED}


class QualityIssueSerializer(CaseSerializer):
    MASKED = ("description",)

    class Meta:
        model = QualityIssue
        fields = (
            *PROCESS_FIELDS, "number", "resource", "resource_name", "kind", "description", "contact", "filed_on",
            "accepted_on", "mark_words", "finding", "answer", "answered_on", "is_escalated",
        )  # fmt: skip
        read_only_fields = (
            "number", "resource_name", "filed_on", "accepted_on", "mark_words", "finding", "answer", "answered_on",
            "is_escalated",
        )  # fmt: skip
        extra_kwargs = {"contact": CONTACT, "description": WORDS}

    def validate_resource(self, resource: DataResource) -> DataResource:
        """Only what stands in the public catalogue."""
        if resource.status not in DataResource.STANDING or resource.is_secret:
            raise serializers.ValidationError(_("只能对公开的资源提出质量问题，请核对资源。"))
        return resource

    def file(self, words: dict[str, Any], actor: Any) -> QualityIssue:
        """An issue with a resource."""
        return issues.report(words.pop("resource"), actor=actor, on=clock.today(), **words)[0]

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """A finding is published with the answer."""
        told = super().to_representation(instance)
        return told if instance.answer else told | {"finding": ""}


class DataRequestSerializer(CaseSerializer):
    MASKED = ("title", "purpose")

    class Meta:
        model = DataRequest
        fields = (
            *PROCESS_FIELDS, "number", "title", "purpose", "theme", "contact", "filed_on", "accepted_on",
            "is_livelihood", "bureau", "outcome", "resource", "reply", "replied_on",
        )  # fmt: skip
        read_only_fields = (
            "number", "filed_on", "accepted_on", "is_livelihood", "bureau", "outcome", "resource", "reply",
            "replied_on",
        )  # fmt: skip
        extra_kwargs = {"contact": CONTACT, "title": {"min_length": 2}, "purpose": WORDS}

    def file(self, words: dict[str, Any], actor: Any) -> DataRequest:
        """A request for data."""
        return requests.ask(actor=actor, on=clock.today(), **words)[0]

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """What the bureau proposes is published with the reply."""
        told = super().to_representation(instance)
        return told if instance.reply else told | {"outcome": "", "resource": None}


class CaseViewSet(PolicyViewSet):
    """Reading for everybody, filing for everybody within bounds, steps for those who answer."""

    http_method_names = ["get", "post", "head", "options"]

    def get_throttles(self) -> list[Any]:
        """Filing has a bound of its own, shared with the public pages."""
        own = [CaseRate()] if self.action == "create" else []
        return [*super().get_throttles(), *own]


class QualityIssueViewSet(CaseViewSet):
    queryset = QualityIssue.objects.order_by("-pk")
    serializer_class = QualityIssueSerializer
    filterset_fields = ("status", "resource", "kind", "number")
    accept = step_route(issues.accept)
    decline = step_route(issues.decline)
    mark = step_route(issues.mark)
    verify = step_route(issues.verify)
    correct = step_route(issues.correct)
    reject = step_route(issues.reject)
    unmark = step_route(issues.unmark)
    close = step_route(issues.close)
    escalate = step_route(issues.escalate)
    reopen = step_route(issues.reopen)


class DataRequestViewSet(CaseViewSet):
    queryset = DataRequest.objects.order_by("-pk")
    serializer_class = DataRequestSerializer
    filterset_fields = ("status", "theme", "is_livelihood", "bureau", "number")
    accept = step_route(requests.accept)
    decline = step_route(requests.decline)
    assign = step_route(requests.assign)
    open_data = step_route(requests.open_data)
    open_partly = step_route(requests.open_partly)
    refuse = step_route(requests.refuse)
    send_back = step_route(requests.send_back)
    publish_reply = step_route(requests.publish_reply)
    close = step_route(requests.close)


ROUTES = (("quality-issues", QualityIssueViewSet), ("data-requests", DataRequestViewSet))
