#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes a map of a mention table: places.py mentions.csv > places.geojson. A point is a linked place, with how often and
in how many documents it is named."""

import csv
import json
import sys


def read_places(path):
    """Points by entry, in the order in which they are first named."""
    csv.field_size_limit(sys.maxsize)
    places = {}
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if not row["lat"] or not row["lon"]:
                continue
            place = places.setdefault(row["entry"], {"row": row, "mentions": 0, "documents": set(), "spellings": set()})
            place["mentions"] += 1
            place["documents"].add(row["document"])
            place["spellings"].add(row["text"])
    return places


def to_feature(entry, place):
    row = place["row"]
    return {"type": "Feature", "id": entry,
            # RFC 7946: longitude first.
            "geometry": {"type": "Point", "coordinates": [float(row["lon"]), float(row["lat"])]},
            "properties": {"name": row["name"], "ko": row["ko"], "kind": row["kind"], "mentions": place["mentions"],
                           "documents": len(place["documents"]), "spellings": sorted(place["spellings"])}}


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: places.py MENTIONS.csv")
    features = [to_feature(entry, place) for entry, place in read_places(sys.argv[1]).items()]
    sys.stdout.reconfigure(encoding="utf-8")
    json.dump({"type": "FeatureCollection", "features": features}, sys.stdout, ensure_ascii=False, indent=1)
    print()


if __name__ == "__main__":
    main()
