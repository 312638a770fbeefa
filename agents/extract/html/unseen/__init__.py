"""What is in a page's tree and is not what its readers read: joiners that an extractor drops, marks, hidden text."""
