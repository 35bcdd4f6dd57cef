"""Exits, their tasks, notices and early ends for machines."""

from typing import Any

from governance.api import PROCESS_FIELDS, PolicySerializer, PolicyViewSet, step_route
from licensing.api.bases import FilesViewSet
from licensing.models import EarlyEnding, Exit, ExitTask, StopNotice
from licensing.workflow import endings, exit_tasks, exits

READ_ONLY = ["get", "head", "options"]
#: Steps are posted; the rows themselves come from the steps alone.
STEPS_ONLY = [*READ_ONLY, "post"]


class ExitSerializer(PolicySerializer):
    class Meta:
        model = Exit
        fields = (
            *PROCESS_FIELDS, "licence", "kind", "initiator", "grounds", "basis", "began_on", "report", "report_file",
            "reported_on", "closed_on",
        )  # fmt: skip


class ExitViewSet(FilesViewSet):
    queryset = Exit.objects.order_by("pk")
    serializer_class = ExitSerializer
    filterset_fields = ("status", "kind", "licence")
    ordering_fields = ("began_on", "due_on")
    http_method_names = STEPS_ONLY
    announce_exit = step_route(exits.announce_exit)
    correct_notice = step_route(exits.correct_notice)
    report_exit = step_route(exits.report_exit)
    return_exit = step_route(exits.return_exit)


class ExitTaskSerializer(PolicySerializer):
    class Meta:
        model = ExitTask
        fields = (
            *PROCESS_FIELDS, "exit", "kind", "side", "agreed", "account", "method", "witness", "evidence", "done_on",
            "confirmed_on",
        )  # fmt: skip


class ExitTaskViewSet(FilesViewSet):
    queryset = ExitTask.objects.order_by("pk")
    serializer_class = ExitTaskSerializer
    filterset_fields = ("status", "kind", "side", "exit")
    ordering_fields = ("due_on",)
    http_method_names = STEPS_ONLY
    complete_task = step_route(exit_tasks.complete_task)
    ask_waiver = step_route(exit_tasks.ask_waiver)
    confirm_task = step_route(exit_tasks.confirm_task)
    waive_task = step_route(exit_tasks.waive_task)
    return_task = step_route(exit_tasks.return_task)
    reopen_task = step_route(exit_tasks.reopen_task)


class StopNoticeSerializer(PolicySerializer):
    class Meta:
        model = StopNotice
        fields = ("id", "licence", "text", "stops_on", "products", "published_on", "corrects")


class StopNoticeViewSet(PolicyViewSet):
    queryset = StopNotice.objects.order_by("pk")
    serializer_class = StopNoticeSerializer
    filterset_fields = ("licence", "published_on", "stops_on")
    http_method_names = READ_ONLY


class EarlyEndingSerializer(PolicySerializer):
    class Meta:
        model = EarlyEnding
        fields = (
            *PROCESS_FIELDS, "licence", "kind", "ground", "facts", "basis", "evidence", "statement", "heard_on",
            "decided_on", "decision",
        )  # fmt: skip


class EarlyEndingViewSet(FilesViewSet):
    queryset = EarlyEnding.objects.order_by("pk")
    serializer_class = EarlyEndingSerializer
    filterset_fields = ("status", "kind", "ground", "licence")
    notify_ending = step_route(endings.notify_ending)
    state_case = step_route(endings.state_case)
    lapse_statement = step_route(endings.lapse_statement)
    approve_ending = step_route(endings.approve_ending)
    drop_ending = step_route(endings.drop_ending)


ROUTES: list[tuple[str, type[Any]]] = [
    ("exits", ExitViewSet),
    ("exit-tasks", ExitTaskViewSet),
    ("stop-notices", StopNoticeViewSet),
    ("early-endings", EarlyEndingViewSet),
]
