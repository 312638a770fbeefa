"""Validators of the public topics' events and headers by the contract, formats of times included."""

import re
from functools import cache

from jsonschema import Draft202012Validator, FormatChecker

from schemas.json_schema import json_schema
from streams.asyncapi import asyncapi
from streams.settings import Settings

RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")

formats = FormatChecker()
formats.checks("date-time")(lambda value: not isinstance(value, str) or RFC_3339.fullmatch(value) is not None)


@cache
def validator(name: str) -> Draft202012Validator:
    """Return the validator of a public event, by the name of its schema."""
    return Draft202012Validator(json_schema(name), format_checker=formats)


@cache
def header_validator(message: str) -> Draft202012Validator:
    """Return the validator of a record's headers, as an object of texts, by the name of its AsyncAPI message."""
    described = asyncapi(Settings())["components"]["messages"][message]["headers"]
    return Draft202012Validator(described, format_checker=formats)
