"""Runs a script on a database of SQLite: the path is the argument, the script comes by standard input."""
import datetime
import sqlite3
import sys

connection = sqlite3.connect(sys.argv[1])
for name, arguments, function in [
    ("digits", 2, lambda number, width: f"{number:0{width}d}"),
    ("uuid_of", 2, lambda kind, number: f"016500{kind:02d}-0000-7000-8000-{number:012d}"),
    ("day_after", 2, lambda day, days: str(datetime.date.fromisoformat(day) + datetime.timedelta(days))),
    ("moment", 1, lambda at: at),
]:
    connection.create_function(name, arguments, function, deterministic=True)
connection.executescript("PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000;")
connection.executescript("BEGIN; " + sys.stdin.read() + "; COMMIT;")
