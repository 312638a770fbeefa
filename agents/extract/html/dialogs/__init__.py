"""What is laid over a page, above all consent dialogs: never the article, unless the article itself is in it."""
