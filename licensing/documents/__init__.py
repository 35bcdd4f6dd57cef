"""The agreement on paper: thirteen contents, scope, parties and signatures (27号 第十四条)."""

from licensing.documents.agreements import Printed, agreement_of

__all__ = ("Printed", "agreement_of")
