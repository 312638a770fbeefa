"""Subscribe to articles with confluent-kafka and plain JSON, seeing each revision of an article once.

    pip install confluent-kafka
    python deploy/examples/subscribe_json.py localhost:9092

This subscriber needs no code of newsmill. Delivery is at least once, so it stores each (id, revision) together with its
own work, and commits the offset afterwards. After a crash some events come again, and it recognises them.
"""

import argparse
import json
import sqlite3
from contextlib import closing, suppress

from confluent_kafka import Consumer


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Print each revision of an article once.")
    parser.add_argument("bootstrap", help="host:port of a broker")
    parser.add_argument("--topic", default="news.articles.v1")
    parser.add_argument("--group", default="my-team", help="consumer group")
    parser.add_argument("--store", default="articles.db", help="SQLite database")
    return parser.parse_args()


def is_new(store: sqlite3.Connection, article: dict[str, object]) -> bool:
    """Store an article; tell whether it is new. A field without a value is absent, hence `get`."""
    with store:
        row = (article["id"], article["revision"], article.get("title"))
        return store.execute("INSERT OR IGNORE INTO articles VALUES (?, ?, ?)", row).rowcount == 1


def subscribe(options: argparse.Namespace, store: sqlite3.Connection, consumer: Consumer) -> None:
    """Read articles until Ctrl-C."""
    consumer.subscribe([options.topic])
    while True:
        message = consumer.poll(1.0)
        if message is None:
            continue
        if message.error():
            print(message.error(), flush=True)  # librdkafka retries
            continue
        article = json.loads(message.value() or b"")
        if is_new(store, article):
            print(article["id"], article["revision"], article.get("title"), flush=True)
        consumer.commit(message=message, asynchronous=False)


def main() -> None:
    """Subscribe until Ctrl-C."""
    options = arguments()
    consumer = Consumer(
        {
            "bootstrap.servers": options.bootstrap,
            "group.id": options.group,
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
        }
    )
    with closing(sqlite3.connect(options.store)) as store, closing(consumer), suppress(KeyboardInterrupt):
        store.execute("CREATE TABLE IF NOT EXISTS articles (id, revision, title, PRIMARY KEY (id, revision))")
        subscribe(options, store, consumer)


if __name__ == "__main__":
    main()
