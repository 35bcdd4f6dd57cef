"""The policies of accounts, and of the mechanism, which knows no role itself."""

from accounts.policies import appointments, mechanism, organisations, people

__all__ = ["appointments", "mechanism", "organisations", "people"]
