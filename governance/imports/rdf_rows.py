"""Data sets of a DCAT catalogue (Turtle, RDF/XML, JSON-LD) as nested records; no network, no entities, bounded."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax import SAXException

from django.utils.translation import gettext as _
from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDFS, SKOS
from rdflib.plugins.parsers.jsonld import to_rdf
from rdflib.term import Node

from governance.imports import limits
from governance.imports.encodings import ERRORS
from governance.imports.json_rows import record_row
from governance.imports.limits import UnreadableFile
from governance.imports.rows import SourceRow, flattened
from governance.imports.unpacking import opened

TURTLE, RDF_XML, JSON_LD = "turtle", "xml", "json-ld"
BASE = "urn:import:"
VCARD = "http://www.w3.org/2006/vcard/ns#"
ELEMENTS = "http://purl.org/dc/elements/1.1/"
#: Contexts that lie elsewhere are never fetched; these names stand in for them.
CONTEXT = {
    "dcat": str(DCAT), "dct": str(DCTERMS), "dcterms": str(DCTERMS), "dc": ELEMENTS, "foaf": str(FOAF),
    "skos": str(SKOS), "rdfs": str(RDFS), "vcard": VCARD, "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rdf": str(RDF), "adms": "http://www.w3.org/ns/adms#", "schema": "http://schema.org/",
}  # fmt: skip
#: Frequencies of the European code list, as periods that every reader knows.
PERIODS = {
    "CONT": "R/PT1S", "UPDATE_CONT": "R/PT1S", "DAILY": "R/P1D", "WEEKLY": "R/P1W", "MONTHLY": "R/P1M",
    "QUARTERLY": "R/P3M", "ANNUAL_2": "R/P6M", "ANNUAL": "R/P1Y", "IRREG": "irregular",
}  # fmt: skip
LEVELS = {"PUBLIC": "public", "RESTRICTED": "restricted public", "NON_PUBLIC": "non-public"}
NAMES = (FOAF.name, URIRef(VCARD + "fn"), SKOS.prefLabel, RDFS.label, DCTERMS.title)


class RdfRows:
    """The data sets of a catalogue, ordered by their address, as rows."""

    delimiter = ""

    def __init__(self, path: Path, *, encoding: str, syntax: str) -> None:
        self.encoding = encoding
        graph = _parsed(_text(path, encoding), syntax)
        self._records = [_dataset(graph, node) for node in _datasets(graph)]
        if not self._records:
            raise UnreadableFile(
                _("文件里没有找到数据集（dcat:Dataset），请确认是 DCAT 目录后重新上传。")
            )
        self.headings = list(
            dict.fromkeys(key for each in self._records for key in flattened(each))
        )
        self.total = len(self._records)

    def __iter__(self) -> Iterator[SourceRow]:
        for number, record in enumerate(self._records, start=1):
            yield record_row(number, record, "")

    def details(self) -> Iterator[SourceRow]:
        """What hangs on a data set comes within it."""
        return iter(())


def _text(path: Path, encoding: str) -> str:
    with opened(path) as stream:
        content = stream.read(limits.GRAPH_BYTES + 1)
    if len(content) > limits.GRAPH_BYTES:
        raise UnreadableFile(
            _("DCAT 文件超过 %(size)s MB，请分批导出，或者改用 JSON、CSV 后重新上传。")
            % {"size": limits.GRAPH_BYTES // 1024**2}
        )
    return content.decode(encoding, ERRORS).lstrip("\ufeff").replace("\udcff", "\ufffd")


def _parsed(text: str, syntax: str) -> Graph:
    if syntax == RDF_XML and ("<!DOCTYPE" in text or "<!ENTITY" in text):
        raise UnreadableFile(
            _("XML 文件含有文档类型或实体声明，为了安全不予读取，请去掉后重新上传。")
        )
    graph = Graph()
    try:
        if syntax == JSON_LD:
            to_rdf(_without_links(json.loads(text), 0), graph, base=BASE)
        else:
            graph.parse(data=text, format=syntax, publicID=BASE)
    except (SAXException, SyntaxError, ValueError, KeyError, TypeError, AttributeError, IndexError,
            AssertionError, RecursionError) as error:  # fmt: skip
        raise UnreadableFile(
            _("DCAT 文件的语法有误，无法读取（%(error)s）。请改正后重新上传。")
            % {"error": " ".join(str(error).split())[:120]}
        ) from error
    return graph


def _without_links(value: Any, depth: int) -> Any:
    """The document with the contexts that it carries itself; what it would fetch is replaced."""
    if depth > limits.GRAPH_DEPTH:
        raise RecursionError
    if isinstance(value, list):
        return [_without_links(item, depth + 1) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {
        key: _without_links(inner, depth + 1) for key, inner in value.items() if key != "@context"
    }
    if "@context" in value:
        given = value["@context"] if isinstance(value["@context"], list) else [value["@context"]]
        own = [_plain_context(each) for each in given if isinstance(each, dict)]
        kept["@context"] = [CONTEXT, *own]
    return kept


def _plain_context(context: dict[str, Any]) -> dict[str, Any]:
    """A context without imports and without contexts inside."""
    kept = {key: value for key, value in context.items() if key not in ("@import", "@propagate")}
    return {
        key: {name: inner for name, inner in value.items() if name != "@context"}
        if isinstance(value, dict)
        else value
        for key, value in kept.items()
    }


def _datasets(graph: Graph) -> list[Node]:
    found = {*graph.subjects(RDF.type, DCAT.Dataset), *graph.objects(None, DCAT.dataset)}

    def order(node: Node) -> tuple[bool, str, str]:
        is_named = isinstance(node, URIRef)
        told = "" if is_named else _one(graph, node, DCTERMS.identifier, DCTERMS.title)
        more = "" if is_named else _one(graph, node, DCTERMS.description)
        return (not is_named, str(node) if is_named else told, more)

    return sorted((node for node in found if not isinstance(node, Literal)), key=order)


def _values(graph: Graph, node: Node, *predicates: URIRef) -> list[Node]:
    """The values in a stable order: Chinese first, then without language, then English, then the rest."""
    languages = {"zh": 0, "": 1, "en": 2}

    def order(value: Node) -> tuple[int, str]:
        tag = str(getattr(value, "language", None) or "").partition("-")[0].lower()
        return languages.get(tag, 3), str(value)

    for predicate in predicates:
        names = [predicate]
        if str(predicate).startswith(str(DCTERMS)):
            names.append(URIRef(ELEMENTS + str(predicate).removeprefix(str(DCTERMS))))
        found = [value for name in names for value in graph.objects(node, name)]
        if found:
            return sorted(found, key=order)
    return []


def _one(graph: Graph, node: Node, *predicates: URIRef) -> str:
    return str(next(iter(_values(graph, node, *predicates)), ""))


def _label(graph: Graph, node: Node) -> str:
    """What a thing is called: its own name, else the last part of its address."""
    if isinstance(node, Literal):
        return str(node)
    named = _one(graph, node, *NAMES)
    if named or isinstance(node, BNode):
        return named
    return str(node).rstrip("/#").replace("#", "/").rpartition("/")[2]


def _labels(graph: Graph, node: Node, *predicates: URIRef) -> list[str]:
    return list(dict.fromkeys(_label(graph, value) for value in _values(graph, node, *predicates)))


def _first(graph: Graph, node: Node, *predicates: URIRef) -> str:
    return next(iter(_labels(graph, node, *predicates)), "")


def _dataset(graph: Graph, node: Node) -> dict[str, Any]:
    """One data set in the words of a ``data.json``."""
    cycle = _first(graph, node, DCTERMS.accrualPeriodicity)
    level = _first(graph, node, DCTERMS.accessRights)
    keywords = [str(word) for word in _values(graph, node, DCAT.keyword)]
    record: dict[str, Any] = {
        "identifier": str(node)
        if isinstance(node, URIRef)
        else _one(graph, node, DCTERMS.identifier),
        "title": _one(graph, node, DCTERMS.title),
        "description": _one(graph, node, DCTERMS.description),
        "publisher": {"name": _first(graph, node, DCTERMS.publisher, DCTERMS.creator)},
        "theme": _labels(graph, node, DCAT.theme),
        "keyword": keywords,
        "issued": _one(graph, node, DCTERMS.issued),
        "modified": _one(graph, node, DCTERMS.modified),
        "accrualPeriodicity": PERIODS.get(cycle.upper(), cycle),
        "accessLevel": LEVELS.get(level.upper(), level),
        "landingPage": _one(graph, node, DCAT.landingPage, FOAF.page),
        "contactPoint": _contact(graph, node),
        "distribution": _distributions(graph, node),
    }
    return {key: value for key, value in record.items() if value}


def _contact(graph: Graph, node: Node) -> dict[str, str]:
    for contact in _values(graph, node, DCAT.contactPoint):
        told = {name: _vcard(graph, contact, name) for name in ("fn", "hasEmail", "hasTelephone")}
        return {name: value for name, value in told.items() if value}
    return {}


def _vcard(graph: Graph, node: Node, name: str) -> str:
    for value in _values(graph, node, URIRef(VCARD + name)):
        inner = (
            _one(graph, value, URIRef(VCARD + "hasValue")) if not isinstance(value, Literal) else ""
        )
        return (inner or str(value)).removeprefix("mailto:").removeprefix("tel:")
    return ""


def _distributions(graph: Graph, node: Node) -> list[dict[str, str]]:
    found = []
    for each in _values(graph, node, DCAT.distribution):
        told = {
            "title": _one(graph, each, DCTERMS.title),
            "format": _first(graph, each, DCTERMS["format"]),
            "mediaType": _first(graph, each, DCAT.mediaType, URIRef(str(DCTERMS) + "mediaType")),
            "accessURL": _one(graph, each, DCAT.accessURL),
            "downloadURL": _one(graph, each, DCAT.downloadURL),
            "byteSize": _one(graph, each, DCAT.byteSize),
        }
        found.append({name: value for name, value in told.items() if value})
    return [each for each in found if each]
