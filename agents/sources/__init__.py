"""Where raw events come from: files, folders, web archives, feeds and sitemaps.

`inputs.py` reads the inputs of a command, `poll.py` asks feeds and sitemaps for new pages; both yield the types of
`item.py`. `checkpoint.py` keeps how far they came.
"""
