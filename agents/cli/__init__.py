"""The command `newsmill`: a module each for its subcommands, which import what they need only when they run."""


def main() -> None:
    """Run the command; its help lists the exit codes."""
    from agents.cli.app import app

    app(prog_name="newsmill")
