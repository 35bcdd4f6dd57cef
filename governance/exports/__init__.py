"""Exports: rows that a person may see, as a file that a spreadsheet cannot be tricked with, told to the trail."""

from governance.exports.cells import guarded, unguarded
from governance.exports.columns import Column, DetailSheet, columns_of, declare, declare_details
from governance.exports.downloads import Format, attachment, download, record

__all__ = [
    "Column",
    "DetailSheet",
    "Format",
    "attachment",
    "columns_of",
    "declare",
    "declare_details",
    "download",
    "guarded",
    "record",
    "unguarded",
]
