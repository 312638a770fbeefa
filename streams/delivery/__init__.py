"""Delivery, at least once: a stage takes events, works on them, and acknowledges them after confirmation."""
