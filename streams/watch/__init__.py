"""Monitoring: a worker's probes and spans, from inside, and an installation's status, from outside."""
