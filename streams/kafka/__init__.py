"""Access to Kafka: connections, topics on the cluster, publishing, reading, and the embedded broker."""
