"""From facts to the PDF: layout by typst with a Chinese font of the host, the QR code by segno. Pure but for fonts."""

import io
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import segno
import typst
from django.utils.translation import gettext_lazy as _

from governance.errors import Refusal

TEMPLATE = Path(__file__).with_name("certificate.typ")
#: Families with the signs of GB 18030 that servers and desktops have, the preferred first.
FAMILIES = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Microsoft YaHei",
    "SimHei",
    "SimSun",
    "PingFang SC",
)


class NoChineseFont(Refusal):
    """The host has no font for the certificate: rather none than one full of boxes."""

    http_status = 503
    code = "no_font"


def pdf(facts: dict[str, Any], *, address: str) -> bytes:
    """The page as PDF; equal facts give equal bytes on the same host."""
    return _compiled(facts, address, "pdf")


def picture(facts: dict[str, Any], *, address: str, ppi: float) -> bytes:
    """The same page as PNG, to be looked at."""
    return _compiled(facts, address, "png", ppi)


def document(template: Path, facts: dict[str, Any], *, address: str) -> bytes:
    """Another paper of the portal as PDF, by its own template."""
    return _compiled(facts, address, "pdf", template=template)


def qr_matrix(address: str) -> tuple[bytearray, ...]:
    """The modules of the QR code, without its quiet zone."""
    return tuple(_qr(address).matrix)


def chinese_font() -> str:
    """The family in which the certificate is set; raises where the host has none."""
    found = _installed() & set(FAMILIES)
    if not found:
        raise NoChineseFont(
            _(
                "服务器上没有中文字体，暂时不能生成登记凭证和协议。请系统管理员安装 fonts-noto-cjk 软件包后重启服务。"
            )
        )
    return min(found, key=FAMILIES.index)


def _compiled(
    facts: dict[str, Any],
    address: str,
    kind: str,
    ppi: float | None = None,
    template: Path = TEMPLATE,
) -> bytes:
    given = json.dumps(facts | {"font": chinese_font()}, ensure_ascii=False)
    options: dict[str, Any] = {
        "format": kind,
        "sys_inputs": {"facts": given, "qr": _svg(address)},
        # The date of the document is the day of coding; the clock of the host leaves no trace.
        "timestamp": 0,
        "ppi": ppi,
    }
    made: Any = typst.compile(template.read_bytes(), **options)
    return bytes(made)


def _qr(address: str) -> Any:
    return segno.make(address, error="m", micro=False)


def _svg(address: str) -> str:
    drawn = io.BytesIO()
    _qr(address).save(drawn, kind="svg", border=4, light="#fff", svgclass=None, lineclass=None)
    return drawn.getvalue().decode()


@lru_cache(maxsize=1)
def _installed() -> frozenset[str]:
    """Asked once a process: reading the fonts of a host takes a moment."""
    return frozenset(typst.Fonts(include_embedded_fonts=False).families())
