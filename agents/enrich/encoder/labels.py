"""The labels that the encoder gives to pieces: O, and two for each type of name, for its first piece and for others."""

TYPES = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW")
"""The types of `schemas.EntityType`, in the network's order."""

LABELS = ("O", *(f"{position}-{kind}" for kind in TYPES for position in "BI"))
"""The columns of the network's output: O, B-PERSON, I-PERSON, B-ORG and so on."""

COARSE = {"PER": ("PERSON",), "ORG": ("ORG",), "LOC": ("GPE", "LOC", "FAC")}
"""What the types of the labelled data, which know only three, stand for."""
