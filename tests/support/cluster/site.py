"""A web site of one article on an address that pods reach, without a robots.txt."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.support.articles.pages import page, story

PATH, TITLE = "/2026/the-only-story", "The only story of the site"


@dataclass(frozen=True)
class OnePage:
    """Where the article is."""

    port: int
    url: str


@contextmanager
def one_page(host: str) -> Iterator[OnePage]:
    """Serve an article at an address of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path == PATH
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            if found:
                self.wfile.write(page(TITLE, story(7, paragraphs=3)).encode())

        def log_message(self, *arguments: object) -> None:
            """Write nothing."""

    server = ThreadingHTTPServer((host, 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield OnePage(server.server_port, f"http://{host}:{server.server_port}{PATH}")
    finally:
        server.shutdown()
        server.server_close()
