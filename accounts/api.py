"""Accounts over the API: bodies and regions to read, roles by steps."""

from typing import Any

from accounts import workflow
from accounts.models import Membership, Organisation, Region
from governance.api import PolicyFilterSet, PolicySerializer, PolicyViewSet, step_route

READ = ["get", "head", "options"]


class RegionSerializer(PolicySerializer):
    class Meta:
        model = Region
        fields = ("code", "name", "level", "parent", "valid_from", "valid_to", "is_demonstration")


class RegionViewSet(PolicyViewSet):
    queryset = Region.objects.order_by("code")
    serializer_class = RegionSerializer
    filterset_fields = ("code", "level", "parent")
    http_method_names = READ


class OrganisationSerializer(PolicySerializer):
    class Meta:
        model = Organisation
        fields = (
            "id",
            "version",
            "name",
            "short_name",
            "uscc",
            "kind",
            "level",
            "region",
            "parent",
            "has_legal_personality",
            "is_active",
        )


class OrganisationFilter(PolicyFilterSet):
    class Meta:
        model = Organisation
        fields = ("uscc", "kind", "level", "region", "parent", "is_active")


class OrganisationViewSet(PolicyViewSet):
    queryset = Organisation.objects.order_by("pk")
    serializer_class = OrganisationSerializer
    filterset_class = OrganisationFilter
    # Bodies are entered in the site; the steps have their routes.
    http_method_names = [*READ, "post"]
    appoint = step_route(workflow.appoint)
    move = step_route(workflow.move)
    accept_code = step_route(workflow.accept_code)


class MembershipSerializer(PolicySerializer):
    class Meta:
        model = Membership
        fields = (
            "id",
            "version",
            "user",
            "organisation",
            "role",
            "starts_on",
            "ends_on",
            "covers_subtree",
        )


class MembershipViewSet(PolicyViewSet):
    queryset = Membership.objects.order_by("pk")
    serializer_class = MembershipSerializer
    filterset_fields = ("user", "organisation", "role")
    http_method_names = [*READ, "post"]
    dismiss = step_route(workflow.dismiss)


ROUTES: list[tuple[str, type[Any]]] = [
    ("regions", RegionViewSet),
    ("organisations", OrganisationViewSet),
    ("memberships", MembershipViewSet),
]
