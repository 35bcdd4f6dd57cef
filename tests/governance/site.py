"""A corner of the shared site for tests: signed-in clients, and resources whether or not their app shows them."""

from django.contrib import admin
from django.test import Client

from accounts.models import User
from catalog.models import DataResource
from catalog.workflow import resources
from governance.admin import PolicyAdmin, step_action

LIST = "/admin/catalog/dataresource/"

if not admin.site.is_registered(DataResource):

    @admin.register(DataResource)
    class ResourceAdmin(PolicyAdmin):
        list_display = ("name", "provider", "status")
        list_filter = ("status", "provider")
        search_fields = ("name", "code")
        list_select_related = ("provider",)
        fields = ("name", "abstract", "provider", "grade", "status")
        actions = [
            step_action(resources.submit),
            step_action(resources.publish),
            step_action(resources.return_for_revision),
        ]


def signed_in(user: User) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(user)
    return client


def filled(client: Client, address: str, **over: object) -> dict[str, object]:
    """What the form at this address would send as it stands, fields that are named changed."""
    context = client.get(address).context
    form = context["adminform"].form
    sent = {field.html_name: field.value() for field in form}
    for rows in context["inline_admin_formsets"]:
        management = rows.formset.management_form
        every = [management, *rows.formset.forms]
        sent |= {field.html_name: field.value() for form in every for field in form}
    sent |= {"_version": context["record_version"], "_key": context["form_key"]}
    return {name: value for name, value in (sent | over).items() if value is not None}


def step_page(resource: DataResource, verb: str) -> str:
    """Where a step of the resource is carried out."""
    return f"{LIST}{resource.pk}/step/{verb}/"
