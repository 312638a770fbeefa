"""Charsets: their names on the web, how well one fits, bytes of two charsets, and text that was decoded wrong."""
