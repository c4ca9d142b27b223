#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Asks a mention table with SQL: ask.py mentions.csv counts.sql. The answer is CSV on standard output."""

import csv
import sqlite3
import sys


def load(path):
    """The table `mentions` in memory; every column is text, as it stands in the file."""
    csv.field_size_limit(sys.maxsize)
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        columns = next(rows)
        database = sqlite3.connect(":memory:")
        names = ", ".join('"' + column.replace('"', '""') + '"' for column in columns)
        database.execute(f"CREATE TABLE mentions ({names})")
        database.executemany(f"INSERT INTO mentions VALUES ({', '.join('?' * len(columns))})", rows)
    return database


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: ask.py MENTIONS.csv QUERY.sql")
    with open(sys.argv[2], encoding="utf-8") as file:
        answer = load(sys.argv[1]).execute(file.read())
    sys.stdout.reconfigure(encoding="utf-8", newline="")
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(column[0] for column in answer.description)
    out.writerows(answer)


if __name__ == "__main__":
    main()
