"""Pages of signing in: thin views over ``signin``, ``passwords`` and ``second_factor``."""

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView, RedirectURLMixin
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView

from accounts import passwords, second_factor, signin
from accounts.signin_forms import ChangePassword, ChoosePassword, CodeForm, SignInForm
from governance.clock import now


class SignIn(LoginView):
    """By name and password; every attempt is told to the trail."""

    form_class = SignInForm
    template_name = "admin/login.html"
    next_page = "admin:index"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One transaction: a password's hash may be renewed on the way, and that is a governed row."""
        with transaction.atomic():
            return super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Open the session."""
        signin.sign_in(self.request, form.get_user(), means="password")
        return HttpResponseRedirect(self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        """Tell of the failure; the page says the same for unknown names."""
        signin.refuse(form.data.get("username", ""), means="password")
        return super().form_invalid(form)


class SignOut(LogoutView):
    """Close the session."""

    template_name = "registration/logged_out.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Tell the trail, then forget the session."""
        signin.sign_out(request)
        return super().post(request, *args, **kwargs)


class OwnPassword(RedirectURLMixin, PasswordChangeView):
    """One's own password: chosen after a first link, changed with the old one otherwise."""

    template_name = "registration/password_change_form.html"
    next_page = "admin:password_change_done"

    def get_form_class(self) -> type[Any]:
        """Who came by a link has no old password to enter."""
        chooses = self.request.session.get(signin.CHOOSES_PASSWORD)
        return ChoosePassword if chooses else ChangePassword

    def form_valid(self, form: Any) -> HttpResponse:
        """Store it; the other sessions of the person end, this one goes on with a new key."""
        passwords.change(form.user, form.cleaned_data["new_password1"], at=now())
        self.request.session.pop(signin.CHOOSES_PASSWORD, None)
        update_session_auth_hash(self.request, form.user)
        return HttpResponseRedirect(self.get_success_url())


class SecondFactor(RedirectURLMixin, FormView):
    """The code of the authenticator; for who has none yet, its key to set it up."""

    form_class = CodeForm
    template_name = "registration/second_factor.html"
    next_page = "admin:index"

    def device(self) -> Any:
        """The confirmed authenticator, or the one to set up."""
        user: Any = self.request.user
        return second_factor.device_of(user) or second_factor.device_to_confirm(user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The key is shown only until the first right code."""
        device = self.device()
        shown = (
            {}
            if device.confirmed
            else {"key": second_factor.spoken_key(device), "url": device.config_url}
        )
        return {**super().get_context_data(**kwargs), **shown, "is_new": not device.confirmed}

    def form_valid(self, form: Any) -> HttpResponse:
        """Go on with a right code, ask again after a wrong one."""
        if second_factor.verify(self.request, self.device(), form.cleaned_data["code"]):
            return HttpResponseRedirect(self.get_success_url())
        form.add_error("code", form.WRONG)
        return self.form_invalid(form)


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class Link(TemplateView):
    """A one-time link: looking at it does not use it up, the button does."""

    template_name = "registration/link.html"

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Ask who opened it to confirm: previews of mail programmes only look."""
        link = signin.find_link(token, at=now())
        return self.page(link.user if link else None)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Sign in, once."""
        if signin.follow_link(request, token, at=now()) is None:
            return self.page(None)
        return HttpResponseRedirect(reverse("admin:index"))

    def page(self, person: Any) -> HttpResponse:
        """The question, or that the link does not open."""
        context = self.get_context_data(person=person)
        return self.render_to_response(context, status=200 if person else 410)
