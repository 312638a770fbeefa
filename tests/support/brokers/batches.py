"""Record batches made by hand: what a hostile producer can put on a topic, and an ordinary client would not."""

import struct
import time
import zlib
from collections.abc import Iterator

import cramjam
from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.protocol.produce import ProduceRequest
from aiokafka.record.util import calc_crc32c, encode_varint

CODECS = {"none": 0, "gzip": 1, "snappy": 2, "lz4": 3, "zstd": 4}
PIECE = bytes(1024 * 1024)
SECONDS = 20


def bomb(codec: str, size: int) -> bytes:
    """Return a batch of one record whose value is `size` zeros, made without holding them."""
    return batch(codec, _packed(codec, _record_of_zeros(size)), 1)


def batch(codec: str, records: bytes, count: int) -> bytes:
    """Return a batch (magic 2) of records that are packed already."""
    now = int(time.time() * 1000)  # an older batch would be deleted, as its topic's retention says
    head = struct.pack(">hiqqqhii", CODECS[codec], count - 1, now, now, -1, -1, -1, count)
    checked = head + records
    return struct.pack(">qiibI", 0, 9 + len(checked), -1, 2, calc_crc32c(checked)) + checked


def record(value: bytes, *, at: int = 0, header: bytes | None = None) -> bytes:
    """Return a record without a key; `header` is the name of its only header, in any bytes."""
    headers = varint(0) if header is None else varint(1) + varint(len(header)) + header + varint(-1)
    body = b"\0" + varint(0) + varint(at) + varint(-1) + varint(len(value)) + value + headers
    return varint(len(body)) + body


async def put_batch(bootstrap: str, topic: str, partition: int, encoded: bytes) -> None:
    """Put a batch on a partition as it is."""
    async with AIOKafkaProducer(bootstrap_servers=bootstrap) as producer:
        await producer.partitions_for(topic)
        node = producer.client.cluster.leader_for_partition(TopicPartition(topic, partition))
        request = ProduceRequest(None, -1, SECONDS * 1000, [(topic, [(partition, encoded)])])
        answer = await producer.client.send(node, request)
        ((_, ((_, code, *_),)),) = answer.topics
        assert not code, f"the broker refused the batch with error {code}"


def varint(number: int) -> bytes:
    """Encode an integer as records have it."""
    out = bytearray()
    encode_varint(number, out.append)
    return bytes(out)


def _record_of_zeros(size: int) -> Iterator[bytes]:
    before = b"\0" + varint(0) + varint(0) + varint(-1) + varint(size)
    after = varint(0)
    yield varint(len(before) + size + len(after)) + before
    for _ in range(size // len(PIECE)):
        yield PIECE
    yield bytes(size % len(PIECE))
    yield after


def _packed(codec: str, pieces: Iterator[bytes]) -> bytes:
    if codec == "gzip":
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        return b"".join([*map(packer.compress, pieces), packer.flush()])
    if codec == "snappy":  # in xerial's blocks
        blocks = (bytes(cramjam.snappy.compress_raw(piece)) for piece in pieces)
        return b"\x82SNAPPY\0\0\0\0\1\0\0\0\1" + b"".join(len(block).to_bytes(4, "big") + block for block in blocks)
    compressor = cramjam.lz4.Compressor(block_linked=False) if codec == "lz4" else cramjam.zstd.Compressor()
    for piece in pieces:
        compressor.compress(piece)
    return bytes(compressor.finish())
