"""Characters: charsets by name and by fitness, bytes of two charsets, text that was decoded wrong, and joiners."""
