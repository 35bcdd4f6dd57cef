"""The certificate of registration (登记凭证): one A4 page, the same bytes for the same registration."""

from catalog.certificates.issuing import Issued, certificate_of, may_be_issued, recognised
from catalog.certificates.layout import NoChineseFont

__all__ = ("Issued", "NoChineseFont", "certificate_of", "may_be_issued", "recognised")
