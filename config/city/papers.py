"""Papers of the city: invented scans and numbers of documents."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile


def scan(title: str) -> SimpleUploadedFile:
    """A document that says of itself that it is invented."""
    text = f"{title}\n\n演示文件，内容均为虚构。\n"
    return SimpleUploadedFile(f"{title}.txt", text.encode(), content_type="text/plain")


def document_no(word: str, on: date, serial: int) -> str:
    """A document number as offices write it, with full-width brackets."""
    return f"{word}〔{on.year}〕{serial}号"


def filled(contents: Any, words: dict[str, str]) -> dict[str, str]:
    """A text for every field that an article demands; the ones that matter say something of their own."""
    fields = (field for _title, names in contents for field in names)
    return {field: words.get(field, "按协议和有关规定执行。") for field in fields}
