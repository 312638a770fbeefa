"""A dead letter that is larger than its topic takes: its value is cut, and headers say of what.

The whole event stays at its origin as long as that topic keeps it, and a redrive takes it from there.
"""

import hashlib
from dataclasses import replace

from schemas.dead_letter import PREFIX, SHA256, TRUNCATED, split_headers
from streams.records import LEFT_OUT, Record

MAX_KEY = 8 * 1024  # bytes of a key that is cut


def shortened(letter: Record, limit: int) -> Record | None:
    """Return a dead letter cut to `limit` bytes without compression; None if not even its own headers fit.

    The value is cut. Only if key and headers take more than half of the limit, the original's headers are left out and
    the key is cut to MAX_KEY bytes.
    """
    value = letter.value or b""
    original, own = split_headers(letter.headers)
    own += [
        (PREFIX + TRUNCATED, str(len(value)).encode()),
        (PREFIX + SHA256, hashlib.sha256(value).hexdigest().encode()),
    ]
    cut = replace(letter, value=b"", headers=[*original, *own])
    if cut.size > limit // 2:
        left_out = [(LEFT_OUT, str(len(original)).encode())] if original else []
        cut = replace(cut, key=letter.key and letter.key[:MAX_KEY], headers=[*left_out, *own])
    space = limit - cut.size
    if space < 0:
        return None
    return replace(cut, value=letter.value and value[:space])
