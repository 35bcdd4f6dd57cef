"""What must be disclosed, and what was: obligations with a clock, and frozen releases."""

from disclosure.models.obligations import DisclosureObligation, Kind
from disclosure.models.releases import Disclosure

__all__ = ["Disclosure", "DisclosureObligation", "Kind"]
