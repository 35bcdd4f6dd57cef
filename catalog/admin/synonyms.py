"""The list of synonyms in the shared site."""

from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.utils.translation import gettext_lazy as _

from catalog.forms.words import WordListField
from catalog.models import Synonym
from governance.admin import PolicyAdmin


@admin.register(Synonym)
class SynonymAdmin(PolicyAdmin):
    list_display = ("term", "others", "is_mutual", "is_active", "note", "updated_at")
    list_filter = ("is_mutual", "is_active")
    search_fields = ("term", "equivalents", "note")
    fields = ("term", "equivalents", "is_mutual", "is_active", "note")
    formfield_overrides = {
        **PolicyAdmin.formfield_overrides,
        ArrayField: {"form_class": WordListField},
    }

    @admin.display(description=_("同义词"))
    def others(self, synonym: Synonym) -> str:
        """The equivalents in one line."""
        return "、".join(synonym.equivalents)
