"""The training of the block model on labelled pages, for developers: nothing at run time imports it."""
