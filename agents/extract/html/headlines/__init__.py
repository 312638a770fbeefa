"""The candidates for an HTML page's headline, and the whole of one that a limit has cut."""
