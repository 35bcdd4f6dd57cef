"""What happened to a licence as far as the public may know: states, days, changed fields; no persons, no reasons."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.models import AuditEvent
from licensing import versions
from licensing.models import Filing, Licence, LicenceVersion

#: Steps that the public may know of, in words.
TOLD = {
    "licensing.licence.suspend": gettext_lazy("中止授权"),
    "licensing.licence.reinstate": gettext_lazy("恢复授权"),
    "licensing.licence.terminate": gettext_lazy("终止授权"),
    "licensing.licence.revoke": gettext_lazy("撤销授权"),
    "licensing.licence.close": gettext_lazy("办结退出"),
}


@dataclass(frozen=True)
class Happening:
    """One line of the timeline."""

    on: date
    words: str
    detail: str = ""
    url: str = ""


def timeline(
    licence: Licence,
    *,
    filings: list[Filing],
    kept: list[LicenceVersion],
    successors: list[Licence],
    on: date,
) -> list[Happening]:
    """Everything public, the newest first."""
    found = [
        *_beginnings(licence, filings),
        *_changes(kept),
        *_steps(licence),
        *_ends(licence, successors, on),
    ]
    return sorted(found, key=lambda each: each.on, reverse=True)


def _beginnings(licence: Licence, filings: list[Filing]) -> list[Happening]:
    own = [each for each in filings if each.licence_id]
    found = [
        Happening(each.filed_on, _("补充协议备案") if number else _("协议备案"), each.number)
        for number, each in enumerate(own)
    ]
    if licence.predecessor is not None and licence.effective_on:
        before = licence.predecessor
        words = _("续约自 %(number)s") % {"number": before.number}
        found.append(Happening(licence.starts_on, words, url=before.get_absolute_url()))
    if licence.signed_on:
        found.append(Happening(licence.signed_on, _("签订协议")))
    if licence.effective_on:
        found.append(Happening(licence.effective_on, _("办理生效")))
    return found


def _changes(kept: list[LicenceVersion]) -> list[Happening]:
    return [
        Happening(
            new.valid_from,
            _("变更生效（第 %(number)d 版）") % {"number": new.number},
            changed_words(old, new),
            url=f"#v{new.number}",
        )
        for old, new in pairwise(kept)
    ]


def _steps(licence: Licence) -> list[Happening]:
    events = AuditEvent.objects.about(licence).filter(
        action__in=TOLD, outcome=AuditEvent.Outcome.DONE
    )
    return [
        Happening(timezone.localtime(at).date(), str(TOLD[action]))
        for at, action in events.values_list("at", "action")
    ]


def _ends(licence: Licence, successors: list[Licence], on: date) -> list[Happening]:
    found = [
        Happening(each.starts_on, _("续约为 %(number)s") % {"number": each.number}, url=each.get_absolute_url())
        for each in successors
    ]  # fmt: skip
    if licence.term.is_over(on) and licence.ended_on in (None, licence.ends_on):
        found.append(Happening(licence.ends_on, _("授权期满")))
    return found


def changed_words(old: LicenceVersion, new: LicenceVersion) -> str:
    """By name only what a change touched, of what is public."""
    labels = [
        _("资源范围") if "entry" in each else each["label"]
        for each in versions.differences(old.content, new.content, names=versions.PUBLIC)
    ]
    return "、".join(dict.fromkeys(labels)) or _("未公开的协议条款")


def version_rows(
    kept: list[LicenceVersion], known: set[int], *, masked: Any
) -> list[dict[str, Any]]:
    """Each later version with what it changed; a resource that the reader may not see has no name and no details."""
    return [
        {
            "version": new,
            "differences": [
                _masked(each, masked) if int(each.get("entry", 0)) not in {0, *known} else each
                for each in versions.differences(old.content, new.content, names=versions.PUBLIC)
            ],
        }
        for old, new in pairwise(kept)
    ][::-1]


def _masked(difference: dict[str, str], masked: Any) -> dict[str, str]:
    return difference | {"label": str(masked), "before": "–", "after": "–"}
