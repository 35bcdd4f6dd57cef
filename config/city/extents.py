"""What the city's entries say of themselves: extent, origin, contacts and samples, some of them careless."""

from datetime import date
from typing import Any

from accounts.models import Organisation

SYSTEMS = ("一体化政务服务平台", "行政执法监管平台", "统计直报系统", "业务管理系统")
#: Themes close to people's lives: opened first.
LIVELIHOOD = frozenset({"社会保障", "医疗卫生", "教育文化", "交通出行"})


def extent_of(number: int, theme: str, provider: Organisation, on: date) -> dict[str, Any]:
    """Where the data come from, what they cover and how many they are."""
    return {
        "is_livelihood": theme in LIVELIHOOD,
        "is_backflow": number % 15 == 0,
        "legal_basis": f"《云州市公共数据管理办法》第{'六七八九十'[number % 5]}条",
        "origin_system": f"{provider.short_name or provider.name}{SYSTEMS[number % 4]}",
        "covers_from": date(on.year - 1, 1, 1),
        "covers_to": None if number % 2 else on,
        "spatial_range": "云州市全域" if number % 5 else "云州市中心城区",
        "record_count": 120 + number * 173 % 90_000,
        "volume_bytes": 40_960 + number * 7919 % 9_000_000,
        "grade_factors": ["field", "scale"] if number % 2 else ["importance"],
    }


def phone_of(number: int) -> str:
    """An office number, now and then nothing, and often enough somebody's mobile."""
    if number % 10 == 0:
        return "暂无"
    return f"1990000{number:04d}" if number % 9 in (4, 7) else "0000-1234567"


def sample_of(number: int, title: str) -> str:
    """Two lines of the file; a few carelessly show a number."""
    if number % 22:
        return f"名称,地址,更新时间,数量\n{title}样例,云中区文昌路1号,2026-01-01,12\n"
    return f"名称,联系方式,数量\n{title}样例,1990001{number:04d},12\n"
