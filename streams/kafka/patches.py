"""Every patch of aiokafka (0.14), each set by a function that says why.

tests/streams/delivery/test_faust_contract.py fails if the replaced parts change.
"""

from collections.abc import Callable
from importlib import import_module

import structlog
from aiokafka.conn import OAuthAuthenticator
from aiokafka.consumer import fetcher
from aiokafka.consumer.group_coordinator import GroupCoordinator
from aiokafka.errors import SaslAuthenticationFailed
from aiokafka.protocol.group import LeaveGroupRequest

from streams.kafka import codecs
from streams.kafka.batches import Batches, ReadRecords, ReadResult
from streams.topics import DEAD_LETTER_MAX_BYTES

log = structlog.get_logger(__name__)

DECODERS: dict[str, Callable[[codecs.Payload, int], bytes]] = {
    "gzip_decode": codecs.gzip_members,
    "snappy_decode": codecs.snappy,
    "lz4_decode": codecs.lz4,
    "zstd_decode": codecs.zstd,
}
DECODING = ("_crecords.default_records", "_crecords.legacy_records", "default_records", "legacy_records")
"""aiokafka's modules that decompress batches: the compiled ones, and those in Python, for machines without them."""

original_step = OAuthAuthenticator.step


async def _checked_step(self: OAuthAuthenticator, answer: bytes | None) -> tuple[bytes, bool] | None:
    if answer:
        raise SaslAuthenticationFailed(answer.decode(errors="replace"))
    step: tuple[bytes, bool] | None = await original_step(self, answer)
    return step


def read_token_refusals() -> None:
    """Make aiokafka notice that a broker refused a token (seen on Kafka 4.4).

    The broker says so in its answer to the token (RFC 7628, section 3.2.2), which aiokafka does not read: it takes the
    token as accepted, and reads the error that follows as the answer to its next request.
    """
    OAuthAuthenticator.step = _checked_step


async def _leave_group(self: GroupCoordinator) -> None:
    """Leave the group in any generation; aiokafka's own method leaves only above 0."""
    if self.generation >= 0 and self._group_instance_id is None:
        try:
            await self._send_req(LeaveGroupRequest(self.group_id, self.member_id))
        except Exception as error:  # the broker may be away; then the session times out
            log.warning("could not leave the group", group=self.group_id, error=repr(error))
    self.reset_generation()


def leave_groups_from_generation_zero() -> None:
    """Make aiokafka leave groups of the embedded broker, whose generations start at 0.

    Without this patch, a rejoin waits until the session of the former member times out.
    """
    GroupCoordinator._maybe_leave_group = _leave_group


class _Limit:
    """The largest batch, in bytes after decompression; one for the process, as the patches are."""

    bytes = 2 * DEAD_LETTER_MAX_BYTES


def allow_batches_of(size: int) -> None:
    """Raise the limit of a batch to a size in bytes."""
    _Limit.bytes = max(_Limit.bytes, size)


def bound_batches() -> None:
    """Make aiokafka's consumers skip batches that cannot be read or are too large (`batches.py`, `codecs.py`)."""
    for name in DECODING:
        module = import_module(f"aiokafka.record.{name}")
        for function, decode in DECODERS.items():
            if hasattr(module, function):
                setattr(module, function, _bounded(decode))
    fetcher.MemoryRecords = Batches
    fetcher.PartitionRecords = ReadRecords
    fetcher.FetchResult = ReadResult


def _bounded(decode: Callable[[codecs.Payload, int], bytes]) -> Callable[[codecs.Payload], bytes]:
    return lambda payload: decode(payload, _Limit.bytes)
