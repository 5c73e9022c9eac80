"""A mail server on this machine, with one account and no TLS: keeps what it is handed, or fails as it is told."""

from __future__ import annotations

import base64
import socketserver
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Literal, Self

Mood = Literal["well", "busy", "refuses_address", "cuts", "bad_goodbye", "drips"]


class FakeSmtp:
    """`mood` is how it answers; `taken` are the emails it accepted, `said` the verbs that were said to it."""

    def __init__(self, username: str, password: str) -> None:
        self.account = f"\0{username}\0{password}"
        self.mood: Mood = "well"
        self.taken: list[EmailMessage] = []
        self.said: list[str] = []
        # Set to let go of whoever is kept waiting; set by itself when whoever waited has gone.
        self.enough, self.was_left = threading.Event(), threading.Event()
        self._server = _Server(self)

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def base_url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.enough.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, fake: FakeSmtp) -> None:
        self.fake = fake
        super().__init__(("127.0.0.1", 0), _Session)


class _Session(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        fake = self.server.fake
        self._say("220 test")
        while line := self.rfile.readline().decode().strip():
            verb, _, rest = line.partition(" ")
            fake.said.append(verb.upper())
            match verb.upper():
                case "EHLO":
                    self._say("250-test\r\n250 AUTH PLAIN")
                case "AUTH":
                    known = base64.b64decode(rest.partition(" ")[2]).decode() == fake.account
                    self._say("235 ok" if known else "535 no")
                case "MAIL" if fake.mood == "drips":
                    self._drip()
                    return
                case "MAIL":
                    self._say("451 later" if fake.mood == "busy" else "250 ok")
                case "RCPT":
                    self._say("550 nobody of that name" if fake.mood == "refuses_address" else "250 ok")
                case "DATA":
                    self._say("354 go on")
                    raw = b"".join(iter(self.rfile.readline, b".\r\n"))
                    if fake.mood == "cuts":
                        return
                    fake.taken.append(message_from_bytes(raw, policy=policy.default))
                    self._say("250 taken")
                case "QUIT":
                    self._say("421 not now" if fake.mood == "bad_goodbye" else "221 bye")
                    return
                case _:
                    self._say("250 ok")

    def _drip(self) -> None:
        """An answer that never ends, and never keeps anybody waiting for the next piece of it."""
        try:
            while not self.server.fake.enough.wait(0.02):
                self._say("250-and")
        except OSError:
            self.server.fake.was_left.set()

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())
