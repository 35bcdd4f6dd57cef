"""How a score looks: good, in between, poor; the same bands in lists, on pages and in filters."""

from governance.presentation import Tone

#: From these scores on an entry counts as good, and below the other as poor.
GOOD, POOR = 85, 60


def tone_of(total: float) -> Tone:
    """The tone of a score."""
    if total >= GOOD:
        return Tone.OK
    return Tone.WARN if total >= POOR else Tone.BAD
