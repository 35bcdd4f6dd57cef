"""Selections, candidates, judges and challenges for machines."""

from typing import Any

from governance.api import PROCESS_FIELDS, PolicySerializer, PolicyViewSet, step_route
from licensing.api.bases import FilesViewSet
from licensing.models import (
    Candidate,
    CandidateCondition,
    Score,
    Scorer,
    ScoringCriterion,
    Selection,
    SelectionChallenge,
    SelectionCondition,
)
from licensing.workflow import candidates, challenges, judging, results, selections

READ_ONLY = ["get", "head", "options"]
#: Steps write these records; the address only reads them and offers their steps.
STEPS_ONLY = ["get", "head", "options", "post"]


class SelectionSerializer(PolicySerializer):
    class Meta:
        model = Selection
        fields = (
            *PROCESS_FIELDS, "name", "scheme", "implementing_body", "method", "method_basis", "invited", "content",
            "business", "needed_candidates", "needed_judges", "tie_rule", "notice_no", "notice", "channel", "terms",
            "consultation", "terms_file", "opens_at", "closes_at", "published_on", "result_no", "result",
            "announced_on", "result_ends_on", "concluded_on", "outcome_reason",
        )  # fmt: skip


class SelectionViewSet(FilesViewSet):
    queryset = Selection.objects.order_by("pk")
    serializer_class = SelectionSerializer
    filterset_fields = ("status", "method", "implementing_body", "scheme")
    ordering_fields = ("closes_at", "announced_on")
    take_conditions = step_route(selections.take_conditions)
    submit_selection = step_route(selections.submit_selection)
    return_selection = step_route(selections.return_selection)
    publish_selection = step_route(selections.publish_selection)
    close_selection = step_route(selections.close_selection)
    appoint_judge = step_route(selections.appoint_judge)
    fail_selection = step_route(selections.fail_selection)
    cancel_selection = step_route(selections.cancel_selection)
    announce_result = step_route(results.announce_result)
    challenge_result = step_route(results.challenge_result)
    conclude_selection = step_route(results.conclude_selection)
    promote_reserve = step_route(results.promote_reserve)
    draw_up_licence = step_route(results.draw_up_licence)


class SelectionConditionSerializer(PolicySerializer):
    class Meta:
        model = SelectionCondition
        fields = ("id", "version", "selection", "kind", "requirement")


class SelectionConditionViewSet(PolicyViewSet):
    queryset = SelectionCondition.objects.order_by("pk")
    serializer_class = SelectionConditionSerializer
    filterset_fields = ("selection", "kind")


class ScoringCriterionSerializer(PolicySerializer):
    class Meta:
        model = ScoringCriterion
        fields = ("id", "version", "selection", "name", "weight", "guidance")


class ScoringCriterionViewSet(PolicyViewSet):
    queryset = ScoringCriterion.objects.order_by("pk")
    serializer_class = ScoringCriterionSerializer
    filterset_fields = ("selection",)


class CandidateSerializer(PolicySerializer):
    class Meta:
        model = Candidate
        fields = (
            *PROCESS_FIELDS, "selection", "organisation", "name", "uscc", "has_legal_personality", "contact_person",
            "contact_phone", "capability", "capability_file", "credit", "credit_file", "security", "security_file",
            "funds", "funds_file", "service", "service_file", "proposal", "proposal_file", "relations",
            "undertaking_signer", "undertaking_signed_on", "number", "received_at", "remarks", "total", "rank",
            "outcome_reason",
        )  # fmt: skip


class CandidateViewSet(FilesViewSet):
    queryset = Candidate.objects.order_by("pk")
    serializer_class = CandidateSerializer
    filterset_fields = ("status", "selection", "organisation")
    submit_candidate = step_route(candidates.submit_candidate)
    withdraw_candidate = step_route(candidates.withdraw_candidate)
    return_candidate = step_route(candidates.return_candidate)
    examine_candidate = step_route(candidates.examine_candidate)
    link_candidate = step_route(candidates.link_candidate)
    score_candidate = step_route(judging.score_candidate)


class CandidateConditionSerializer(PolicySerializer):
    class Meta:
        model = CandidateCondition
        fields = (
            "id",
            "version",
            "candidate",
            "condition",
            "verdict",
            "reason",
            "file",
            "checked_on",
        )


class CandidateConditionViewSet(PolicyViewSet):
    queryset = CandidateCondition.objects.order_by("pk")
    serializer_class = CandidateConditionSerializer
    filterset_fields = ("candidate", "condition", "verdict")
    http_method_names = READ_ONLY


class ScorerSerializer(PolicySerializer):
    class Meta:
        model = Scorer
        fields = (
            *PROCESS_FIELDS, "selection", "round", "judge", "ends_on", "statement", "signature", "signed_on",
        )  # fmt: skip


class ScorerViewSet(PolicyViewSet):
    queryset = Scorer.objects.order_by("pk")
    serializer_class = ScorerSerializer
    filterset_fields = ("status", "selection", "round")
    http_method_names = STEPS_ONLY
    declare_interest = step_route(judging.declare_interest)
    dismiss_judge = step_route(judging.dismiss_judge)


class ScoreSerializer(PolicySerializer):
    class Meta:
        model = Score
        fields = ("id", "version", "scorer", "candidate", "criterion", "points", "comment")


class ScoreViewSet(PolicyViewSet):
    queryset = Score.objects.order_by("pk")
    serializer_class = ScoreSerializer
    filterset_fields = ("scorer", "candidate", "criterion")
    http_method_names = READ_ONLY


class SelectionChallengeSerializer(PolicySerializer):
    class Meta:
        model = SelectionChallenge
        fields = (
            *PROCESS_FIELDS, "selection", "real_name", "contact", "claim", "grounds", "file", "raised_on", "answer",
            "answered_on",
        )  # fmt: skip
        read_only_fields = ("answer", "answered_on")


class SelectionChallengeViewSet(FilesViewSet):
    queryset = SelectionChallenge.objects.order_by("pk")
    serializer_class = SelectionChallengeSerializer
    filterset_fields = ("status", "selection")
    http_method_names = STEPS_ONLY
    uphold_challenge = step_route(challenges.uphold_challenge)
    dismiss_challenge = step_route(challenges.dismiss_challenge)


ROUTES: list[tuple[str, type[Any]]] = [
    ("selections", SelectionViewSet),
    ("selection-conditions", SelectionConditionViewSet),
    ("scoring-criteria", ScoringCriterionViewSet),
    ("candidates", CandidateViewSet),
    ("candidate-conditions", CandidateConditionViewSet),
    ("scorers", ScorerViewSet),
    ("scores", ScoreViewSet),
    ("selection-challenges", SelectionChallengeViewSet),
]
