"""The extract stage: makes an article of a raw event.

`article.py` has the work. Nothing is imported here, because the parent of the pool names the work and does not do it.
"""
