"""Signing in a machine: ``Authorization: Bearer gsk_…``, at the addresses of usage reporting and nowhere else."""

import hmac
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import APIException, PermissionDenied
from rest_framework.throttling import AnonRateThrottle

from accounts.models import AccessKey, AccessKeyUse, Role, User
from accounts.models.keys import MARK
from governance.canonical import sha256
from governance.clock import today

#: The nouns of ``/api/v1/`` that a key opens.
NOUNS = frozenset({"usage-reports", "usage-entries", "usage-batches", "usage-months"})
#: One answer for every fault: an attacker learns nothing of which part was right.
REFUSED = _("接口密钥无效、已到期或者已吊销，请核对密钥，或者新建一个。")
NOT_HERE = _("接口密钥只能用于报送使用情况和计量记录，其他操作请登录办理。")


class KeyRefused(APIException):
    """A key was sent and is none; unlike a visitor without one, who is told what he may not do (403)."""

    status_code = 401
    default_code = "authentication_failed"
    auth_header = "Bearer"


class FailedKeys(AnonRateThrottle):
    """So often an address may try a wrong key; right keys are not counted."""

    rate = "10/min"
    scope = "failed-keys"

    def get_cache_key(self, request: Any, view: Any) -> str:
        """By address, whoever the request says it is."""
        return str(self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)})


class KeyAuthentication(BaseAuthentication):
    """The holder of a usable key, with the rights that he has today."""

    def authenticate(self, request: Any) -> tuple[User, AccessKey] | None:
        """Nothing where no key is sent; ``KeyRefused`` (401) for every fault of one that is."""
        scheme, _space, sent = get_authorization_header(request).decode("latin-1").partition(" ")
        if scheme.lower() != "bearer":
            return None
        key = usable(sent.strip())
        if key is None:
            if not FailedKeys().allow_request(request, request.parser_context["view"]):
                raise KeyRefused(_("尝试次数过多，请稍后再试。"))
            raise KeyRefused(REFUSED)
        if getattr(request.parser_context.get("view"), "basename", "") not in NOUNS:
            raise PermissionDenied(NOT_HERE)
        _remember_use(key)
        key.holder.acts_by_key = key.prefix
        return key.holder, key


def usable(sent: str) -> AccessKey | None:
    """The key that this text is, if its holder still works for its operator."""
    mark, _line, rest = sent.partition("_")
    prefix, _line, secret = rest.partition("_")
    if mark != MARK or not secret or "\x00" in prefix:
        return None
    key: AccessKey | None = AccessKey.objects.usable(today()).filter(prefix=prefix).first()
    if key is None or not hmac.compare_digest(key.digest, sha256(secret)):
        return None
    return key if key.organisation_id in key.holder.organisation_ids(Role.OPERATOR) else None


def _remember_use(key: AccessKey) -> None:
    """One write a day, not one for each request."""
    if not AccessKeyUse.objects.filter(key=key, last_used_on=today()).exists():
        AccessKeyUse.objects.update_or_create(key=key, defaults={"last_used_on": today()})


class KeyScheme(OpenApiAuthenticationExtension):
    """How the description of the interface tells of it."""

    target_class = "accounts.api_keys.KeyAuthentication"
    name = "accessKey"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """A bearer token."""
        return {"type": "http", "scheme": "bearer", "description": str(NOT_HERE)}
