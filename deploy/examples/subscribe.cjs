// Subscribe to articles with KafkaJS, seeing each revision of an article once.
//
//     npm install kafkajs fzstd
//     node deploy/examples/subscribe.cjs localhost:9092
//
// Delivery is at least once, so this subscriber stores each (id, revision) that it has seen in a text file, and commits
// the offset afterwards. After a crash some events come again, and it recognises them. newsmill compresses with zstd
// unless NEWSMILL_COMPRESSION is set. KafkaJS has no codec for zstd, so this subscriber uses fzstd.

const { appendFileSync, existsSync, readFileSync } = require("node:fs");
const { parseArgs } = require("node:util");
const fzstd = require("fzstd");
const { CompressionCodecs, CompressionTypes, Kafka, logLevel } = require("kafkajs");

const { positionals, values: options } = parseArgs({
  allowPositionals: true,
  options: {
    topic: { type: "string", default: "news.articles.v1" },
    group: { type: "string", default: "my-team" },
    store: { type: "string", default: "articles.txt" },
  },
});
if (positionals.length !== 1) {
  console.error("usage: node subscribe.cjs HOST:PORT [--topic NAME] [--group NAME] [--store FILE]");
  process.exit(2);
}

CompressionCodecs[CompressionTypes.ZSTD] = () => ({
  compress: async () => {
    throw new Error("this subscriber publishes nothing");
  },
  decompress: async (bytes) => Buffer.from(fzstd.decompress(bytes)),
});

const known = new Set(existsSync(options.store) ? readFileSync(options.store, "utf8").split("\n") : []);

function isNew({ id, revision }) {
  const line = `${id} ${revision}`;
  if (known.has(line)) return false;
  appendFileSync(options.store, `${line}\n`);
  known.add(line);
  return true;
}

async function main() {
  const kafka = new Kafka({ clientId: options.group, brokers: positionals, logLevel: logLevel.ERROR });
  const consumer = kafka.consumer({ groupId: options.group });
  const stop = async () => {
    await consumer.disconnect();
    process.exit(0);
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  await consumer.connect();
  await consumer.subscribe({ topics: [options.topic], fromBeginning: true });
  await consumer.run({
    autoCommitThreshold: 1, // after each event; if there are many, use more or autoCommitInterval
    eachMessage: async ({ message }) => {
      const article = JSON.parse(message.value.toString());
      if (isNew(article)) console.log(article.id, article.revision, article.title ?? "");
    },
  });
}

main();
