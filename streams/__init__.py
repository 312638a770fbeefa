"""How events travel: settings, topics, delivery, process pool, metrics, health and the embedded broker."""
