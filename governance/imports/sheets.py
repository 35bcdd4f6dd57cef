"""Names by which our own sheets and marks are known again when a workbook comes back; part of the file format."""

SUMMARY = "核对结果"
NOTES = "填写说明"
LISTS = "可选值"
#: Sheets that hold no records, whatever stands in them.
OURS = frozenset({SUMMARY, NOTES, LISTS})
#: The column that we add to a returned sheet.
NOTE_COLUMN = "核对说明"
#: A row with this cell shows how to fill the sheet in.
EXAMPLE = "示例（导入时自动跳过）"
#: Whose comments ours are.
AUTHOR = "公数"
#: What hangs on the records, as marks name it.
DETAILS = "数据项"
