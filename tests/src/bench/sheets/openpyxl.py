"""Given on standard input: a workbook, rules of its columns, how often to measure."""
import importlib.metadata
import json
import sys
import time
from datetime import date, datetime
from io import BytesIO
from typing import Annotated, Literal, Optional

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from pydantic import BaseModel, Field, ValidationError, create_model

given = json.load(sys.stdin)
Short = lambda most: Annotated[str, Field(min_length=1, max_length=most, pattern=r"^[^\x00-\x1f\u200b-\u200f\u202a-\u202e]*$")]


def kind(rule):
    if rule["kind"] == "text":
        return (Short(rule["most"]), ...)
    if rule["kind"] == "whole":
        return (Annotated[int, Field(ge=0, le=rule["most"])], ...)
    if rule["kind"] == "date":
        return (date, ...)
    return (Optional[Literal[tuple(rule["words"])]], None)


columns = given["columns"]
Row: type[BaseModel] = create_model("Row", **{f"c{i}": kind(rule) for i, rule in enumerate(columns)})


def read():
    sheet = load_workbook(given["path"], read_only=True, data_only=True).worksheets[0]
    rows, errors, places, codes = [], [], None, {}
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        if places is None:
            names = {str(cell).strip(): place for place, cell in enumerate(cells) if cell is not None}
            if all(rule["name"] in names for rule in columns):
                places = [names[rule["name"]] for rule in columns]
            continue
        values = [cells[place] if place < len(cells) else None for place in places]
        if all(value is None for value in values):
            continue
        record = {}
        for i, value in enumerate(values):
            if isinstance(value, datetime):
                value = value.date()
            record[f"c{i}"] = value.strip() if isinstance(value, str) else value
        try:
            row = Row(**record)
            if row.c0 in codes:
                errors.append((number, 0, f"same as {codes[row.c0]}"))
            codes[row.c0] = number
            rows.append(row)
        except ValidationError as error:
            errors += [(number, one["loc"][0], one["msg"]) for one in error.errors()]
    assert not errors, errors[:3]
    assert len(rows) == given["rows"], len(rows)
    return [[getattr(row, f"c{i}") for i in range(len(columns))] for row in rows]


def write(rows):
    book = Workbook()
    sheet = book.active
    last = get_column_letter(len(columns))
    sheet["A1"] = "title"
    sheet["A1"].font = Font(bold=True, size=16)
    sheet.merge_cells(f"A1:{last}1")
    thin = Side(style="thin")
    edge = Border(left=thin, right=thin, top=thin, bottom=thin)
    wrap = Alignment(wrap_text=True, vertical="center")
    for place, rule in enumerate(columns, 1):
        cell = sheet.cell(2, place, rule["name"])
        cell.font, cell.border, cell.fill = Font(bold=True), edge, PatternFill("solid", fgColor="E7E6E6")
        sheet.column_dimensions[get_column_letter(place)].width = 20
        if rule["kind"] == "choice":
            words = DataValidation(type="list", formula1='"' + ",".join(rule["words"]) + '"', allow_blank=True)
            letter = get_column_letter(place)
            words.add(f"{letter}3:{letter}{len(rows) + 1002}")
            sheet.add_data_validation(words)
    for number, row in enumerate(rows, 3):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(number, place)
            cell.border, cell.alignment = edge, wrap
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
                cell.number_format = "@"
                if value[:1] in ("=", "+", "-", "@"):
                    cell.quotePrefix = True
    sheet.freeze_panes = "A3"
    out = BytesIO()
    book.save(out)
    return out


def measure(work):
    times = []
    for _ in range(given["rounds"]):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return times


rows = read()
version = importlib.metadata.version
print(json.dumps({
    "versions": f"openpyxl {version('openpyxl')}, pydantic {version('pydantic')}, Python {sys.version.split()[0]}",
    "read": measure(read),
    "write": measure(lambda: write(rows)),
}))
