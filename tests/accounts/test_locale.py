"""Nothing that a person reads is left in English: the packages' gaps are filled by our own catalogue."""

import gettext
import re
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.utils.translation import gettext as translated
from django.utils.translation import override

LOCALE = Path(settings.BASE_DIR) / "locale" / "zh_Hans" / "LC_MESSAGES"
PACKAGES = ("conf", "contrib/admin", "contrib/auth")


def singular_texts(package):
    """The source texts of a Django package, by its own English catalogue (plural forms left out)."""
    catalogue = Path(django.__file__).parent / package / "locale/en/LC_MESSAGES/django.po"
    message, texts = None, []
    for line in catalogue.read_text(encoding="utf-8").splitlines():
        if line.startswith("msgid "):
            message = line[6:].strip('"')
        elif line.startswith("msgid_plural "):
            message = None
        elif line.startswith("msgstr ") and message:
            texts.append(message.replace('\\"', '"'))
    return texts


def reads_as_english(text):
    """Whether words are left when the placeholders are taken out; units, formats and protocols are no words."""
    words = re.sub(r"%\(\w+\)\w|%\w", "", text)
    return bool(re.search(r"[A-Za-z]{4,}", words))


@pytest.mark.parametrize("package", PACKAGES)
def test_django_speaks_chinese(package):
    with override("zh-hans"):
        english = [
            text
            for text in singular_texts(package)
            if reads_as_english(text) and translated(text) == text
        ]
    assert set(english) <= {"IPv4", "JSON", "UUID", "Sept."}


def test_a_short_password_is_refused_in_chinese():
    with override("zh-hans"):
        form = django.utils.translation.ngettext(
            "This password is too short. It must contain at least %d character.",
            "This password is too short. It must contain at least %d characters.",
            10,
        )
    assert form % 10 == "密码太短，至少须有 10 个字符。"


@pytest.mark.parametrize("name", ["django", "djangojs"])
def test_the_compiled_catalogue_is_the_written_one(name):
    with (LOCALE / f"{name}.mo").open("rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)
    written = (LOCALE / f"{name}.po").read_text(encoding="utf-8")
    told = [text for text in catalogue._catalog.values() if text and "Project-Id" not in text]
    assert told
    for text in told:
        assert text.replace('"', '\\"') in written
