"""Agreements and their scope for machines."""

from typing import Any

from governance.api import PROCESS_FIELDS, PolicySerializer, step_route
from licensing.api.bases import FilesViewSet, InspectedSerializer, texts_of
from licensing.models import Licence, LicensedResource
from licensing.workflow import ends, exemptions, licences, promises, renewals


class LicenceSerializer(InspectedSerializer):
    """Everybody reads what the register shows; the agreement's text only those who may inspect it."""

    INSPECTED = (
        *texts_of(Licence), "other_terms", "exceptional_term", "cosigner", "cosigned_on",
    )  # fmt: skip

    class Meta:
        model = Licence
        fields = (
            *PROCESS_FIELDS, "name", "number", "scheme", "implementing_body", "authorising_body", "operator",
            "regulator", "mode", "domain", "scenario", "content", "business", "starts_on", "ends_on", "selection",
            "selected_in", "selection_basis", "notice_no", "result_no", "signed_on", "effective_on",
            "suspended_until", "ended_on", "is_exclusive", "region", "cosigner", "cosigned_on", "undertakings",
            "undertaken_on", "predecessor",
            *texts_of(Licence), "other_terms", "exceptional_term",
        )  # fmt: skip
        read_only_fields = ("undertakings", "cosigned_on", "undertaken_on", "predecessor")


class LicenceViewSet(FilesViewSet):
    queryset = Licence.objects.order_by("pk")
    serializer_class = LicenceSerializer
    filterset_fields = (
        "status", "mode", "operator", "implementing_body", "scheme", "is_exclusive", "region", "predecessor",
    )  # fmt: skip
    ordering_fields = ("starts_on", "ends_on")
    decide_licence = step_route(licences.decide_licence)
    exempt_licence = step_route(exemptions.exempt_licence)
    return_licence = step_route(licences.return_licence)
    sign_licence = step_route(licences.sign_licence)
    file_licence = step_route(licences.file_licence)
    activate_licence = step_route(licences.activate_licence)
    suspend_licence = step_route(ends.suspend_licence)
    reinstate_licence = step_route(ends.reinstate_licence)
    expire_licence = step_route(ends.expire_licence)
    terminate_licence = step_route(ends.terminate_licence)
    close_licence = step_route(ends.close_licence)
    undertake = step_route(promises.undertake)
    cosign = step_route(promises.cosign)
    renew_licence = step_route(renewals.renew_licence)


class LicensedResourceSerializer(PolicySerializer):
    class Meta:
        model = LicensedResource
        fields = (
            "id", "version", "licence", "resource", "purposes", "restrictions", "is_exclusive", "scope_from",
            "scope_until", "consent", "assessment",
        )  # fmt: skip
        # The row is public with its resource; the proofs are not.
        extra_kwargs = {"consent": {"write_only": True}, "assessment": {"write_only": True}}


class LicensedResourceViewSet(FilesViewSet):
    queryset = LicensedResource.objects.order_by("pk")
    serializer_class = LicensedResourceSerializer
    filterset_fields = ("licence", "resource")


ROUTES: list[tuple[str, type[Any]]] = [
    ("licences", LicenceViewSet),
    ("licensed-resources", LicensedResourceViewSet),
]
