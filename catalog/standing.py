"""How a registration stands on a day, in the words with which a check answers (26号 第十三条、第十五条、第二十条)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.models import Registration
from catalog.models.registrations import EXPIRING_DAYS
from governance.presentation import Tone

Standing = Registration.Standing
Status = Registration.Status

#: The word in large letters, where it differs from the state's.
WORDS: dict[Standing, Promise] = {
    Standing.EXPIRING: _("即将到期"),
    Standing.SUPERSEDED: _("已变更"),
    Standing.RENEWED: _("已续展"),
}
TONES = {
    Standing.VALID: Tone.OK,
    Standing.EXPIRING: Tone.WARN,
    Standing.PENDING: Tone.WAIT,
    Standing.REVOKED: Tone.BAD,
}
SENTENCES: dict[Standing, Promise] = {
    Standing.VALID: _("这项登记现在有效，有效期至 %(valid_to)s。"),
    Standing.EXPIRING: _("这项登记现在有效，但将于 %(valid_to)s 到期，还有 %(days)d 天。"),
    Standing.PENDING: _("这项登记已赋码，自 %(valid_from)s 起生效，现在尚未生效。"),
    Standing.SUPERSEDED: _("这项登记的内容已于 %(since)s 变更，请以变更后的登记为准。"),
    Standing.RENEWED: _("这项登记已续展，自 %(since)s 起由新的登记接续，请以新的登记为准。"),
    Standing.EXPIRED: _("这项登记已于 %(valid_to)s 期满，不再有效。"),
    Standing.CANCELLED: _("这项登记已于 %(since)s 注销，不再有效。"),
    Standing.REVOKED: _("这项登记已于 %(since)s 被登记机构撤销，不再有效。"),
}


@dataclass(frozen=True)
class Answer:
    """The standing with its word, look and sentence."""

    standing: Standing
    sentence: str

    @property
    def word(self) -> str:
        """The word in large letters."""
        return word_of(self.standing)

    @property
    def tone(self) -> Tone:
        """Colour and shape beside the word."""
        return TONES.get(self.standing, Tone.OFF)

    @property
    def is_valid(self) -> bool:
        """Whether the registration can be relied upon on that day."""
        return self.standing in (Standing.VALID, Standing.EXPIRING)


def word_of(standing: Standing) -> str:
    """What a standing is called in one word."""
    return str(WORDS.get(standing, standing.label))


def choices() -> list[tuple[str, str]]:
    """Every standing with its word, for a filter."""
    return [(each.value, word_of(each)) for each in Standing]


def answer(registration: Registration, on: date) -> Answer:
    """What a check of the registration says on a day."""
    standing = registration.standing(on)
    ended = registration.ended_on or registration.status_since or registration.coded_on
    told = {
        "valid_from": registration.valid_from.isoformat(),
        "valid_to": registration.valid_to.isoformat(),
        "days": (registration.valid_to - on).days,
        "since": ended.isoformat(),
    }
    return Answer(standing, str(SENTENCES[standing] % told))


def rows_in(standing: str, on: date) -> Q:
    """The same as ``Registration.standing``, as a filter of rows."""
    active = Q(status=Status.ACTIVE)
    last = on + timedelta(days=EXPIRING_DAYS)
    by_date = {
        Standing.VALID: active & Q(valid_from__lte=on, valid_to__gt=last),
        Standing.EXPIRING: active & Q(valid_from__lte=on, valid_to__gte=on, valid_to__lte=last),
        Standing.PENDING: active & Q(valid_from__gt=on, valid_to__gte=on),
        Standing.EXPIRED: Q(status=Status.EXPIRED) | active & Q(valid_to__lt=on),
    }
    return by_date.get(Standing(standing), Q(status=standing))
