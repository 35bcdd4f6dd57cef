"""The facts that a government site must state in its footer (国办发〔2017〕47号), read from the environment."""

import os

INVENTED = {
    "name": "云州市公共数据平台",
    "city": "云州市",
    "owner": "云州市数据局",
    "phone": "0000-12345（工作日 9:00–17:30）",
    "code": "0000000000",
    "icp": "示例备 00000000 号",
    "police": "",
    "report_url": "",
    "url": "",
    "notice": "示例网站：云州市及站内单位、数字均为虚构",
}


def facts_from_environment(*, invented: bool) -> dict[str, str]:
    """Each fact from ``SITE_<NAME>``; only the demo city may fill in what is missing."""
    return {
        name: os.environ.get(f"SITE_{name.upper()}", example if invented else "")
        for name, example in INVENTED.items()
    }
