"""A queue as SQS keeps it for functions: a message is shown to its function at once, and again until that has taken it.

One serves all functions of this machine; on AWS each has its own. Nothing is kept over a restart.
https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any
from uuid import uuid4

from local.events import queue_event

# Calls the function with such an event and gives what it returns; raises what it raises.
Show = Callable[[dict[str, Any]], Future[Any]]

PATH = "/000000000000/local"
TARGET = "AmazonSQS.SendMessage"
MOST_BYTES = 1024 * 1024
VISIBILITY_SECONDS = 5.0


class Queue:
    """`visibility_seconds` is how long a message that was not taken is out of sight; `taken_in` how many were ever sent."""

    def __init__(self, show: Show) -> None:
        self.visibility_seconds = VISIBILITY_SECONDS
        self.taken_in = 0
        self._show = show
        self._waiting: dict[str, str] = {}
        self._timers: dict[str, threading.Timer] = {}
        self._changed = threading.Condition()

    def send(self, body: str) -> str:
        """Take a message in and show it; returns its name."""
        name = str(uuid4())
        with self._changed:
            self.taken_in += 1
            self._waiting[name] = body
        self._show_once(name)
        return name

    def wait_until_empty(self, seconds: float = 15.0) -> bool:
        """Whether everything that was sent has been taken, within so many seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._waiting, seconds)

    def stop(self) -> None:
        """Show nothing any more."""
        with self._changed:
            self._waiting.clear()
            timers = list(self._timers.values())
        for timer in timers:
            timer.cancel()

    def _show_once(self, name: str) -> None:
        with self._changed:
            self._timers.pop(name, None)
            body = self._waiting.get(name)
        if body is not None:
            self._show(queue_event(name, body)).add_done_callback(lambda outcome: self._judge(name, outcome))

    def _judge(self, name: str, outcome: Future[Any]) -> None:
        failed = outcome.exception() is not None or any(
            each["itemIdentifier"] == name for each in outcome.result()["batchItemFailures"]
        )
        with self._changed:
            if not failed:
                self._waiting.pop(name, None)
                self._changed.notify_all()
            elif name in self._waiting:
                timer = self._timers[name] = threading.Timer(self.visibility_seconds, self._show_once, [name])
                timer.daemon = True
                timer.start()
