"""What the steps of accounts ask for: parsing and wording only."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import uscc
from accounts.models import Organisation, Role, User
from governance.clock import today


class PersonField(forms.ModelChoiceField):
    """A choice of people; two may have one name."""

    def label_from_instance(self, obj: User) -> str:
        """Name and user name."""
        return f"{obj.name}（{obj.username}）"


class AppointForm(forms.Form):
    """Who gets which role, from when to when."""

    user = PersonField(User.objects.filter(is_service=False, is_active=True), label=_("人员"))
    role = forms.ChoiceField(choices=[("", _("请选择")), *Role.choices], label=_("角色"))
    starts_on = forms.DateField(label=_("任用日期"), initial=today)
    ends_on = forms.DateField(
        label=_("终止日期"), required=False, help_text=_("自该日起不再任用，留空为长期。")
    )
    covers_subtree = forms.BooleanField(label=_("包括下级单位"), required=False)


class DismissForm(forms.Form):
    """From which day a role is no longer held."""

    ends_on = forms.DateField(
        label=_("终止日期"), required=False, help_text=_("自该日起不再任用，留空为立即终止。")
    )


class MoveForm(forms.Form):
    """Below which organisation a subtree is to stand."""

    parent = forms.ModelChoiceField(
        Organisation.objects.filter(is_active=True), label=_("新的上级单位")
    )


class AcceptCodeForm(forms.Form):
    """A code whose check digit does not fit, as the certificate states it."""

    code = forms.CharField(label=_("统一社会信用代码"), max_length=60)

    def clean_code(self) -> str:
        """The code without what pasting added."""
        return uscc.normalise(str(self.cleaned_data["code"]))
