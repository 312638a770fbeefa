"""The command `newsmill`: `commands/` has a module for each subcommand; it imports what it needs when it runs."""


def main() -> None:
    """Run the command; its help lists the exit codes."""
    from agents.cli.app import app
    from agents.cli.output import prepare

    prepare()
    app(prog_name="newsmill")
