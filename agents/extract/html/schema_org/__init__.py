"""What a page states in schema.org's words: JSON-LD, also broken, microdata, and which of it is about its article."""
