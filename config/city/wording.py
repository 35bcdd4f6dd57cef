"""Words of the city: what its people call things, entered and taken out by the data bureau (意见 第二条)."""

from functools import partial

from catalog.models import Synonym
from config.city.chronicle import Chronicle
from config.city.foundation import City
from governance import edits

#: Term, equivalents, whether mutual, why; so many working days ago.
ENTERED = (
    ("云州通", ("公交卡", "一卡通"), True, "市民习惯用卡名查找公交数据。（演示内容）", 180),
    ("东湖", ("东湖水库", "东湖湿地"), False, "按河湖名称查找水质数据。（演示内容）", 120),
    ("绿牌车", ("新能源汽车",), True, "车管部门的习惯叫法。（演示内容）", 90),
)
TAKEN_OUT = "绿牌车"


def tell(city: City, chronicle: Chronicle) -> None:
    """The list grows as people search; one entry proves misleading and is no longer used."""
    for term, equivalents, is_mutual, note, days in ENTERED:
        entry = Synonym(term=term, equivalents=list(equivalents), is_mutual=is_mutual, note=note)
        chronicle.on(
            chronicle.working_days_ago(days),
            partial(edits.save, entry, actor=city.person("lin.yuan"), reason=note),
        )
    chronicle.on(chronicle.working_days_ago(30), partial(take_out, city))


def take_out(city: City) -> None:
    """Too many hits that nobody meant."""
    entry = Synonym.objects.get(term=TAKEN_OUT)
    entry.is_active = False
    edits.save(entry, actor=city.person("he.jing"), reason="引出过多无关结果，停用。（演示内容）")
