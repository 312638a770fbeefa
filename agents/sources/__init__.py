"""Where raw events come from: files, folders, archives, feeds and sitemaps."""
