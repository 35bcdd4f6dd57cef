"""Whether a meeting could decide and whether a motion carried: pure arithmetic of members and votes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Share:
    """A part of a whole, to be reached or, where strict, to be exceeded."""

    numerator: int
    denominator: int
    is_strict: bool = False

    def is_met(self, part: int, whole: int) -> bool:
        """Whether ``part`` of ``whole`` is enough; of nobody, nothing is."""
        if whole <= 0:
            return False
        given, wanted = part * self.denominator, whole * self.numerator
        return given > wanted if self.is_strict else given >= wanted


@dataclass(frozen=True)
class Tally:
    """Who should have come, who was there, and how they voted; the recused count nowhere."""

    listed: int
    recused: int
    present: int
    in_favour: int
    against: int
    abstained: int

    @property
    def entitled(self) -> int:
        """Members who should attend and may vote."""
        return self.listed - self.recused

    @property
    def absent(self) -> int:
        """Members who stayed away."""
        return self.entitled - self.present


@dataclass(frozen=True)
class Quorum:
    """The rule of a body: who must be there, and how many must be in favour, counted of whom."""

    attendance: Share
    majority: Share
    least_present: int
    is_of_present: bool = False

    def is_quorate(self, tally: Tally) -> bool:
        """Whether the meeting could decide at all."""
        is_collective = tally.present >= self.least_present
        return is_collective and self.attendance.is_met(tally.present, tally.entitled)

    def is_carried(self, tally: Tally) -> bool:
        """Whether the motion passed: only a meeting that could decide passes anything."""
        base = tally.present if self.is_of_present else tally.entitled
        return self.is_quorate(tally) and self.majority.is_met(tally.in_favour, base)
