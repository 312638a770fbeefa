"""What a person's name looks like, what is no part of it, and where a by-line with several is split."""
