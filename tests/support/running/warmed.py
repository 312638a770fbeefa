"""Imported by the process from which the children of `costs.py` are forked: loads what extraction needs."""

from agents.extract.task import warm

warm()
