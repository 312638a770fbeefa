"""The private parts of Faust and aiokafka that newsmill uses: these tests fail if an upgrade changes them.

If one fails after an upgrade, compare the changed part with streams/delivery/faust_private.py or
streams/kafka/patches.py, run the tests of delivery on Apache Kafka and on the embedded broker, and only then change
the test. Covers also streams/delivery/app.py.
"""

import inspect
import re
from importlib import import_module
from importlib.metadata import requires, version
from pathlib import Path

import faust
import pytest
from aiokafka import AIOKafkaConsumer
from aiokafka.client import AIOKafkaClient
from aiokafka.cluster import ClusterMetadata
from aiokafka.conn import AIOKafkaConnection
from aiokafka.consumer import fetcher
from aiokafka.consumer.group_coordinator import GroupCoordinator
from aiokafka.protocol.group import LeaveGroupRequest
from faust.app.base import App
from faust.streams import Stream
from faust.tables.manager import TableManager
from faust.tables.recovery import Recovery
from faust.transport.consumer import Consumer as BaseConsumer
from faust.transport.drivers.aiokafka import (
    AIOKafkaConsumerThread,
    Consumer,
    ConsumerRebalanceListener,
    Transport,
)

from agents.worker import Worker
from streams.delivery.app import StageApp, create_app
from streams.delivery.consumer import OrderedConsumer, OrderedTransport
from streams.delivery.event import Incoming, Result, Work
from streams.delivery.faust_private import OpenApp, OpenConsumer
from streams.delivery.traces import OFF
from streams.kafka import patches
from streams.kafka.batches import Batches, ReadRecords, ReadResult
from streams.kafka.cluster import Cluster
from streams.kafka.publisher import Publisher
from streams.metrics import Metrics, Outcome
from streams.settings import Settings
from streams.stages import Stage
from streams.topics import Topics
from tests.support.paths import ROOT

FetchResult, PartitionRecords = ReadResult.__mro__[1], ReadRecords.__mro__[1]  # aiokafka's own
Fetcher = fetcher.Fetcher

PINNED = {"faust-streaming": "0.15.3", "aiokafka": "0.14.0"}


@pytest.mark.parametrize("name", PINNED)
def test_the_version_is_the_one_that_newsmill_was_written_for(name: str) -> None:
    assert version(name) == PINNED[name]
    assert f"{name}=={PINNED[name]}" in (requires("newsmill") or [])


def parameters(function: object) -> list[str]:
    assert callable(function)
    return [str(parameter.replace(annotation=inspect.Parameter.empty)) for parameter in
            inspect.signature(function).parameters.values()]  # fmt: skip


@pytest.mark.parametrize(
    "owner, name, expected, asynchronous",
    [
        (App, "_new_transport", ["self"], False),
        (App, "_new_consumer", ["self"], False),
        (App, "_create_directories", ["self"], False),
        (App, "on_rebalance_end", ["self"], False),
        (App, "crash", ["self", "reason"], True),
        (App, "finalize", ["self"], False),
        (Consumer, "perform_seek", ["self"], True),
        (Consumer, "seek_wait", ["self", "partitions"], True),
        (Consumer, "earliest_offsets", ["self", "*partitions"], True),
        (Consumer, "highwaters", ["self", "*partitions"], True),
        (Consumer, "_commit", ["self", "offsets"], True),
        (Consumer, "_getmany", ["self", "active_partitions", "timeout"], True),
        (Consumer, "_to_message", ["self", "tp", "record"], False),
        (Consumer, "force_commit", ["self", "topics=None", "start_new_transaction=True"], True),
        (Consumer, "stop_flow", ["self"], False),
        (Consumer, "pause_partitions", ["self", "tps"], False),
        (Consumer, "assignment", ["self"], False),
        (Consumer, "on_partitions_assigned", ["self", "assigned", "generation_id=0"], True),
        (Consumer, "on_partitions_revoked", ["self", "revoked"], True),
        (Consumer, "_new_consumer_thread", ["self"], False),
        (AIOKafkaConsumerThread, "_create_consumer", ["self", "loop"], False),
        (AIOKafkaConsumerThread, "_ensure_consumer", ["self"], False),
        (AIOKafkaConsumerThread, "call_thread", ["self", "fun", "*args", "**kwargs"], True),
        (GroupCoordinator, "fetch_committed_offsets", ["self", "partitions"], True),
        (AIOKafkaClient, "send", ["self", "node_id", "request", "group=<ConnectionGroup.DEFAULT: 0>"], True),
        (ClusterMetadata, "brokers", ["self"], False),
        (FetchResult, "getall", ["self", "max_records=None"], False),
        (GroupCoordinator, "_maybe_leave_group", ["self"], True),
        (GroupCoordinator, "_send_req", ["self", "request"], True),
        (GroupCoordinator, "reset_generation", ["self"], False),
    ],
)
def test_a_part_that_is_overridden_or_called_is_unchanged(
    owner: type, name: str, expected: list[str], asynchronous: bool
) -> None:
    function = getattr(owner, name)
    assert parameters(function) == expected
    assert inspect.iscoroutinefunction(inspect.unwrap(function)) is asynchronous


@pytest.mark.parametrize("name", ["_maybe_leave_group", "_group_instance_id", "generation", "member_id", "group_id"])
def test_the_coordinator_still_uses_its_private_names(name: str) -> None:
    assert f"self.{name}" in inspect.getsource(GroupCoordinator)


@pytest.mark.parametrize(
    "caller, called",
    [
        (BaseConsumer.perform_seek, "self.seek_to_committed()"),
        (BaseConsumer.perform_seek, "self._committed_offset.update("),
        (BaseConsumer.commit, "self.force_commit("),
        (BaseConsumer.on_partitions_revoked, "self._committed_offset.pop("),
        (BaseConsumer._drain_messages, "get_read_offset = self._read_offset.__getitem__"),
        (BaseConsumer._drain_messages, "if r_offset is None or offset >= r_offset:"),
        (BaseConsumer.getmany, "await self.perform_seek()"),
        (BaseConsumer.getmany, "to_message(tp, record)"),
        (BaseConsumer._wait_next_records, "await self._getmany("),
        (AIOKafkaConsumerThread.on_start, "self._consumer = self._create_consumer("),
        (AIOKafkaConsumerThread._commit, "await consumer.commit(aiokafka_offsets)"),
        (AIOKafkaConsumerThread._highwaters, "await consumer.end_offsets(partitions)"),
        (Consumer._new_consumer_thread, "AIOKafkaConsumerThread(self, loop=self.loop, beacon=self.beacon)"),
        (Recovery._resume_streams, "consumer.perform_seek()"),
        (TableManager.on_start, "await self._update_channels()\n            await self.recovery.start()"),
        (
            ConsumerRebalanceListener.on_partitions_assigned,
            "on_partitions_assigned(ensure_TPset(assigned), generation)",
        ),
        (AIOKafkaConsumer.start, "fetch_max_wait_ms=self._fetch_max_wait_ms"),
        (Consumer._to_message, "generation_id=self.app.consumer_generation_id"),
        (Stream._py_aiter, "self.enable_acks"),
    ],
)
def test_faust_still_calls_the_overridden_parts(caller: object, called: str) -> None:
    source = inspect.getsource(inspect.unwrap(caller))  # type: ignore[arg-type]
    assert called in source


PRIVATE = re.compile(r"\b(?:self|super\(\)|app|consumer|thread|event|message|stream)\.(_[a-z]\w*)")


def source_files() -> list[Path]:
    return [path for ring in ("schemas", "streams", "agents") for path in (ROOT / ring).rglob("*.py")]


@pytest.mark.parametrize("path", source_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_only_one_module_uses_private_parts_of_faust(path: Path) -> None:
    if path.name == "faust_private.py":
        return
    source = path.read_text(encoding="utf-8")
    own = set(re.findall(r"\b(?:def|self\.)\s*(_[a-z]\w*)(?=\(|\s*[:=])", source))
    private = {name for kind in (App, BaseConsumer, Consumer, Transport, Stream) for name in dir(kind)}
    inherits = "faust" in source or "OpenConsumer" in source or "OpenApp" in source
    assert not inherits or not (set(PRIVATE.findall(source)) | own) & {name for name in private if name[1:2] != "_"}


@pytest.mark.parametrize("kind, base", [(OrderedConsumer, OpenConsumer), (StageApp, OpenApp)])
def test_subclasses_of_the_open_classes_override_nothing_private(kind: type, base: type) -> None:
    inherited = {name for name in dir(base) if name.startswith("_") and not name.startswith("__")}
    assert not inherited & {name for name, own in vars(kind).items() if inspect.isfunction(own)}


def test_only_one_module_patches_aiokafka() -> None:
    assigned = re.compile(r"^\s*(?:\w*Authenticator|\w*Coordinator|AIOKafka\w*|fetcher)\.\w+ = ", re.MULTILINE)
    patching = [path.name for path in source_files() if assigned.search(path.read_text(encoding="utf-8"))]
    assert patching == ["patches.py"]


@pytest.mark.parametrize(
    "caller, called",
    [
        (Fetcher._proc_fetch_request, "records = MemoryRecords(part_data[-1])"),
        (Fetcher._proc_fetch_request, "partition_records = PartitionRecords("),
        (Fetcher._proc_fetch_request, "self._records[tp] = FetchResult("),
        (Fetcher.fetched_records, "if type(res_or_error) is FetchResult:"),
        (Fetcher.next_record, "if type(res_or_error) is FetchResult:"),
        (PartitionRecords._unpack_records, "next_batch = records.next_batch()"),
        (PartitionRecords._unpack_records, "for record in next_batch:"),
        (
            PartitionRecords._unpack_records,
            "_record = self._consumer_record(tp, record)\n                self.next_fetch_offset = record.offset + 1",
        ),
        (PartitionRecords._unpack_records, "self.next_fetch_offset = next_batch.next_offset"),
        (PartitionRecords._contains_abort_marker, "next(next_batch)"),
        (FetchResult.getone, "self._update_position()"),
        (Fetcher.fetched_records, "res_or_error.getall(max_records)"),
        (FetchResult.getall, "if not self.check_assignment(tp) or not self.has_more():"),
        (FetchResult._update_position, "state.consumed_to(self._partition_records.next_fetch_offset)"),
        (FetchResult.check_assignment, "position != self._partition_records.next_fetch_offset"),
    ],
)
def test_aiokafkas_fetcher_still_uses_the_replaced_classes(caller: object, called: str) -> None:
    assert called in inspect.getsource(caller)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", patches.DECODING)
def test_every_decoder_of_aiokafka_is_bounded(name: str) -> None:
    module = import_module(f"aiokafka.record.{name}")
    decoders = {function for function in vars(module) if function.endswith("_decode")}
    assert decoders == set(patches.DECODERS) - ({"zstd_decode"} if "legacy" in name else set())
    for function in decoders:
        assert getattr(module, function).__module__ == patches.__name__


def test_the_classes_of_the_fetcher_are_replaced() -> None:
    assert (fetcher.MemoryRecords, fetcher.PartitionRecords, fetcher.FetchResult) == (Batches, ReadRecords, ReadResult)
    assert (ReadRecords.__base__, ReadResult.__base__) == (PartitionRecords, FetchResult)
    assert parameters(PartitionRecords._consumer_record) == ["self", "tp", "record"]
    assert parameters(FetchResult.__init__) == ["self", "tp", "assignment", "partition_records", "backoff"]


def test_aiokafka_still_ignores_the_answer_to_a_token() -> None:
    assert parameters(patches.original_step) == ["self", "payload"]
    assert "if self._token_sent:\n            return None" in inspect.getsource(patches.original_step)
    assert "authenticator.step(auth_bytes)" in inspect.getsource(AIOKafkaConnection._do_sasl_handshake)


def test_the_request_to_leave_a_group_has_the_ids_of_group_and_member() -> None:
    assert parameters(LeaveGroupRequest) == ["group", "member_id"]


@pytest.fixture
async def app() -> StageApp:
    return create_app(Stage.EXTRACT, Settings(broker="kafka://127.0.0.1:1", session_timeout=30), Metrics())


async def test_a_stages_consumer_is_an_ordered_consumer(app: StageApp) -> None:
    assert Transport.Consumer is Consumer
    assert isinstance(app.transport, OrderedTransport)
    assert app.transport.Consumer is OrderedConsumer


async def test_the_apps_settings_switch_off_what_can_lose_or_expose_events(app: StageApp) -> None:
    assert app.conf.processing_guarantee == faust.types.enums.ProcessingGuarantee.AT_LEAST_ONCE
    assert app.conf.topic_allow_declare is False
    assert app.conf.topic_disable_leader is True
    assert app.conf.web_enabled is False
    assert app.conf.web_tables_enabled is False
    assert app.conf.consumer_auto_offset_reset == "earliest"
    assert app.conf.broker_session_timeout > 3 * app.conf.broker_heartbeat_interval


async def test_sources_are_raw_bytes_so_that_invalid_events_become_dead_letters_verbatim(app: StageApp) -> None:
    source = app.source(Topics(Settings()))
    assert (source.key_type, source.value_type) == (bytes, bytes)
    assert source.schema.key_serializer == source.schema.value_serializer == "raw"


@pytest.mark.parametrize("stage", Stage)
async def test_each_stages_agent_has_concurrency_1_because_more_loses_events_on_a_crash(stage: Stage) -> None:
    """With concurrency 2 or more, an offset was committed past an unfinished event (faust-streaming issue 606)."""

    class Nothing(Work):
        async def __call__(self, incoming: Incoming) -> Result:
            return Result(Outcome.UNCHANGED)

    settings = Settings(broker="kafka://127.0.0.1:1", stages=(stage,))
    publisher = Publisher(settings, Cluster(embedded=False), Metrics())
    try:
        app = Worker(settings)._stage(stage, settings, Nothing(), publisher, OFF).app
        assert [agent.concurrency for agent in app.agents.values()] == [1]
    finally:
        await publisher.stop()
