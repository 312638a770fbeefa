"""The connection: every client connects to Apache Kafka with every kind of security, or names the wrong setting.

Covers also streams/kafka/tokens.py and streams/kafka/patches.py.
"""

import asyncio
import ssl
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiokafka.client
import pytest
from aiokafka.conn import AIOKafkaConnection
from aiokafka.protocol.metadata import MetadataRequest
from faust.transport.drivers.aiokafka import credentials_to_aiokafka_auth

from streams.delivery.event import Incoming, Result
from streams.kafka.cluster import BrokerUnavailable, Cluster, check_topics, create_topics, inspect
from streams.kafka.connection import client_options, faust_credentials, start
from streams.kafka.embedded import EmbeddedBroker
from streams.kafka.publisher import Publisher
from streams.kafka.reader import Reader, new_consumer
from streams.kafka.restore import read_partition
from streams.kafka.tokens import TokenUnavailable, token_provider
from streams.metrics import Metrics, Outcome
from streams.records import Record
from streams.settings import InvalidSettings, Settings
from streams.topics import Topics
from streams.watch import monitor as monitor_module
from streams.watch.monitor import Monitor
from tests.support.brokers.secure import GUEST, GUEST_PASSWORD, SECRETS, WAYS, SecureKafka, unsigned_token
from tests.support.brokers.shared import why_no_kafka
from tests.support.running.stage import running_stage, stage_settings, until

SCRAM = "SCRAM-SHA-512"


@pytest.fixture(autouse=True)
async def closed() -> AsyncIterator[None]:
    """Wait until refused connections are closed, for which aiokafka does not wait itself."""
    yield
    await asyncio.sleep(0.1)


def settings_for(secure: SecureKafka, prefix: str = "", way: str = SCRAM, **changes: object) -> Settings:
    return stage_settings(secure, prefix, **secure.settings(way, **changes))


async def publish(settings: Settings, topic: str, *values: bytes) -> None:
    publisher = Publisher(settings, Cluster(embedded=False), Metrics())
    await publisher.start()
    try:
        await (await publisher.send([Record(topic, None, value) for value in values])).wait()
    finally:
        await publisher.stop()


@pytest.mark.parametrize("way", WAYS)
async def test_events_go_through_a_stage_and_are_read(secure: SecureKafka, topic_prefix: str, way: str) -> None:
    settings = settings_for(secure, topic_prefix, way)
    topics = Topics(settings)

    async def copy(incoming: Incoming) -> Result:
        return Result(Outcome.EXTRACTED, [Record(topics.articles.name, None, incoming.value)])

    async with running_stage(settings, copy) as stage:
        await check_topics(settings, topics)
        await publish(settings, topics.raw.name, b"first", b"second")
        await until(lambda: stage.count("newsmill_events_total", stage="extract", outcome="extracted") == 2)
        assert await stage.stop()
    async with Reader(settings, topics.articles.name, from_beginning=True) as reader:
        found = aiter(reader)
        assert [(await anext(found)).value for _ in range(2)] == [b"first", b"second"]
    assert [value async for _, value in read_partition(settings, topics.articles.name, 0)] == [b"first", b"second"]


@pytest.mark.parametrize("way", WAYS)
async def test_fausts_clients_have_the_same_options_as_all_others(secure: SecureKafka, way: str) -> None:
    settings = settings_for(secure, way=way)
    options = client_options(settings)
    given = dict(credentials_to_aiokafka_auth(faust_credentials(settings)))
    assert options.pop("bootstrap_servers") == settings.bootstrap
    context, own = given.pop("ssl_context"), options.pop("ssl_context", None)
    assert (context is None) == (own is None)
    if context is not None:
        assert context.verify_mode is own.verify_mode is ssl.CERT_REQUIRED
        assert context.check_hostname is own.check_hostname is True
    assert given == options


def test_without_security_faust_gets_no_credentials() -> None:
    assert client_options(Settings(broker="a:1")) == {"bootstrap_servers": "a:1", "security_protocol": "PLAINTEXT"}
    assert faust_credentials(Settings()) is None


NOWHERE = {"ssl_ca_file": None, "sasl_mechanism": None, "sasl_username": None, "sasl_password": None}


@pytest.mark.parametrize(
    "way, changes, expected",
    [
        ("PLAIN", {"sasl_password": "wrong"}, "refuses NEWSMILL_SASL_USERNAME and NEWSMILL_SASL_PASSWORD: "),
        (SCRAM, {"sasl_username": "nobody"}, "refuses NEWSMILL_SASL_USERNAME and NEWSMILL_SASL_PASSWORD: "),
        ("token file", {"sasl_token_file": "{stale}"}, "refuses the token of NEWSMILL_SASL_TOKEN_FILE: "),
        ("token url", {"sasl_client_secret": "wrong"}, "NEWSMILL_SASL_TOKEN_URL answers 401, invalid_client"),
        ("token url", {"sasl_scope": "wrong"}, "NEWSMILL_SASL_TOKEN_URL answers 400, invalid_scope"),
        ("token url", {"sasl_token_url": "https://127.0.0.1:1/"}, "NEWSMILL_SASL_TOKEN_URL does not answer: "),
        (SCRAM, {"ssl_ca_file": "{stranger}"}, "has a certificate that is not trusted (NEWSMILL_SSL_CA_FILE): unable"),
        (SCRAM, {"broker": "{localhost}"}, "(NEWSMILL_SSL_CA_FILE): Hostname mismatch"),
        (SCRAM, NOWHERE | {"security_protocol": "PLAINTEXT"}, "does not speak NEWSMILL_SECURITY_PROTOCOL=PLAINTEXT"),
        ("in the clear", NOWHERE | {"security_protocol": "PLAINTEXT"}, "NEWSMILL_SECURITY_PROTOCOL=PLAINTEXT"),
        ("in the clear", {"security_protocol": "SASL_SSL"}, "does not speak NEWSMILL_SECURITY_PROTOCOL=SASL_SSL"),
        ("in the clear", {"broker": "{plain}"}, "does not speak NEWSMILL_SECURITY_PROTOCOL=SASL_PLAINTEXT"),
        ("in the clear", {"sasl_mechanism": SCRAM}, f"does not offer NEWSMILL_SASL_MECHANISM={SCRAM}"),
        (
            "certificate",
            {"ssl_certificate_file": None, "ssl_key_file": None, "ssl_key_password": None},
            "refuses the client certificate (NEWSMILL_SSL_CERTIFICATE_FILE): ",
        ),
    ],
)
async def test_a_refused_connection_is_explained_with_the_setting(
    secure: SecureKafka, tmp_path: Path, way: str, changes: dict[str, str], expected: str
) -> None:
    (tmp_path / "stale").write_text(unsigned_token(seconds=-60))
    places = {
        "{stale}": str(tmp_path / "stale"),
        "{stranger}": str(secure.certificates.stranger_ca),
        "{localhost}": secure.settings()["broker"].replace("127.0.0.1", "localhost"),
        "{plain}": secure.url,
    }
    settings = settings_for(secure, way=way, **{name: places.get(value, value) for name, value in changes.items()})
    began = time.monotonic()
    with pytest.raises(BrokerUnavailable) as caught:
        await inspect(settings)
    assert expected in str(caught.value)
    assert not any(secret in str(caught.value) for secret in SECRETS)
    assert time.monotonic() - began < 10


async def test_a_broker_that_is_away_is_named_with_its_address(secure: SecureKafka) -> None:
    with pytest.raises(BrokerUnavailable, match=r"no Kafka broker answers at 127\.0\.0\.1:1 \(NEWSMILL_BROKER\)"):
        await inspect(settings_for(secure, broker="kafka://127.0.0.1:1"))


async def test_the_error_about_missing_topics_says_that_the_user_may_not_see_them(
    secure: SecureKafka, topic_prefix: str
) -> None:
    await create_topics(settings_for(secure, topic_prefix), Topics(settings_for(secure, topic_prefix)))
    guest = settings_for(secure, topic_prefix, sasl_username=GUEST, sasl_password=GUEST_PASSWORD)
    with pytest.raises(Exception, match="topics that NEWSMILL_SASL_USERNAME may not describe look missing too"):
        await check_topics(guest, Topics(guest))


@pytest.mark.parametrize(
    "changes, expected",
    [
        ({"ssl_key_password": "wrong"}, "NEWSMILL_SSL_KEY_PASSWORD"),
        ({"ssl_key_password": None}, "NEWSMILL_SSL_KEY_PASSWORD"),
        ({"ssl_key_file": "{ca}"}, "NEWSMILL_SSL_KEY_FILE"),
        ({"ssl_ca_file": "{token}"}, "NEWSMILL_SSL_CA_FILE: "),
    ],
)
def test_a_file_without_a_certificate_or_key_is_named(
    secure: SecureKafka, changes: dict[str, str | None], expected: str
) -> None:
    files = {"{ca}": secure.certificates.ca, "{token}": secure.certificates.token}
    changed = {name: files.get(str(value), value) for name, value in changes.items()}
    with pytest.raises(InvalidSettings, match=expected):
        client_options(settings_for(secure, way="certificate", **changed))


async def test_a_token_is_kept_while_it_lives_and_shared_by_all_clients(secure: SecureKafka) -> None:
    settings = settings_for(secure, "shared", "token url")
    before = secure.tokens.given
    await asyncio.gather(*(inspect(settings) for _ in range(2)))
    await inspect(settings)
    assert secure.tokens.given - before <= 2  # two clients that ask at once get one each
    assert token_provider(settings) is token_provider(settings_for(secure, "shared", "token url"))


async def test_an_expired_token_is_replaced(secure: SecureKafka, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secure.tokens, "lifetime", 1)
    provider = token_provider(settings_for(secure, "expiring", "token url"))
    before = secure.tokens.given
    await provider.token()
    await provider.token()
    assert secure.tokens.given - before == 1
    await asyncio.sleep(0.9)
    await provider.token()
    assert secure.tokens.given - before == 2


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe"])
async def test_a_file_without_a_token_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "token"
    path.write_bytes(content)
    settings = Settings(security_protocol="SASL_PLAINTEXT", sasl_mechanism="OAUTHBEARER", sasl_token_file=str(path))
    with pytest.raises(TokenUnavailable, match=f"^NEWSMILL_SASL_TOKEN_FILE: {path}"):
        await token_provider(settings).token()


async def test_a_client_that_is_cancelled_while_it_connects_leaves_no_connection(
    embedded: EmbeddedBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[AIOKafkaConnection] = []
    asked = asyncio.Event()
    create, send = aiokafka.client.create_conn, AIOKafkaConnection.send

    async def created(*place: Any, **options: Any) -> AIOKafkaConnection:
        opened.append(await create(*place, **options))
        return opened[-1]

    def sent(connection: AIOKafkaConnection, request: Any, *options: Any, **more: Any) -> Any:
        if isinstance(request, MetadataRequest):
            asked.set()
        return send(connection, request, *options, **more)

    monkeypatch.setattr(aiokafka.client, "create_conn", created)
    monkeypatch.setattr(AIOKafkaConnection, "send", sent)
    client = new_consumer(stage_settings(embedded, ""), "test")
    starting = asyncio.create_task(start(client))
    await asyncio.wait_for(asked.wait(), 30)
    starting.cancel()
    await asyncio.wait([starting])
    assert starting.cancelled()
    await client.stop()
    assert opened
    assert not any(connection.connected() for connection in opened)


async def test_a_worker_that_is_refused_later_says_why_and_continues_with_the_next_token(
    tmp_path: Path, topic_prefix: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    if why_no_kafka():
        pytest.skip("the embedded broker has no tokens")
    monkeypatch.setattr(monitor_module, "INTERVAL", 0.2)
    monkeypatch.setattr(monitor_module, "PATIENCE", 1.0)
    monkeypatch.setattr(monitor_module, "FRESH", 1.0)
    with SecureKafka(tmp_path) as secure:
        settings = settings_for(secure, topic_prefix, "token file")
        topics = Topics(settings)
        await create_topics(settings, topics)
        publisher = Publisher(settings, Cluster(embedded=False), Metrics())
        await publisher.start()
        monitor = Monitor(settings, [], Metrics(), topics)
        watching = asyncio.create_task(monitor.run())
        try:
            await until(lambda: monitor.broker().holds)
            secure.certificates.token.write_text(unsigned_token(seconds=-60))
            await asyncio.to_thread(secure.restart)
            sent = asyncio.create_task((await publisher.send([Record(topics.raw.name, None, b"late")])).wait())
            await until(lambda: "NEWSMILL_SASL_TOKEN_FILE" in monitor.broker().detail)
            await until(lambda: "Unable connect to node with id 1: [Error 58]" in caplog.text)
            assert not sent.done()
            secure.certificates.token.write_text(unsigned_token())
            await asyncio.wait_for(sent, 60)
            await until(lambda: monitor.broker().holds)
        finally:
            watching.cancel()
            await asyncio.wait([watching])
            await publisher.stop()
