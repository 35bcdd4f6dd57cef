"""The editions of certificates for machines: whether a file with this hash was ever issued, and for what."""

from catalog.models import Certificate
from governance.api import PolicySerializer, PolicyViewSet


class CertificateSerializer(PolicySerializer):
    class Meta:
        model = Certificate
        fields = ("id", "registration", "sha256", "size", "issued_on")


class CertificateViewSet(PolicyViewSet):
    http_method_names = ["get", "head", "options"]
    queryset = Certificate.objects.order_by("-pk")
    serializer_class = CertificateSerializer
    filterset_fields = ("registration", "sha256")


ROUTES = (("certificates", CertificateViewSet),)
