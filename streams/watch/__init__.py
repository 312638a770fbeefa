"""Watching a worker from inside and an installation from outside: probes, spans, status."""
