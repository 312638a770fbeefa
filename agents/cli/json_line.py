"""An event as one line of JSON, whatever its bytes are."""

import orjson


def json_line(value: bytes) -> bytes:
    """Return an event's bytes on one line; a value that is not JSON becomes a JSON string."""
    try:
        event = orjson.loads(value)
        return orjson.dumps(event) if b"\n" in value else value
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):  # it reads deeper JSON than it writes
        return orjson.dumps(value.decode(errors="replace"))
