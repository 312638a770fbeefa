"""Dates and times in metadata and in lines of text, in any language."""
