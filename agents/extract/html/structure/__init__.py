"""The structure of an HTML page's article: what its lines are, rows of tables, entries of live blogs, the next page."""
