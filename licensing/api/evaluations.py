"""Indicator sets, evaluations, scores and objections for machines."""

from typing import Any

from governance.api import PROCESS_FIELDS, PolicySerializer, PolicyViewSet, step_route
from licensing.api.bases import FilesViewSet, InspectedSerializer
from licensing.api.exits import STEPS_ONLY
from licensing.models import (
    Evaluation,
    EvaluationIndicator,
    EvaluationObjection,
    EvaluationScheme,
    EvaluationScore,
)
from licensing.workflow import evaluation_objections, evaluation_schemes, evaluations


class EvaluationSchemeSerializer(PolicySerializer):
    class Meta:
        model = EvaluationScheme
        fields = (
            *PROCESS_FIELDS, "name", "regulator", "excellent_from", "good_from", "pass_from", "adopted_on",
        )  # fmt: skip


class EvaluationSchemeViewSet(PolicyViewSet):
    queryset = EvaluationScheme.objects.order_by("pk")
    serializer_class = EvaluationSchemeSerializer
    filterset_fields = ("status", "regulator")
    adopt_scheme = step_route(evaluation_schemes.adopt_scheme)
    retire_scheme = step_route(evaluation_schemes.retire_scheme)


class EvaluationIndicatorSerializer(PolicySerializer):
    class Meta:
        model = EvaluationIndicator
        fields = ("id", "version", "scheme", "name", "weight", "measure", "target", "method")


class EvaluationIndicatorViewSet(PolicyViewSet):
    queryset = EvaluationIndicator.objects.order_by("pk")
    serializer_class = EvaluationIndicatorSerializer
    filterset_fields = ("scheme", "measure")


class EvaluationSerializer(PolicySerializer):
    class Meta:
        model = Evaluation
        fields = (
            *PROCESS_FIELDS, "licence", "year", "kind", "scheme", "evaluator", "total", "grade", "summary",
            "differences", "published_on", "follow_up", "followed_up_on",
        )  # fmt: skip


class EvaluationViewSet(FilesViewSet):
    queryset = Evaluation.objects.order_by("pk")
    serializer_class = EvaluationSerializer
    filterset_fields = ("status", "kind", "grade", "year", "licence")
    ordering_fields = ("year", "total", "due_on")
    measure_evaluation = step_route(evaluations.measure_evaluation)
    submit_evaluation = step_route(evaluations.submit_evaluation)
    return_evaluation = step_route(evaluations.return_evaluation)
    confirm_evaluation = step_route(evaluations.confirm_evaluation)
    object_to_evaluation = step_route(evaluations.object_to_evaluation)
    publish_evaluation = step_route(evaluations.publish_evaluation)
    follow_up_evaluation = step_route(evaluations.follow_up_evaluation)


class EvaluationScoreSerializer(InspectedSerializer):
    """Everybody reads points and facts; note and evidence only those who may inspect them."""

    INSPECTED = ("note", "evidence")

    class Meta:
        model = EvaluationScore
        fields = (
            "id", "version", "evaluation", "indicator", "is_measured", "facts", "score", "note", "evidence",
        )  # fmt: skip
        read_only_fields = ("evaluation", "indicator")


class EvaluationScoreViewSet(FilesViewSet):
    queryset = EvaluationScore.objects.order_by("pk")
    serializer_class = EvaluationScoreSerializer
    filterset_fields = ("evaluation", "indicator")
    http_method_names = ["get", "head", "options", "patch", "put"]


class EvaluationObjectionSerializer(PolicySerializer):
    class Meta:
        model = EvaluationObjection
        fields = (*PROCESS_FIELDS, "evaluation", "statement", "evidence", "reply", "decided_on")


class EvaluationObjectionViewSet(FilesViewSet):
    queryset = EvaluationObjection.objects.order_by("pk")
    serializer_class = EvaluationObjectionSerializer
    filterset_fields = ("status", "evaluation")
    http_method_names = STEPS_ONLY
    uphold_objection = step_route(evaluation_objections.uphold_objection)
    reject_objection = step_route(evaluation_objections.reject_objection)


ROUTES: list[tuple[str, type[Any]]] = [
    ("evaluation-schemes", EvaluationSchemeViewSet),
    ("evaluation-indicators", EvaluationIndicatorViewSet),
    ("evaluations", EvaluationViewSet),
    ("evaluation-scores", EvaluationScoreViewSet),
    ("evaluation-objections", EvaluationObjectionViewSet),
]
