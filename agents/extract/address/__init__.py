"""The parts of a URL, each less what does not name the article: query, path, route; and the URL inside another."""
