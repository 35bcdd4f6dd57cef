"""The words of the catalogue: code lists of the 编制指南, of decree 809 and of GB/T 43697."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    """By resource attribute (编制指南)."""

    BASE = "base", _("基础类")
    THEME = "theme", _("主题类")
    DEPARTMENT = "department", _("部门类")


class Sharing(models.TextChoices):
    """Sharing between departments (decree 809, article 15)."""

    UNCONDITIONAL = "unconditional", _("无条件共享")
    CONDITIONAL = "conditional", _("有条件共享")
    NONE = "none", _("不予共享")


class SharingWay(models.TextChoices):
    """How shared data reach the other department."""

    EXCHANGE = "exchange", _("系统对接")
    QUERY = "query", _("联机查询")
    BROWSE = "browse", _("在线浏览")
    SERVICE = "service", _("调用在线服务")
    DOWNLOAD = "download", _("下载")
    COPY = "copy", _("拷贝")
    OTHER = "other", _("其他方式")


class Opening(models.TextChoices):
    """Opening to society (clause 二)."""

    UNCONDITIONAL = "unconditional", _("无条件开放")
    CONDITIONAL = "conditional", _("有条件开放")
    NONE = "none", _("不予开放")


class UpdateCycle(models.TextChoices):
    """How often the provider promises new data."""

    REALTIME = "realtime", _("实时")
    DAILY = "daily", _("每日")
    WEEKLY = "weekly", _("每周")
    TEN_DAYS = "ten_days", _("每旬")
    MONTHLY = "monthly", _("每月")
    QUARTERLY = "quarterly", _("每季度")
    HALF_YEARLY = "half_yearly", _("每半年")
    YEARLY = "yearly", _("每年")
    IRREGULAR = "irregular", _("不定期")


class Grade(models.TextChoices):
    """Core, important, and general data split into four levels (GB/T 43697, annex H)."""

    CORE = "core", _("核心数据")
    IMPORTANT = "important", _("重要数据")
    GENERAL_4 = "general_4", _("一般数据4级")
    GENERAL_3 = "general_3", _("一般数据3级")
    GENERAL_2 = "general_2", _("一般数据2级")
    GENERAL_1 = "general_1", _("一般数据1级")


class Acquisition(models.TextChoices):
    """Where the provider has the data from (26号, block 2)."""

    DUTY = "duty", _("履职产生")
    COLLECTED = "collected", _("直接采集")
    SHARED = "shared", _("共享获得")
    ENTRUSTED = "entrusted", _("委托")
    OTHER = "other", _("其他来源")


class DataType(models.TextChoices):
    """Types of a data item (编制指南)."""

    CHARACTER = "C", _("字符型C")
    NUMERIC = "N", _("数值型N")
    CURRENCY = "Y", _("货币型Y")
    DATE = "D", _("日期型D")
    DATETIME = "T", _("日期时间型T")
    LOGICAL = "L", _("逻辑型L")
    MEMO = "M", _("备注型M")
    GENERIC = "G", _("通用型G")
    DOUBLE = "B", _("双精度型B")
    INTEGER = "I", _("整型I")
    FLOAT = "F", _("浮点型F")


class EvidenceMethod(models.TextChoices):
    """Ways to preserve evidence before filing (26号, article 7)."""

    BLOCKCHAIN = "blockchain", _("区块链存证")
    TIMESTAMP = "timestamp", _("可信时间戳")
    NOTARY = "notary", _("公证")
    HASH = "hash", _("哈希存证")


class HashAlgorithm(models.TextChoices):
    """Digests accepted as evidence; both have 64 hexadecimal digits."""

    SHA256 = "sha256", _("SHA-256 算法")
    SM3 = "sm3", _("SM3 算法")


class SubjectKind(models.TextChoices):
    """What is registered (26号 第三条、第五条)."""

    RESOURCE = "resource", _("公共数据资源")
    PRODUCT = "product", _("公共数据产品和服务")


class Purpose(models.TextChoices):
    """Clause (六): what a product serves; the first two are free of charge."""

    GOVERNANCE = "governance", _("公共治理")
    WELFARE = "welfare", _("公益事业")
    INDUSTRY = "industry", _("产业发展")
    SECTOR = "sector", _("行业发展")


class ProductForm(models.TextChoices):
    """Clause (十): the forms of a product."""

    DATASET = "dataset", _("数据集")
    INTERFACE = "interface", _("接口")
    MODEL = "model", _("模型")
    VERIFICATION = "verification", _("核验")
    INDEX = "index", _("指数")
    REPORT = "report", _("报告")
    OTHER = "other", _("其他形态")


class CancellationGround(models.TextChoices):
    """Why a registration is cancelled on application (26号 第九条第四项)."""

    LOST = "lost", _("公共数据资源不可复原或者灭失")
    WAIVED = "waived", _("登记主体放弃相关权益或者权益期限届满")
    DISSOLVED = "dissolved", _("登记主体解散、被撤销、被宣告破产或者因其他原因终止")
    OTHER_LAW = "other_law", _("法律法规规定的其他情形")


class RevocationGround(models.TextChoices):
    """Why the registry revokes a registration of its own accord (26号 第二十条)."""

    FALSE_MATERIAL = "false_material", _("隐瞒事实或者提供虚假材料")
    FORGED_RESULT = "forged_result", _("篡改或者伪造登记结果")
    UNLAWFUL_USE = "unlawful_use", _("非法使用登记结果或者利用登记结果不当获利")
    OTHER_LAW = "other_law", _("其他违反法律法规的行为")
