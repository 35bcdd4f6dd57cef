"""Coded fields of a resource: the words as written, and the entry of the code list that they mean."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

#: The first digit of a resource code (编制指南: 类 is one digit).
CATEGORY_DIGITS = {"base": "1", "theme": "2", "department": "3"}


@dataclass(frozen=True)
class CodedField:
    """The field with the words, the field with the entry, the list, and which word of the entry is written."""

    words: str
    entry: str
    code_list: str
    shown: str


CODED_FIELDS = (
    CodedField("category_code", "classification", "classification", "code"),
    CodedField("theme", "theme_code", "theme", "name"),
    CodedField("industry", "industry_code", "industry", "name"),
)


def settle_codes(resource: Any, entries: Any, *, on: date) -> None:
    """Fill in words from the entry or find the entry by the words; refuse what may not be chosen on ``on``."""
    stored = _stored(resource)
    faults: dict[str, Any] = {}
    for field in CODED_FIELDS:
        if _words_were_changed(resource, field, stored):
            setattr(resource, field.entry, None)
        entry = getattr(resource, field.entry)
        if entry is None:
            continue
        if entry.pk != stored.get(f"{field.entry}_id"):
            faults |= _refusal(entry, field, on)
        setattr(resource, field.words, getattr(entry, field.shown))
    if not faults:
        match_codes([resource], entries, on=on)
        faults = _category_fault(resource)
    if faults:
        raise ValidationError(faults)


def _stored(resource: Any) -> Mapping[str, Any]:
    if resource._state.adding:
        return {}
    names = [name for field in CODED_FIELDS for name in (field.words, f"{field.entry}_id")]
    return type(resource)._base_manager.filter(pk=resource.pk).values(*names).first() or {}


def _words_were_changed(resource: Any, field: CodedField, stored: Mapping[str, Any]) -> bool:
    """Somebody wrote other words and left the entry as it was: the words are meant."""
    same_entry = getattr(resource, f"{field.entry}_id") == stored.get(f"{field.entry}_id")
    other_words = getattr(resource, field.words) != stored.get(field.words)
    return bool(stored) and same_entry and other_words


def _refusal(entry: Any, field: CodedField, on: date) -> dict[str, str]:
    if entry.code_list != field.code_list:
        return {field.entry: str(_("“%(entry)s”不属于这张代码表，请重新选择。") % {"entry": entry})}
    fault = entry.unusable_because(on)
    return {field.entry: fault} if fault else {}


def _category_fault(resource: Any) -> dict[str, str]:
    """The classification and the category say the same 类."""
    entry = resource.classification
    if entry is None:
        return {}
    by_digit = {digit: category for category, digit in CATEGORY_DIGITS.items()}
    meant = by_digit.get(entry.code[:1], "")
    resource.category = resource.category or meant
    if resource.category == meant:
        return {}
    words = {"entry": entry, "category": resource.get_category_display()}
    message = _("分类代码“%(entry)s”与资源分类“%(category)s”不符，请改其中之一。") % words
    return {"classification": str(message)}


def match_codes(resources: Iterable[Any], entries: Any, *, on: date) -> None:
    """Set the entries that the words name, by code or by name; what matches nothing stays to be confirmed."""
    wanting = [
        (resource, field)
        for resource in resources
        for field in CODED_FIELDS
        if getattr(resource, field.words) and getattr(resource, f"{field.entry}_id") is None
    ]
    if not wanting:
        return
    words = {getattr(resource, field.words) for resource, field in wanting}
    found = _by_word(entries.in_force(on).filter(Q(code__in=words) | Q(name__in=words)))
    for resource, field in wanting:
        entry = found.get((field.code_list, getattr(resource, field.words)))
        if entry is not None and _fits(resource, field, entry):
            setattr(resource, field.entry, entry)
            setattr(resource, field.words, getattr(entry, field.shown))


def _fits(resource: Any, field: CodedField, entry: Any) -> bool:
    """A guessed classification never contradicts the category that was chosen."""
    digit = CATEGORY_DIGITS.get(resource.category, "")
    return field.entry != "classification" or not digit or entry.code.startswith(digit)


def _by_word(entries: Iterable[Any]) -> dict[tuple[str, str], Any]:
    """Code or name → entry; a code goes before a name, and of equal names the widest class is meant."""
    found: dict[tuple[str, str], Any] = {}
    entries = list(entries)
    for entry in sorted(entries, key=lambda entry: (-len(entry.code), entry.code)):
        found[entry.code_list, entry.name] = entry
    return found | {(entry.code_list, entry.code): entry for entry in entries}


def resource_code(category: str, category_code: str, number: int) -> str:
    """分类码 and 顺序码 (编制指南): 类 one digit, then 项, 目 and 细目 as far as they were given, "/", running number.

    A class code that is not a number (words of an import, still to be confirmed) is left out; one that lacks its 类
    gets it.
    """
    digit = CATEGORY_DIGITS[category]
    finer = category_code if category_code.isascii() and category_code.isdigit() else ""
    prefix = finer if finer.startswith(digit) else digit + finer
    return f"{prefix}/{number:06d}"
