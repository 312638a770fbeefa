"""Web archives (WARC): their records, the pages in those, and what of them is damaged."""
