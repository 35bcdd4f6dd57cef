"""Forms of signing in: wording only."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User

WRONG_SIGN_IN = _("用户名或密码不正确，或者账号不能登录。请核对后重试；忘记密码请联系系统管理员。")
LONGEST_USERNAME = 150


class SignInForm(AuthenticationForm):
    """Name and password; one answer for everything that is wrong."""

    error_messages = {"invalid_login": WRONG_SIGN_IN, "inactive": WRONG_SIGN_IN}

    def clean_username(self) -> str:
        """A name longer than any account's is wrong before anything is counted or stored."""
        username = str(self.cleaned_data["username"])
        if len(username) > LONGEST_USERNAME:
            raise ValidationError(WRONG_SIGN_IN, code="invalid_login")
        return username

    def confirm_login_allowed(self, user: User) -> None:
        """An account without a role today has nothing to do here."""
        if not user.is_active or user.is_service or not user.is_staff:
            raise ValidationError(WRONG_SIGN_IN, code="invalid_login")


class ChangePassword(PasswordChangeForm):
    """The old password and twice the new one."""

    error_messages = {
        **PasswordChangeForm.error_messages,
        "password_incorrect": _("现在的密码不正确，请重新输入。"),
    }


class ChoosePassword(SetPasswordForm):
    """Twice the first password."""


class CodeForm(forms.Form):
    """The six digits that the authenticator shows."""

    WRONG = _("验证码不正确或已过期，请等待应用显示新的验证码后重新输入。")

    code = forms.RegexField(
        r"^\d{6}$",
        label=_("动态验证码"),
        help_text=_("打开身份验证器应用，输入显示的六位数字。"),
        error_messages={"invalid": _("动态验证码是六位数字，请重新输入。")},
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        ),
    )
