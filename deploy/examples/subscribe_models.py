"""Subscribe to articles with aiokafka and newsmill's own models, seeing each revision of an article once.

    python deploy/examples/subscribe_models.py localhost:9092

Delivery is at least once, so this subscriber stores each (id, revision) together with its own work, and commits the
offset afterwards. After a crash some events come again, and it recognises them.
"""

import argparse
import asyncio
import sqlite3
from contextlib import closing, suppress

from aiokafka import AIOKafkaConsumer

from schemas import Article, Rejected


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Print each revision of an article once.")
    parser.add_argument("bootstrap", help="host:port of a broker")
    parser.add_argument("--topic", default="news.articles.v1")
    parser.add_argument("--group", default="my-team", help="consumer group")
    parser.add_argument("--store", default="articles.db", help="SQLite database")
    return parser.parse_args()


def is_new(store: sqlite3.Connection, article: Article) -> bool:
    """Store an article; tell whether it is new."""
    with store:
        row = (article.id, article.revision, article.title)
        return store.execute("INSERT OR IGNORE INTO articles VALUES (?, ?, ?)", row).rowcount == 1


async def subscribe(options: argparse.Namespace, store: sqlite3.Connection) -> None:
    """Read articles until the task is cancelled."""
    consumer = AIOKafkaConsumer(
        options.topic,
        bootstrap_servers=options.bootstrap,
        group_id=options.group,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
    )
    async with consumer:
        async for record in consumer:
            try:
                article = Article.decode(record.value)
            except Rejected as error:
                print(f"{record.topic}/{record.partition}/{record.offset}: {error}", flush=True)
            else:
                if is_new(store, article):
                    print(article.id, article.revision, article.title, flush=True)
            await consumer.commit()


def main() -> None:
    """Subscribe until Ctrl-C."""
    options = arguments()
    with closing(sqlite3.connect(options.store)) as store, suppress(KeyboardInterrupt):
        store.execute("CREATE TABLE IF NOT EXISTS articles (id, revision, title, PRIMARY KEY (id, revision))")
        asyncio.run(subscribe(options, store))


if __name__ == "__main__":
    main()
