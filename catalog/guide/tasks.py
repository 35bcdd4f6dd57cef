"""What there is to do before an application can be filed, each with a word for how far it is."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog import blocks
from catalog.models import Evidence, RegistrationApplication, SupplementNotice
from governance.presentation import Tone

#: The place of the evidence among the seven blocks: it is a table of its own.
EVIDENCE = 4
#: The last block.
LAST = len(blocks.BLOCKS)
#: Chosen when the application was begun, and not changed afterwards.
CHOSEN = frozenset({"registrant", "resource", "product", "source_registrations", "about"})
#: What somebody else than the registrant says of himself: not for the registrant's own way.
FOREIGN = frozenset(
    {"is_by_interested_party", "applicant", "interested_party", "interest", "consent_file"}
)
#: What the interested party's own way has settled when it begins.
CLAIMED = frozenset({"is_by_interested_party", "applicant"})
#: Fields that say nothing of how far the registrant is: they are filled in from the start.
GIVEN = frozenset({"registrant", "resource", "product", "data_name", "has_personal_data"})
#: What the registry found wrong outside the columns of the application.
EVIDENCE_ITEM = blocks.EVIDENCE_ITEM
#: A remark that belongs to no column and holds this word is about the evidence.
EVIDENCE_WORD = "存证"


class Progress(models.TextChoices):
    """How far a block is."""

    UNTOUCHED = "untouched", gettext_lazy("未开始")
    BEGUN = "begun", gettext_lazy("进行中")
    DONE = "done", gettext_lazy("已完成")
    OPTIONAL = "optional", gettext_lazy("选填，未填写")
    WANTED = "wanted", gettext_lazy("需补正")


TONES = {Progress.DONE: Tone.OK, Progress.BEGUN: Tone.GO, Progress.WANTED: Tone.BAD}


@dataclass(frozen=True)
class Task:
    """One block as a task."""

    number: int
    title: str
    progress: Progress
    missing: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """The word beside it."""
        return str(self.progress.label)

    @property
    def tone(self) -> Tone:
        """Its look."""
        return TONES.get(self.progress, Tone.OFF)

    @property
    def is_ready(self) -> bool:
        """Whether filing needs nothing more of it."""
        return not self.missing


def tasks(application: RegistrationApplication) -> list[Task]:
    """What the application is about, then the blocks in their order."""
    wanted, needed = wanted_by_field(application), needed_fields(application)
    return [_task(application, number, wanted, needed) for number in numbers(application)]


def numbers(application: RegistrationApplication) -> range:
    """The pages of an application: a cancellation asks nothing of the blocks anew."""
    is_short = application.kind == RegistrationApplication.Kind.CANCELLATION
    return range(1) if is_short else range(LAST + 1)


def supplement(application: RegistrationApplication) -> SupplementNotice | None:
    """The notice that the application was returned with, while it is to be mended."""
    if application.status != RegistrationApplication.Status.RETURNED:
        return None
    return application.supplement_notices.order_by("-submission").first()


def wanted_by_field(application: RegistrationApplication) -> dict[str, str]:
    """What the registry found wrong, by field."""
    notice = supplement(application)
    if notice is None:
        return {}
    about_evidence = "；".join(words for words in notice.remarks if EVIDENCE_WORD in words)
    named = {EVIDENCE_ITEM: about_evidence} if about_evidence else {}
    return named | notice.by_field


def number_of(application: RegistrationApplication, item: dict[str, str]) -> int | None:
    """The page on which an item of a supplement notice is mended, if it is on one."""
    is_evidence = not item["field"] and EVIDENCE_WORD in item["words"]
    name = EVIDENCE_ITEM if is_evidence else item["field"]
    return next((n for n in numbers(application) if name in field_names(application, n)), None)


def title_of(number: int) -> str:
    """What a page of the guide is called."""
    return str(blocks.BLOCKS[number - 1].title if number else _("申请事项"))


def field_names(application: RegistrationApplication, number: int) -> tuple[str, ...]:
    """The fields of a page, under which items of a supplement notice are filed."""
    if number == 0:
        asked = blocks.REQUEST_FIELDS[application.kind]
        hidden = CLAIMED if application.is_by_interested_party else FOREIGN
        return tuple(name for name in asked if name not in hidden) or ("registry",)
    return (EVIDENCE_ITEM,) if number == EVIDENCE else blocks.BLOCKS[number - 1].fields


def typed_fields(application: RegistrationApplication, number: int) -> tuple[str, ...]:
    """The fields of a page that are filled in there."""
    return tuple(name for name in field_names(application, number) if name not in CHOSEN)


def needed_fields(application: RegistrationApplication) -> set[str]:
    """The fields that filing still needs: the very list with which filing would be refused."""
    needed = set(blocks.missing_fields(application))
    is_proven = application.kind == RegistrationApplication.Kind.CANCELLATION or bool(
        blocks.evidence_of(application)
    )
    return needed if is_proven else needed | {EVIDENCE_ITEM}


def missing_in(application: RegistrationApplication, number: int) -> list[str]:
    """The fields of a page that filing still needs."""
    needed = needed_fields(application)
    return [name for name in field_names(application, number) if name in needed]


def label_of(name: str) -> str:
    """What a field is called."""
    if name == EVIDENCE_ITEM:
        return str(Evidence._meta.verbose_name)
    field: Any = RegistrationApplication._meta.get_field(name)
    return str(field.verbose_name)


def sentence_for(name: str) -> str:
    """What to do about a field that is still empty."""
    return _("请填写%(label)s。") % {"label": label_of(name)}


def _task(
    application: RegistrationApplication, number: int, wanted: dict[str, str], needed: set[str]
) -> Task:
    names = field_names(application, number)
    missing = tuple(label_of(name) for name in names if name in needed)
    told = tuple(f"{label_of(name)}：{wanted[name]}" for name in names if name in wanted)
    is_begun = _is_begun(application, number, names)
    progress = _progress(missing, told, is_begun=is_begun)
    return Task(number, title_of(number), progress, missing, told)


def _progress(missing: tuple[str, ...], wanted: tuple[str, ...], *, is_begun: bool) -> Progress:
    if wanted:
        return Progress.WANTED
    if missing:
        return Progress.BEGUN if is_begun else Progress.UNTOUCHED
    return Progress.DONE if is_begun else Progress.OPTIONAL


def _is_begun(application: RegistrationApplication, number: int, names: tuple[str, ...]) -> bool:
    if number == EVIDENCE:
        return bool(blocks.evidence_of(application))
    stored = {field.name: field for field in application._meta.concrete_fields}
    return any(
        stored[name].value_from_object(application) not in (None, "", [])
        for name in names
        if name in stored and name not in GIVEN
    )
