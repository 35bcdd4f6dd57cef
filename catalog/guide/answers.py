"""The check before filing: every answer with whether it becomes public, and the notice as it will stand there."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalog import blocks
from catalog.models import RegistrationApplication


@dataclass(frozen=True)
class Answer:
    """One line of the check."""

    name: str
    label: str
    value: str
    is_public: bool


@dataclass(frozen=True)
class Section:
    """One block of the check."""

    number: int
    title: str
    answers: tuple[Answer, ...]


def sections(application: RegistrationApplication) -> list[Section]:
    """The seven blocks as they would be frozen."""
    return [
        Section(number, block["title"], tuple(_answer(field) for field in block["fields"]))
        for number, block in enumerate(blocks.content(application)["blocks"], start=1)
    ]


def _answer(field: dict[str, str]) -> Answer:
    is_public = field["name"] in blocks.PUBLIC_FIELDS
    return Answer(field["name"], field["label"], field["value"], is_public)


def public_notice(application: RegistrationApplication) -> list[tuple[str, str]]:
    """The four columns of the notice (26号 第十二条), word for word."""
    return [
        (_("登记主体名称"), application.registrant.name),
        (_("登记类型"), application.get_kind_display()),
        (_("登记数据名称"), application.data_name),
        (_("数据内容简介"), application.data_abstract),
    ]
