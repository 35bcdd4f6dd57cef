"""The policies of accounts, and of the mechanism, which knows no role itself."""

from accounts.policies import appointments, keys, mechanism, organisations, people

__all__ = ["appointments", "keys", "mechanism", "organisations", "people"]
