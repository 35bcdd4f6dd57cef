"""DCAT and CKAN catalogues: every syntax, files as distributions, errors in their record, a second harvest is idle."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph

from catalog.models import DataResource, Distribution
from governance.imports import limits
from governance.imports.limits import UnreadableFile
from governance.imports.sources import Reading, source_of
from governance.models import AuditEvent
from tests.factories.imports import clerk_of, fates, imported_batch, json_file, written
from tests.needs import SHARED_DATA

pytestmark = pytest.mark.django_db

TURTLE = """
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://e.cn/c> a dcat:Catalog ; dcat:dataset <https://e.cn/d/1>, <https://e.cn/d/2> .
<https://e.cn/d/1> a dcat:Dataset ;
  dct:title "Parking"@en, "停车泊位"@zh ; dct:description "全市停车泊位。"@zh ;
  dct:publisher [ a foaf:Agent ; foaf:name "市城市管理局" ] ;
  dcat:theme <https://e.cn/theme/transport> ; dcat:keyword "停车"@zh, "泊位"@zh ;
  <https://e.cn/unknown> "x" ;
  dct:issued "2022-08-25" ; dct:modified "2023-01-02T03:04:05Z" ;
  dct:accrualPeriodicity <http://publications.europa.eu/resource/authority/frequency/ANNUAL> ;
  dct:accessRights <http://publications.europa.eu/resource/authority/access-right/PUBLIC> ;
  dcat:landingPage <https://e.cn/p/1> ;
  dcat:contactPoint [ vcard:fn "王某" ; vcard:hasEmail <mailto:a@e.cn> ;
    vcard:hasTelephone [ vcard:hasValue <tel:0571-1> ] ] ;
  dcat:distribution <https://e.cn/f/1>, <https://e.cn/f/2>, <https://e.cn/f/3> .
<https://e.cn/theme/transport> skos:prefLabel "交通出行"@zh .
<https://e.cn/f/1> a dcat:Distribution ; dct:title "明细" ; dcat:downloadURL <https://e.cn/1.csv> ;
  dcat:mediaType <https://www.iana.org/assignments/media-types/text/csv> ;
  dcat:byteSize "120"^^<http://www.w3.org/2001/XMLSchema#decimal> .
<https://e.cn/f/2> a dcat:Distribution ; dct:format "API" ; dcat:accessURL <https://e.cn/api> .
<https://e.cn/f/3> a dcat:Distribution ; dct:title "没有网址" .
<https://e.cn/d/2> a dcat:Dataset ; dct:description "没有标题。" .
"""


def as_syntax(syntax: str) -> bytes:
    if syntax == "turtle":
        return TURTLE.encode()
    return Graph().parse(data=TURTLE, format="turtle").serialize(format=syntax, encoding="utf-8")


@pytest.mark.parametrize("syntax", ["turtle", "xml", "pretty-xml", "json-ld"])
def test_each_syntax_means_the_same(syntax: str) -> None:
    clerk, place = clerk_of()
    batch = imported_batch(as_syntax(syntax), actor=clerk, place=place)
    assert fates(batch) == {"new": 1, "error": 1}
    assert "缺少资源名称" in batch.rows.get(fate="error").messages[0]
    draft = DataResource.objects.get()
    assert (draft.name, draft.abstract, draft.source_provider) == (
        "停车泊位",
        "全市停车泊位。",
        "市城市管理局",
    )
    assert (draft.theme, sorted(draft.tags)) == ("交通出行", ["停车", "泊位"])
    assert (draft.update_cycle, draft.opening) == ("yearly", "unconditional")
    assert (str(draft.issued_on), str(draft.data_updated_on)) == ("2022-08-25", "2023-01-02")
    assert (draft.source_url, draft.source_key) == ("https://e.cn/p/1", "https://e.cn/d/1")
    told = (draft.contact_name, draft.contact_email, draft.contact_phone)
    assert told == ("王某", "a@e.cn", "0571-1")
    files = Distribution.objects.order_by("url").values_list(
        "name", "kind", "format", "url", "size_bytes"
    )
    assert list(files) == [
        ("明细", "file", "CSV", "https://e.cn/1.csv", 120),
        ("api", "interface", "API", "https://e.cn/api", None),
    ]
    assert any("1 个分发方式没有可用的网址" in each for each in batch.rows.get(fate="new").messages)


def test_a_second_harvest_changes_nothing_and_a_changed_file_alone_is_changed() -> None:
    clerk, place = clerk_of()
    imported_batch(as_syntax("xml"), actor=clerk, place=place)
    again = imported_batch(as_syntax("turtle"), actor=clerk, place=place)
    assert fates(again) == {"same": 1, "error": 1}
    moved = as_syntax("turtle").replace(b'"API"', b'"WMS"')
    batch = imported_batch(moved, actor=clerk, place=place)
    assert batch.rows.get(fate="changed").diff["distributions"][1] == "更改 1 项（api）"
    assert Distribution.objects.get(url="https://e.cn/api").format == "WMS"
    assert AuditEvent.objects.filter(action="catalog.distribution.change").count() == 1


CKAN = {
    "success": True,
    "result": {
        "count": 1,
        "results": [
            {
                "id": "b1", "name": "parking", "title": "停车泊位", "notes": "全市停车泊位。",
                "organization": {"title": "市城市管理局", "id": "o1"}, "maintainer_email": "a@e.cn",
                "tags": [{"name": "parking", "display_name": "停车"}], "groups": [{"title": "交通出行"}],
                "metadata_created": "2022-08-25T00:00:00", "metadata_modified": "2023-01-02T03:04:05",
                "resources": [
                    {"name": "明细", "format": "csv", "url": "https://e.cn/1.csv", "size": 120},
                    {"name": "接口", "format": "API", "url": "https://e.cn/api", "size": None},
                ],
            }
        ],
    },
}  # fmt: skip


def test_the_answer_of_a_ckan_portal_is_a_catalogue() -> None:
    clerk, place = clerk_of()
    content = json.dumps(CKAN, ensure_ascii=False).encode()
    batch = imported_batch(content, actor=clerk, place=place)
    assert fates(batch) == {"new": 1}
    draft = DataResource.objects.get()
    assert (draft.name, draft.abstract, draft.theme) == ("停车泊位", "全市停车泊位。", "交通出行")
    assert (draft.source_provider, draft.tags, draft.formats) == (
        "市城市管理局",
        ["停车"],
        ["CSV", "API"],
    )
    assert (draft.source_key, str(draft.data_updated_on)) == ("b1", "2023-01-02")
    assert draft.distributions.count() == 2
    assert fates(imported_batch(content, actor=clerk, place=place)) == {"same": 1}


HOSTILE = {
    "entity": '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa">]><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&a;</rdf:RDF>',
    "outside": '<?xml version="1.0"?><!DOCTYPE r SYSTEM "file:///etc/passwd"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
    "broken xml": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><a',
    "broken turtle": "@prefix dcat: <http://www.w3.org/ns/dcat#> .\n<a> dcat:x",
    "empty graph": "@prefix dcat: <http://www.w3.org/ns/dcat#> .",
    "broken json-ld": '{"@graph": [{"@id": 5, "@type": {"a": [}]}',
    "deep json-ld": '{"@graph": ' + "[" * 90 + "]" * 90 + "}",
    "other xml": "<?xml version='1.0'?><a><b/></a>",
    "page": "<!DOCTYPE html><html><table><tr><td>1</td></tr></table></html>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_and_broken_graphs_are_one_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFile) as told:
        source_of(written(tmp_path / "file", HOSTILE[name].encode()), Reading())
    assert str(told.value).endswith("。")


def test_a_context_that_lies_elsewhere_is_never_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_args: Any, **_options: Any) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr("socket.socket.connect", refused)
    dataset = {
        "@id": "https://e.cn/d",
        "@type": "dcat:Dataset",
        "dct:title": "停车",
        "dcat:keyword": ["甲"],
    }
    document = {
        "@context": [
            "https://e.cn/context.jsonld",
            {"@import": "https://e.cn/more", "x": "https://e.cn/x"},
        ],
        "@graph": [dataset],
    }
    (row,) = source_of(written(tmp_path / "file", json.dumps(document).encode()), Reading())
    assert row.cells["title"] == "停车"


def test_a_graph_beyond_memory_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "GRAPH_BYTES", 1000)
    with pytest.raises(UnreadableFile, match="请分批导出"):
        source_of(written(tmp_path / "file", TURTLE.encode()), Reading())


@pytest.mark.needs("shared_data")
def test_a_turtle_catalogue_of_a_real_city() -> None:
    clerk, place = clerk_of()
    content = (SHARED_DATA / "dcat" / "opendatasoft-paris-2015.ttl.gz").read_bytes()
    batch = imported_batch(content, actor=clerk, place=place)
    assert fates(batch) == {"new": 186}
    assert DataResource.objects.exclude(abstract="").count() > 150
    assert Distribution.objects.count() > 150
    assert fates(imported_batch(content, actor=clerk, place=place)) == {"same": 186}


@pytest.mark.needs("shared_data")
@pytest.mark.parametrize(
    ("name", "files"),
    [("philadelphia-dcat-us-with-nulls.json.gz", 2841), ("argentina-energia-2018.json.gz", 1012)],
)
def test_the_files_of_a_data_json_become_distributions(name: str, files: int) -> None:
    clerk, place = clerk_of()
    content = (SHARED_DATA / "dcat" / name).read_bytes()
    batch = imported_batch(content, actor=clerk, place=place)
    wanted = sum(len(row.payload.get("distributions", [])) for row in batch.rows.filter(fate="new"))
    assert Distribution.objects.count() == wanted
    assert wanted > files * 0.9
    again = imported_batch(content, actor=clerk, place=place)
    assert set(fates(again)) <= {"same", "duplicate", "error"}


@pytest.mark.needs("shared_data")
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("dcatus3_0", {"new": 4}),
        ("dcatus_bad_license_uri", {"new": 1}),
        ("dcatus_long_description", {"new": 1}),
        ("dcatus_no_identifier", {"new": 1}),
        ("missing_title", {"error": 1}),
    ],
)
def test_odd_records_are_drafts_or_errors_of_their_own(name: str, expected: dict[str, int]) -> None:
    clerk, place = clerk_of()
    content = (SHARED_DATA / "dcat" / "gsa-examples" / f"{name}.json").read_bytes()
    assert fates(imported_batch(content, actor=clerk, place=place)) == expected


def test_files_without_a_form_or_a_name_get_one() -> None:
    clerk, place = clerk_of()
    files = [
        {"downloadURL": "https://e.cn/a%20b.CSV"},
        {"accessURL": "https://e.cn/", "mediaType": "x/unknown"},
        {"url": "javascript:alert(1)"},
        {"url": "https://[::1/x"},
        {"downloadURL": "https://e.cn/a%20b.CSV", "title": "再一次"},
    ]
    imported_batch(json_file({"title": "停车", "distribution": files}), actor=clerk, place=place)
    told = Distribution.objects.order_by("pk").values_list("name", "format", "url")
    assert list(told) == [
        ("a b.CSV", "CSV", "https://e.cn/a%20b.CSV"),
        ("停车", "x/unknown", "https://e.cn/"),
    ]


def test_packed_graphs_are_read() -> None:
    clerk, place = clerk_of()
    batch = imported_batch(gzip.compress(as_syntax("turtle")), actor=clerk, place=place)
    assert fates(batch) == {"new": 1, "error": 1}
