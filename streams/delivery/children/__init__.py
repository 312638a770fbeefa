"""What the pool of processes is made of: its children, their memory and their deaths, and whose turn it is."""
