"""The second factor of the staff: one-time codes of an authenticator app, RFC 6238 (等保 8.1.4.1 d)."""

from base64 import b32encode
from typing import Any

import django_otp
from django.db import transaction
from django.http import HttpRequest
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import User
from governance.models import AuditEvent


def device_of(user: User) -> TOTPDevice | None:
    """The person's confirmed authenticator."""
    return TOTPDevice.objects.devices_for_user(user, confirmed=True).first()


def device_to_confirm(user: User) -> TOTPDevice:
    """The authenticator that the person is about to set up: the same key until its first code came."""
    found = TOTPDevice.objects.devices_for_user(user, confirmed=False).first()
    return found or TOTPDevice.objects.create(user=user, name="totp", confirmed=False)


def spoken_key(device: TOTPDevice) -> str:
    """The key as people type it: base 32 in groups of four."""
    key = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))


@transaction.atomic
def verify(request: HttpRequest, device: TOTPDevice, code: str) -> bool:
    """Check a code; a right one confirms the authenticator and marks the session."""
    user: Any = request.user
    is_right = device.verify_is_allowed()[0] and device.verify_token(code)
    action = "accounts.user.verify" if device.confirmed else "accounts.user.enrol"
    if is_right and not device.confirmed:
        device.confirmed = True
        device.save()
    outcome = AuditEvent.Outcome.DONE if is_right else AuditEvent.Outcome.REFUSED
    AuditEvent.objects.record(action, user, actor=user, outcome=outcome)
    if is_right:
        django_otp.login(request, device)
    return bool(is_right)


def forget(user: User) -> bool:
    """Take a person's authenticators away; whether there was any."""
    count, _rows = TOTPDevice.objects.filter(user=user).delete()
    return bool(count)
