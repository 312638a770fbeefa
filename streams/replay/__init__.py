"""Processing again: dead letters are redriven, raw events are replayed.

A redrive puts the event of a dead letter back on the topic it came from (`letters.py`, `redrive.py`) and records that
(`journal.py`). A replay gives raw events to extraction once more (`raw.py`).
"""
