"""Training of the encoder: `python -m agents.enrich.encoder.training --help`. Not needed at run time."""
