"""`python -m agents.cli`: the same as the command `newsmill`."""

from agents.cli import main

if __name__ == "__main__":  # the pool's children import this module too
    main()
