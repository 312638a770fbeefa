"""Metadata at the start of a document: between fences, in a comment, or in lines that say what they are."""
