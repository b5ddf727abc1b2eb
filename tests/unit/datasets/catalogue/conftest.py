"""A server that answers as servers do, and the description of a data set that lies on it."""

import hashlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ninetenths.datasets.catalogue.description import parse_description

TABLE = b"Entity,Year,Oil\nAzerbaijan,2020,1.5\n"
DESCRIPTION = """
name: example
title: An example
publisher: A publisher
homepage: https://example.org
licence: CC BY 4.0
credit: A publisher
layers: [energy]
begins: "2000"
ends: "2020"
checked_on: 2026-01-01
files:
  - key: table
    title: The table
    format: csv
    names: [table.csv]
    mirror: [own/table.csv, "own/t*.csv.xz"]
    address: {address}
    most_bytes: "{most}"
releases:
  - version: "1"
    published_on: "2021"
    files:
      table: [{digest}]
"""


class Answers(BaseHTTPRequestHandler):
    """``/files/...`` serves a folder; the other paths each fail in their own way."""

    folder = None

    def do_GET(self):
        path = self.path.strip("/")
        if path.startswith("files/"):
            found = self.folder / path.removeprefix("files/")
            self._send(200, found.read_bytes()) if found.is_file() else self._send(404, b"not here")
        elif path == "moved.csv":
            self.send_response(302)
            self.send_header("Location", "/files/table.csv")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif path == "broken.csv":
            self._send(500, b"sorry")
        elif path == "short.csv":
            self._send(200, TABLE[:10], length=len(TABLE))
            self.close_connection = True
        elif path == "login.csv":
            self._send(200, b"<!DOCTYPE html>\n<html><body>Please log in</body></html>")
        else:
            self._send(404, b"nothing")

    def _send(self, status, body, *, length=None):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        """Say nothing."""


@pytest.fixture
def server(tmp_path):
    folder = tmp_path / "served"
    folder.mkdir()
    answers = type("Here", (Answers,), {"folder": folder})
    with ThreadingHTTPServer(("127.0.0.1", 0), answers) as found:
        thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{found.server_port}", folder
        found.shutdown()
        thread.join()


@pytest.fixture
def described():
    """Return the description of a data set of one small table, at an address."""

    def make(address="https://example.org/table.csv", *, payload=TABLE, most=10_000):
        return parse_description(
            DESCRIPTION.format(address=address, digest=hashlib.sha256(payload).hexdigest(), most=most)
        )

    return make
