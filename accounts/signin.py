"""Signing in and out, on record: password, one-time link, lock-out (等保 8.1.4.1, 8.1.4.3)."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model, login, logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import CONSOLE, SignInLink, User
from governance.actors import VISITOR
from governance.canonical import sha256
from governance.clock import now
from governance.errors import NotPermitted
from governance.models import AuditEvent

BACKEND = "governance.backends.PolicyBackend"
LINK_LIFE = timedelta(hours=24)
#: The session's note that its person came by a link and has to choose a password.
CHOOSES_PASSWORD = "chooses_password"  # noqa: S105 -- the name of a note, not a password


@transaction.atomic
def sign_in(request: HttpRequest, user: Any, *, means: str) -> None:
    """Open a session with a new key for ``user``; tell the trail by what means."""
    login(request, user, backend=BACKEND)
    AuditEvent.objects.record("accounts.user.sign_in", user, actor=user, changes={"means": means})


@transaction.atomic
def sign_out(request: HttpRequest) -> None:
    """Close the session of who is signed in."""
    if request.user.is_authenticated:
        AuditEvent.objects.record("accounts.user.sign_out", request.user, actor=request.user)
    logout(request)


def refuse(username: str, *, means: str) -> AuditEvent:
    """Tell the trail of a failed attempt; whether the name is known is nobody's business but the auditor's."""
    username = username.replace("\x00", "")[:150]
    known = get_user_model().objects.filter(username=username).first()
    return AuditEvent.objects.record(
        "accounts.user.sign_in",
        known,
        actor=VISITOR,
        outcome=AuditEvent.Outcome.REFUSED,
        changes={"means": means, "username": username},
    )


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None
) -> HttpResponse:
    """What axes answers after too many failures: the same page for known and unknown names."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    words = _(
        "登录失败次数过多，已暂停登录。请在%(minutes)d分钟后再试，或请系统管理员签发登录链接。"
    )
    page = render(request, "429.html", {"message": words % {"minutes": minutes}}, status=429)
    page["Retry-After"] = str(minutes * 60)
    return page


def one_time_link(
    user: User, *, base_url: str, actor: Any = None, asks_for_password: bool = False
) -> str:
    """The address of a new link that signs ``user`` in once within 24 hours; only its hash is stored.

    Without an actor the console of the server issues it. Raises ``NotPermitted``.
    """
    issuer = actor or User.objects.service_account(CONSOLE)
    if not issuer.has_perm("accounts.invite_user", user):
        raise NotPermitted(_("您无权为“%(user)s”签发登录链接。") % {"user": user})
    token, expires_at = secrets.token_urlsafe(32), now() + LINK_LIFE
    with transaction.atomic():
        SignInLink.objects.create(
            user=user,
            token_sha256=sha256(token),
            asks_for_password=asks_for_password,
            expires_at=expires_at,
        )
        AuditEvent.objects.record(
            "accounts.user.invite", user, actor=issuer, changes={"expires_at": [None, expires_at]}
        )
    return base_url.rstrip("/") + reverse("accounts:link", args=[token])


def find_link(token: str, *, at: datetime, for_use: bool = False) -> SignInLink | None:
    """The link of this token, if it still opens; locked when it is about to be used."""
    links = SignInLink.objects.select_related("user")
    if for_use:
        links = links.select_for_update(of=("self",))
    link = links.filter(token_sha256=sha256(token)).first()
    return link if link is not None and link.opens(at) else None


@transaction.atomic
def follow_link(request: HttpRequest, token: str, *, at: datetime) -> User | None:
    """Use the link up and sign its person in; nothing for a link that does not open (any more)."""
    link = find_link(token, at=at, for_use=True)
    if link is None:
        refuse("", means="link")
        return None
    link.used_at = at
    link.save(update_fields=["used_at"])
    sign_in(request, link.user, means="link")
    if link.asks_for_password:
        request.session[CHOOSES_PASSWORD] = True
    return link.user
