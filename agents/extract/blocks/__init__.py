"""Which blocks of a page are its article: one walk over the tree, numbers about each block, boosted trees."""
