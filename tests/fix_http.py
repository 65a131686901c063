"""A shared repository behind HTTP and a password, as a host of repositories has it."""

import base64
import os
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

PASSWORD = "hunter2 @:/é"


class Host:
    """Where it is, and the command lines of all processes that anybody could see meanwhile."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen: set[str] = set()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.server.server_port}/shared.git"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        host = self
        wanted = "Basic " + base64.b64encode(f"ada:{PASSWORD}".encode()).decode()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                host.look_around()
                if self.headers.get("Authorization") != wanted:
                    self.send_response(401)
                    self.send_header("WWW-Authenticate", 'Basic realm="git"')
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                self._serve()

            do_POST = do_GET  # noqa: N815 - the library's name

            def _serve(self) -> None:
                path, _, query = self.path.partition("?")
                variables = {
                    "GIT_PROJECT_ROOT": str(host.folder),
                    "GIT_HTTP_EXPORT_ALL": "1",
                    "REMOTE_USER": "ada",
                    "REQUEST_METHOD": self.command,
                    "PATH_INFO": path,
                    "QUERY_STRING": query,
                    "CONTENT_TYPE": self.headers.get("Content-Type", ""),
                    "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
                    "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
                }
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                command = ["git", "http-backend"]
                done = subprocess.run(
                    command, input=body, env=os.environ | variables, capture_output=True, check=False
                )
                head, _, content = done.stdout.partition(b"\r\n\r\n")
                self.send_response(200)
                for line in head.decode().splitlines():
                    name, _, value = line.partition(": ")
                    if name != "Status":
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_arguments: object) -> None:
                pass

        return Handler

    def look_around(self) -> None:
        for file in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                self.seen.add(file.read_bytes().replace(b"\0", b" ").decode(errors="replace"))
            except OSError:
                continue


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    subprocess.run(["git", "init", "--quiet", "--bare", str(tmp_path / "shared.git")], check=True)
    made = Host(tmp_path)
    thread = Thread(target=made.server.serve_forever, args=(0.01,))
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()
