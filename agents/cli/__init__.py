"""The command `newsmill`: a module each for its subcommands, which import what they need only when they run."""


def main() -> None:
    """Run the command; the exit code is 0, 1 where it failed, or 2 where it was called wrongly."""
    from agents.cli.app import app

    app(prog_name="newsmill")
