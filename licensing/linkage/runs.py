"""Running an analysis: samples are loaded, joined and counted combination by combination; a killed run goes on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection, transaction

from governance import clock
from governance.errors import Refusal
from licensing.anonymity import Summary, lattice
from licensing.linkage import sampling
from licensing.linkage.holdings import words
from licensing.linkage.matrix import ordered
from licensing.linkage.reading import columns, direct_concepts, opened_sample
from licensing.linkage.sampling import Loaded
from licensing.models import LinkageAnalysis, LinkageProgress, LinkageSample
from licensing.workflow.linkage import fail_analysis, finish_analysis

LOCK_CLASS = 0x6A5B  # ours among the advisory locks of this database
SEPARATOR = "\u241f"


@contextmanager
def sole_runner(analysis_id: int) -> Iterator[bool]:
    """Hold the analysis for this connection; the lock dies with its holder."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK_CLASS, analysis_id])
        is_ours = bool(cursor.fetchone()[0])
    try:
        yield is_ours
    finally:
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK_CLASS, analysis_id])


def is_abandoned(analysis: LinkageAnalysis) -> bool:
    """Whether an analysis is said to run while no worker holds it."""
    if analysis.status != LinkageAnalysis.Status.RUNNING:
        return False
    with sole_runner(analysis.pk) as is_free:
        return is_free


def run(analysis: LinkageAnalysis) -> None:
    """From where it stands to its end; a second worker finds nothing to do."""
    with sole_runner(analysis.pk) as is_ours:
        analysis.refresh_from_db()
        if not is_ours or analysis.status != LinkageAnalysis.Status.RUNNING:
            return
        worker = get_user_model().objects.service_account("worker")
        try:
            _finish(analysis, worker)
        except Refusal as refusal:
            fail_analysis(analysis, actor=worker, reason=str(refusal))
        finally:
            sampling.forget()


def _finish(analysis: LinkageAnalysis, worker: Any) -> None:
    loaded = load_samples(analysis)
    result: dict[str, Any] = {"combinations": [], "samples": [], "links": []}
    if loaded:
        records, result["links"] = join(loaded)
        result["samples"] = [_told(sample, each) for sample, each in loaded]
        counted = count_all(analysis, records)
        result["combinations"] = [each.as_json() for each in counted]
    whole = Summary.from_json(result["combinations"][0]) if result["combinations"] else None
    figures: dict[str, Any] = (
        {"rows": whole.rows, "least": whole.least, "unique_share": whole.unique_share}
        if whole is not None and whole.rows
        else {}
    )
    finish_analysis(analysis, actor=worker, on=clock.today(), result=result, **figures)


def _told(sample: LinkageSample, loaded: Loaded) -> dict[str, Any]:
    return {
        "resource": sample.resource_id,
        "name": sample.resource.name,
        "sha256": sample.file.sha256,
        "rows": loaded.rows,
        "concepts": list(loaded.concepts),
    }


def load_samples(analysis: LinkageAnalysis) -> list[tuple[LinkageSample, Loaded]]:
    """Every sample that identifies anybody, those of the licence itself first, large before small."""
    sampling.forget()
    known = ordered(words())
    wanted = {*analysis.concepts, *direct_concepts(known)}
    rows = analysis.samples.filter(status=LinkageSample.Status.SEALED).order_by("pk")
    found: list[tuple[LinkageSample, Loaded]] = []
    for number, sample in enumerate(rows.select_related("file", "resource")):
        with opened_sample(sample) as cells:
            headings = [cell.strip() for cell in next(cells, [])]
            places = {c: n for c, n in columns(headings, known).items() if c in wanted}
            if places:
                taken = sampling.chosen(cells, list(places.values()))
                found.append((sample, sampling.load(number, list(places), taken)))
    own = set(analysis.resource_ids)
    return sorted(found, key=lambda each: (each[0].resource_id not in own, -each[1].rows))


def join(loaded: list[tuple[LinkageSample, Loaded]]) -> tuple[Loaded, list[dict[str, Any]]]:
    """All samples joined to the first, and how far each of them could be."""
    (first, records), *others = loaded
    links: list[dict[str, Any]] = []
    for sample, each in others:
        links.append(
            {"names": [first.resource.name, sample.resource.name], **sampling.linked(records, each)}
        )
        records = sampling.merge(records, each)
    return records, links


def count_all(analysis: LinkageAnalysis, records: Loaded) -> list[Summary]:
    """Each combination once; what an earlier worker counted is not counted again."""
    concepts = [each for each in analysis.concepts if each in records.concepts]
    wanted = list(lattice(concepts))
    progress = LinkageProgress.objects.get(analysis=analysis)
    cells = sampling.condense(records, concepts) if concepts else records
    for chosen in wanted:
        if SEPARATOR.join(chosen) not in progress.found:
            _note(progress, sampling.count(cells, chosen), total=len(wanted))
    return [Summary.from_json(progress.found[SEPARATOR.join(each)]) for each in wanted]


@transaction.atomic
def _note(progress: LinkageProgress, counted: Summary, *, total: int) -> None:
    progress.found[SEPARATOR.join(counted.columns)] = counted.as_json()
    progress.total, progress.heartbeat_at = total, clock.now()
    progress.save()
