"""The stages, one package each; the worker and the pipeline without Kafka that run them; and the commands."""
