"""Formats by what a program can do with them (clause 二: 机器可读性)."""

#: Formats that a program can read without a person's help.
MACHINE_READABLE = frozenset(
    {
        "API", "CSV", "DBF", "GEOJSON", "GML", "JSON", "KML", "ODS", "PARQUET", "RDF", "SHP", "TSV", "WFS", "XLS",
        "XLSX", "XML",
    }
)  # fmt: skip
#: Those among them that need no product of one maker.
OPEN_FORMATS = MACHINE_READABLE - {"DBF", "SHP", "XLS", "XLSX"}
