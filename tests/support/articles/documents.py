"""Markdown documents: the code blocks, links and calls of newsmill in them."""

import re
import shlex
from pathlib import Path

from typer.testing import CliRunner

from agents.cli.app import app


def blocks(text: str, language: str) -> list[str]:
    """Return the code blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def calls(text: str) -> list[str]:
    """Return every call of newsmill, in console blocks and in sentences."""
    lines = [line.partition(" #")[0] for block in blocks(text, "console") for line in block.splitlines()]
    typed = [line.removeprefix("$ ") for line in lines if line.startswith("$ newsmill ")]
    sentences = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return typed + re.findall(r"`(newsmill [^`]+)`", sentences)


def takes(call: str) -> bool:
    """Tell whether newsmill has such a command with such options; --help last has it parsed and not run."""
    return CliRunner().invoke(app, [*shlex.split(call)[1:], "--help"]).exit_code == 0


def broken_links(document: Path) -> list[str]:
    """Return the links to files or headings that do not exist; addresses on the web are not looked at."""
    links = re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8"))
    return [link for link in links if "://" not in link and not _leads_somewhere(document, link)]


def _leads_somewhere(document: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = document.parent / name if name else document
    return target.exists() and (not anchor or anchor in _anchors(target.read_text(encoding="utf-8")))


def _anchors(text: str) -> set[str]:
    """Return the anchors of the headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
