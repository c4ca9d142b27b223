#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check_schema.py FILE: holds each line of FILE against the published schema of the native form.

Exit 0 if all are valid, 1 if one is not, another code if the check could not be made."""
import json
import os
import sys

try:
    import jsonschema

    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "..", "..", "schema", "waymark-document.schema.json"), encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    with open(sys.argv[1], encoding="utf-8", newline="\n") as file:
        records = [json.loads(line) for line in file]
    if not records:
        raise ValueError("there are no records")
except Exception as error:  # whatever it is, nothing has been checked
    print(f"check_schema.py: {error!r}", file=sys.stderr)
    sys.exit(2)
sys.exit(0 if all(validator.is_valid(record) for record in records) else 1)
