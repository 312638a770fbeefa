"""The story that a page holds for its scripts, where the page's own text lacks it."""
