"""Event transport: settings, topics, metrics, Kafka, delivery, replay, and monitoring."""
