"""Check an auditor's package with nothing but Python: ``python verification.py FILE``."""

import hashlib
import json
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

FORMAT = "gongshu-audit-1"
MANIFEST = "manifest.json"
EVENTS_JSONL = "events.jsonl"
EVENTS_CSV = "events.csv"
PIECE = 1 << 20


@dataclass
class Report:
    """What the check found: the number of events read, and every fault in words."""

    events: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def is_intact(self) -> bool:
        """Whether nothing speaks against the package."""
        return not self.faults


def verify(path: str) -> Report:
    """Check the manifest's hashes, each event's own hash, the order and the count; never raises for a bad file."""
    report = Report()
    try:
        with zipfile.ZipFile(path) as package:
            _verify_package(package, report)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError):
        report.faults.append("文件无法读取，可能已损坏或不是审计导出包。")
    return report


def _verify_package(package: zipfile.ZipFile, report: Report) -> None:
    manifest = json.loads(package.read(MANIFEST))
    if manifest["format"] != FORMAT:
        report.faults.append(f"未知的格式：{manifest['format']}")
    for name in (EVENTS_JSONL, EVENTS_CSV):
        with package.open(name) as file:
            if _digest(file) != manifest["files"][name]["sha256"]:
                report.faults.append(f"{name} 的 SHA-256 与清单不符，文件被改动过。")
    unlisted = set(package.namelist()) - {MANIFEST, EVENTS_JSONL, EVENTS_CSV}
    report.faults += [f"包内有清单以外的文件：{name}" for name in sorted(unlisted)]
    with package.open(EVENTS_JSONL) as file:
        report.faults += _event_faults(file, report)
    if report.events != manifest["events"]:
        report.faults.append(f"清单记载 {manifest['events']} 条，实有 {report.events} 条。")


def _digest(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


def _event_faults(file: IO[bytes], report: Report) -> Iterator[str]:
    last = 0
    for index, line in enumerate(file, start=1):
        report.events = index
        event = json.loads(line)
        if hashlib.sha256(event["payload"].encode()).hexdigest() != event["payload_sha256"]:
            yield f"第 {index} 条（编号 {event['id']}）的内容与其哈希不符。"
        if event["id"] <= last:
            yield f"第 {index} 条（编号 {event['id']}）的次序不对。"
        last = event["id"]


def main(arguments: list[str]) -> int:
    """Print the findings; 0 when the package is intact, 1 when not, 2 when called wrongly."""
    if len(arguments) != 1:
        sys.stderr.write("用法：python verification.py 文件\n")
        return 2
    report = verify(arguments[0])
    lines = (
        [f"完整：共 {report.events} 条审计记录，全部通过核验。"]
        if report.is_intact
        else report.faults
    )
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if report.is_intact else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
