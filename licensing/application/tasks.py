"""What there is to do before an application can be handed in, one thing a page, each with a word for how far it is."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.guide.tasks import TONES, Progress
from governance.presentation import Tone
from licensing.models import Candidate


@dataclass(frozen=True)
class Page:
    """One page of the application: its title, its fields, and which of them must be filled in."""

    title: Promise
    fields: tuple[str, ...]
    needed: tuple[str, ...]


#: With the check before handing in they are eight.
PAGES = (
    Page(
        gettext_lazy("申请单位和联系人"),
        ("name", "uscc", "has_legal_personality", "contact_person", "contact_phone"),
        ("contact_person", "contact_phone"),
    ),
    Page(gettext_lazy("技术和管理能力"), ("capability", "capability_file"), ("capability",)),
    Page(gettext_lazy("商业信誉和信用"), ("credit", "credit_file"), ("credit", "credit_file")),
    Page(gettext_lazy("数据安全能力"), ("security", "security_file"), ("security",)),
    Page(
        gettext_lazy("资金和服务能力"),
        ("funds", "funds_file", "service", "service_file"),
        ("funds", "service"),
    ),
    Page(gettext_lazy("运营方案"), ("proposal", "proposal_file"), ("proposal",)),
    Page(
        gettext_lazy("关联关系和承诺"),
        ("relations", "undertaking_signer", "undertaking_signed_on"),
        ("relations", "undertaking_signer", "undertaking_signed_on"),
    ),
)
#: Filled in from the start: they say nothing of how far the applicant is.
GIVEN = frozenset({"name", "uscc", "has_legal_personality"})


@dataclass(frozen=True)
class Task:
    """One page as a task."""

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
        """Whether handing in needs nothing more of it."""
        return not self.missing


def tasks(candidate: Candidate) -> list[Task]:
    """The pages in their order."""
    return [_task(candidate, number, page) for number, page in enumerate(PAGES)]


def label_of(name: str) -> str:
    """What a field is called."""
    field: Any = Candidate._meta.get_field(name)
    return str(field.verbose_name)


def sentence_for(name: str) -> str:
    """What to do about a field that is still empty."""
    return _("请填写%(label)s。") % {"label": label_of(name)}


def is_empty(candidate: Candidate, name: str) -> bool:
    """Whether nothing stands in a field."""
    value = getattr(candidate, name if hasattr(candidate, name) else f"{name}_id")
    return value is None or value is False or not str(value).strip()


def missing_in(candidate: Candidate, number: int) -> list[str]:
    """The fields of a page that handing in still needs."""
    return [name for name in PAGES[number].needed if is_empty(candidate, name)]


def gaps_told(candidate: Candidate) -> list[str]:
    """Everything that is still missing, a sentence for each."""
    return [
        sentence_for(name) for number in range(len(PAGES)) for name in missing_in(candidate, number)
    ]


def wanted_by_field(candidate: Candidate) -> dict[str, str]:
    """What the examination found wrong, by field, while the application is to be mended."""
    is_returned = candidate.status == Candidate.Status.RETURNED
    return dict(candidate.remarks) if is_returned else {}


def _task(candidate: Candidate, number: int, page: Page) -> Task:
    missing = tuple(label_of(name) for name in missing_in(candidate, number))
    told = wanted_by_field(candidate)
    wanted = tuple(f"{label_of(name)}：{told[name]}" for name in page.fields if name in told)
    is_begun = any(not is_empty(candidate, name) for name in page.fields if name not in GIVEN)
    return Task(
        number, str(page.title), _progress(missing, wanted, is_begun=is_begun), missing, wanted
    )


def _progress(missing: tuple[str, ...], wanted: tuple[str, ...], *, is_begun: bool) -> Progress:
    if wanted:
        return Progress.WANTED
    if missing:
        return Progress.BEGUN if is_begun else Progress.UNTOUCHED
    return Progress.DONE


def told(candidate: Candidate, name: str) -> str:
    """A field as the check shows it."""
    value = getattr(candidate, name)
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return "" if value is None else str(value)
