"""The enrich stage: named entities, the sentiment toward each, and the sentiment of the article.

`recognise`, `mentions` and `sentiment` do not import each other; `enricher.py` runs them in turn. They share `spans.py`
and `languages`, where the words of each language are.
"""
