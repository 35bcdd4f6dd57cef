"""Accounts in the shared site: bodies as a tree, people without flags or groups, roles read-only (roles are steps)."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import quote
from django.contrib.admin.views.main import ChangeList
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts import workflow
from accounts.models import AccessKey, Membership, Organisation, Region, Role, User
from accounts.signin import one_time_link
from governance.actors import as_actor
from governance.admin import PolicyAdmin, PolicyInline, step_action
from governance.clock import today
from governance.errors import NotPermitted
from governance.policies import holds
from governance.refusals import refusal_page

#: Deeper bodies are set in no further, so that a phone can show them.
DEEPEST_INDENT = 6


class TreeList(ChangeList):
    """Bodies in the order of the tree, unless a column was chosen."""

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[Any]:
        """Branch by branch."""
        if "o" in self.params:
            return super().get_ordering(request, queryset)
        return ["branch", "pk"]


class HeldRoles(PolicyInline):
    """Roles on the page of a person or of a body: given and taken by steps, so read-only here."""

    model = Membership
    fk_name = "user"
    fields = ("organisation", "role", "starts_on", "ends_on", "covers_subtree")
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With what a row names."""
        return super().get_queryset(request).select_related("organisation", "user")


class Staff(HeldRoles):
    fk_name = "organisation"
    fields = ("user", "role", "starts_on", "ends_on", "covers_subtree")


@admin.register(Organisation)
class OrganisationAdmin(PolicyAdmin):
    list_display = ("in_tree", "kind", "level", "region", "uscc", "is_active")
    list_filter = ("kind", "level", "is_active")
    list_select_related = ("region",)
    search_fields = ("name", "short_name", "uscc")
    autocomplete_fields = ("parent", "region")
    fieldsets = (
        (None, {"fields": ("name", "short_name", "parent", "region")}),
        (_("身份"), {"fields": ("uscc", "uscc_override_reason", "kind", "level")}),
        (_("状态"), {"fields": ("has_legal_personality", "is_active")}),
    )
    inlines = (Staff,)
    actions = (step_action(workflow.move),)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the place of each body in the tree."""
        rows: Any = super().get_queryset(request)
        return rows.with_branch()

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """In the order of the tree."""
        return TreeList

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[Any, ...]:
        """A body that stands is moved by a step."""
        fixed = super().get_readonly_fields(request, obj)
        return fixed if obj is None else (*fixed, "parent")

    @admin.display(description=_("单位"), ordering="name")
    def in_tree(self, body: Any) -> str:
        """The name, set in by its depth."""
        depth = min(len(body.branch) - 1, DEEPEST_INDENT)
        return format_html('<span class="depth-{}">{}</span>', depth, body.name)


@admin.register(User)
class UserAdmin(PolicyAdmin):
    list_display = ("username", "name", "duties", "is_active")
    list_filter = ("is_active",)
    search_fields = ("username", "name")
    fieldsets = (
        (None, {"fields": ("username", "name", "email", "is_active")}),
        (_("登录"), {"fields": ("password_changed_at", "created_at")}),
    )
    readonly_fields = ("created_at",)
    inlines = (HeldRoles,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the roles held today, as far as the reader may see them."""
        held = Membership.objects.in_force(today()).visible_to(request.user)
        roles = Prefetch("memberships", held.select_related("organisation"), to_attr="held_today")
        return super().get_queryset(request).prefetch_related(roles)

    @admin.display(description=_("现任角色"))
    def duties(self, user: Any) -> str:
        """Which roles, and where."""
        return "；".join(
            f"{held.organisation} {held.get_role_display()}" for held in user.held_today
        )

    def get_urls(self) -> list[URLPattern]:
        """Add the page on which a sign-in link is issued."""
        view = self.admin_site.admin_view(self.link_view)
        own = path("<path:object_id>/sign-in-link/", view, name=self.url_name("link"))
        return [own, *super().get_urls()]

    def open_steps(self, request: HttpRequest, subject: Any) -> list[dict[str, Any]]:
        """A link is issued like a step, but its address is told to the issuer alone, never to the trail."""
        steps = super().open_steps(request, subject)
        if holds(request.user, "accounts.invite_user", subject):
            url = self.url_of("link", quote(subject.pk))
            steps.append({"step": None, "label": _("签发登录链接"), "url": url})
        return steps

    def link_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask, then show the new link once."""
        user = self.visible_or_404(request, object_id)
        back = self.url_of("change", quote(user.pk))
        link = None
        try:
            if request.method == "POST":
                base = request.build_absolute_uri("/")
                link = one_time_link(
                    user, base_url=base, actor=request.user, asks_for_password=True
                )
            elif not holds(request.user, "accounts.invite_user", user):
                raise NotPermitted(_("您无权为“%(user)s”签发登录链接。") % {"user": user})
        except NotPermitted as refusal:
            return refusal_page(request, refusal, back=back)
        context = {
            **self.admin_site.each_context(request),
            "title": _("签发登录链接：%(user)s") % {"user": user},
            "opts": self.opts,
            "original": user,
            "link": link,
            "back": back,
        }
        return TemplateResponse(request, "admin/accounts/user/link.html", context)


@admin.register(Membership)
class MembershipAdmin(PolicyAdmin):
    list_display = ("user", "organisation", "role", "starts_on", "ends_on", "covers_subtree")
    list_filter = ("role", "covers_subtree")
    list_select_related = ("user", "organisation")
    search_fields = ("user__name", "user__username", "organisation__name")
    fields = ("user", "organisation", "role", "starts_on", "ends_on", "covers_subtree")
    actions = (step_action(workflow.dismiss),)


@admin.register(AccessKey)
class AccessKeyAdmin(PolicyAdmin):
    list_display = ("name", "prefix", "holder", "organisation", "status", "ends_on", "last_used_on")
    list_filter = ("status", "organisation")
    list_select_related = ("holder", "organisation", "use")
    search_fields = ("name", "prefix", "holder__name", "organisation__name")
    fields = ("name", "organisation", "ends_on", "prefix", "holder", "last_used_on")
    readonly_fields = ("prefix", "holder", "last_used_on")
    actions = (step_action(workflow.revoke_key),)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A key reports for a body for which its holder works."""
        if db_field.name == "organisation":
            own: list[int] = as_actor(request.user).organisation_ids(Role.OPERATOR)
            kwargs["queryset"] = Organisation.objects.filter(pk__in=own)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description=_("最近使用日期"), empty_value="–")
    def last_used_on(self, key: AccessKey) -> Any:
        """The day, or nothing as long as it was not used."""
        use = getattr(key, "use", None)
        return use.last_used_on if use else None

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """The key is made here and kept nowhere."""
        obj.plain = obj.issue(request.user)
        super().save_model(request, obj, form, change)

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Show it once; whoever loses it makes another."""
        if getattr(request, "is_repeated_form", False):
            return super().response_add(request, obj, post_url_continue)
        context = {
            **self.admin_site.each_context(request),
            "title": _("新的接口密钥：%(name)s") % {"name": obj.name},
            "opts": self.opts,
            "original": obj,
            "plain": obj.plain,
            "back": self.url_of("changelist"),
        }
        response = TemplateResponse(request, "admin/accounts/accesskey/issued.html", context)
        response["Cache-Control"] = "no-store"
        return response


@admin.register(Region)
class RegionAdmin(PolicyAdmin):
    list_display = ("code", "name", "level", "parent", "valid_from", "valid_to")
    list_filter = ("level",)
    list_select_related = ("parent",)
    search_fields = ("^code", "name")
    fields = ("code", "name", "level", "parent", "valid_from", "valid_to", "is_demonstration")
