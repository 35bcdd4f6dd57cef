"""The check before filing: every answer with whether it becomes public, and the notice as it will stand there."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalog import blocks
from catalog.blocks import EVIDENCE_FIELDS
from catalog.guide.tasks import EVIDENCE, field_names, numbers, typed_fields
from catalog.models import RegistrationApplication


@dataclass(frozen=True)
class Answer:
    """One line of the check."""

    name: str
    label: str
    value: str
    is_public: bool
    can_be_changed: bool


#: Lines that the directory of organisations repeats of the registrant.
REPEATED = frozenset({"name"})


@dataclass(frozen=True)
class Section:
    """One block of the check."""

    number: int
    title: str
    answers: tuple[Answer, ...]


def sections(application: RegistrationApplication) -> list[Section]:
    """The seven blocks as they would be frozen."""
    return [
        Section(number, block["title"], _answers(application, number, block["fields"]))
        for number, block in enumerate(blocks.content(application)["blocks"], start=1)
        if number in numbers(application)
    ]


def request(application: RegistrationApplication) -> tuple[Answer, ...]:
    """What the application says before its blocks."""
    named = field_names(application, 0)
    told = blocks.content(application)["request"]
    return _answers(application, 0, [field for field in told if field["name"] in named])


def _answers(
    application: RegistrationApplication, number: int, fields: list[dict[str, str]]
) -> tuple[Answer, ...]:
    typed = EVIDENCE_FIELDS if number == EVIDENCE else typed_fields(application, number)
    return tuple(
        Answer(
            name=field["name"],
            label=field["label"],
            value=field["value"],
            is_public=field["name"] in blocks.PUBLIC_FIELDS,
            can_be_changed=field["name"] in typed,
        )
        for field in fields
        if field["name"] not in REPEATED
    )


def public_notice(application: RegistrationApplication) -> list[tuple[str, str]]:
    """The four columns of the notice (26号 第十二条), word for word."""
    return [
        (_("登记主体名称"), blocks.registrant_names(application)),
        (_("登记类型"), application.get_kind_display()),
        (_("登记数据名称"), application.data_name),
        (_("数据内容简介"), application.data_abstract),
    ]
