"""Elements of a page that are surely not its article: what readers wrote, and boxes that ask readers for something."""
