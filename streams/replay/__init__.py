"""Processing again: dead letters redriven to their topics, and raw events replayed."""
