"""Serve `functions/` over HTTP on 127.0.0.1: every request becomes `handler(event, context)`, as on AWS.

Which function a path belongs to is read from the cards on their doors. Handlers run in a fixed number of threads, each
like one warm instance with its own database connection. Jobs run on their schedule if asked, or on
`POST /_local/jobs/<function>`. Where a card names a socket, WebSockets are held beside it (local/sockets.py); where one names
a queue, there is one (local/queue.py). Three requests are served that functions make of AWS itself: `POST /@connections/<id>`,
`POST /2015-03-31/functions/<name>/invocations`, and SQS' `SendMessage`.

    python -m local.gateway PORT [attached]

The environment is that of local/environment.py; attached, it ends when its standard input does.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import os
import signal
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import SimpleQueue
from typing import Any
from urllib.parse import unquote

from local import queue
from local.cards import Card, read_cards
from local.events import Context, Request, Response, function_url_event, response_of, scheduled_event
from local.sockets import Sockets
from shared.db.connection import disconnect
from shared.providers.aws import requests as aws
from shared.runtime import queued

Handler = Callable[[dict[str, Any], Any], Any]
_Work = tuple[Future[Any], Callable[[], Any]]

MAX_BODY_BYTES = 6 * 1024 * 1024  # of a synchronous Lambda invocation
TIMEOUT_SECONDS = 30.0
WARM_INSTANCES = 8
CONNECTIONS, FUNCTIONS = "/%40connections/", "/2015-03-31/functions/"


class Gateway:
    """`url` is where it listens. Handlers are imported on their first call, or all at once by `load()`.

    `cards` are those of `functions/` unless others are given, and so are the `handlers` by function name.
    """

    def __init__(
        self,
        cards: Sequence[Card] | None = None,
        handlers: Mapping[str, Handler] | None = None,
        *,
        port: int = 0,
        instances: int = WARM_INSTANCES,
        timeout_seconds: float = TIMEOUT_SECONDS,
    ) -> None:
        self.cards = read_cards() if cards is None else cards
        self._handlers = dict(handlers or {})
        self._timeout_seconds = timeout_seconds
        self.errors: list[BaseException] = []
        self._instances = _Instances(instances)
        self._server = _Server(("127.0.0.1", port), self)
        self.domain_name = f"127.0.0.1:{self._server.server_port}"
        self.url = f"http://{self.domain_name}"
        talking = next((card for card in self.cards if card.socket), None)
        self.sockets = Sockets(lambda event: self._submit(talking, event)) if talking else None
        self.queue = queue.Queue(self._show) if any(card.queue for card in self.cards) else None
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []

    @property
    def environment(self) -> dict[str, str]:
        """What the functions have to know of where they are reached, and of what stands for AWS."""
        # What Twilio signs is the address it calls; here that is this one, without TLS.
        reached = {"PUBLIC_BASE_URL": self.url}
        if self.sockets:
            reached |= {"RELAY_URL": self.sockets.url, "RELAY_CONNECTIONS_URL": self.url, "RELAY_LAMBDA_URL": self.url}
        if self.queue:
            reached["QUEUE_URL"] = self.url + queue.PATH
        return reached

    def start(self, *, jobs: bool = False) -> Gateway:
        """Listen in a thread of its own; with `jobs`, also call what the clock calls."""
        self._run(self._server.serve_forever, 0.01)
        if self.sockets:
            self.sockets.start()
        if jobs:
            for card in self.cards:
                if card.every_seconds is not None:
                    self._run(self._keep_calling, card, card.every_seconds)
        return self

    def stop(self) -> None:
        self._stopping.set()
        if self.queue:
            self.queue.stop()
        if self.sockets:
            self.sockets.stop()
        self._server.shutdown()
        self._server.server_close()
        self._instances.stop()
        for thread in self._threads:
            thread.join()

    def load(self) -> dict[str, float]:
        """Import every handler now; milliseconds each took."""
        took = {}
        for card in self.cards:
            started = time.perf_counter()
            self._handler(card)
            took[card.function] = (time.perf_counter() - started) * 1000
        return took

    def answer(self, request: Request) -> Response:
        """What a client gets: the handler's answer, or what AWS says in its place."""
        path = request.target.partition("?")[0]
        # A provider rings through a tunnel, and so may anybody: what is this machine's own is not there for them.
        if not _comes_through_a_tunnel(request):
            if path.startswith("/_local/"):
                return self._answer_local(request.method, path)
            if request.method == "POST" and path.startswith((CONNECTIONS, FUNCTIONS)):
                return self._answer_as_aws(path, request)
            if request.method == "POST" and path == "/" and ("x-amz-target", queue.TARGET) in _lower(request.headers):
                return self._answer_as_queue(request)
        if len(request.body) > MAX_BODY_BYTES:
            return _text(413, "Request Entity Too Large")
        card = self._card_at(path)
        if card is None:
            return _json(404, {"message": "no function has this path", "path": path})
        return self._invoke(card, function_url_event(request, domain_name=self.domain_name))

    def run_job(self, function: str) -> Response:
        """Call a job once, now. Raises StopIteration for a name that is no job."""
        card = next(c for c in self.cards if c.function == function and c.every_seconds is not None)
        return self._invoke(card, scheduled_event(function))

    # ── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _answer_local(self, method: str, path: str) -> Response:
        if path == "/_local/ready":
            names = [card.function for card in self.cards]
            return _json(200, {"pid": os.getpid(), "functions": names} | self.environment)
        jobs = {f"/_local/jobs/{c.function}": c.function for c in self.cards if c.every_seconds is not None}
        if method == "POST" and path in jobs:
            return self.run_job(jobs[path])
        return _json(404, {"message": "nothing here", "path": path})

    def _answer_as_aws(self, path: str, request: Request) -> Response:
        """What a function asks of AWS: a frame for a socket, or a function called without waiting for it."""
        if "authorization" not in dict(_lower(request.headers)):
            return _json(403, {"message": "Missing Authentication Token"})
        if path.startswith(CONNECTIONS):
            sent = self.sockets.post(unquote(path.removeprefix(CONNECTIONS)), request.body) if self.sockets else 410
            return _json(sent, {})
        name = path.removeprefix(FUNCTIONS).removesuffix("/invocations")
        card = next((c for c in self.cards if c.function == name), None)
        if card is None:
            return _json(404, {"message": "Function not found"})
        self._submit(card, json.loads(request.body))
        return _text(202, "")

    def _answer_as_queue(self, request: Request) -> Response:
        if self.queue is None:
            return _json(400, {"__type": "com.amazonaws.sqs#QueueDoesNotExist"})
        if "authorization" not in dict(_lower(request.headers)):
            return _json(403, {"__type": "com.amazon.coral.service#MissingAuthenticationTokenException"})
        body = json.loads(request.body)["MessageBody"]
        if len(body.encode()) > queue.MOST_BYTES:
            return _json(400, {"__type": "com.amazonaws.sqs#InvalidParameterValue"})
        return _json(200, {"MessageId": self.queue.send(body)})

    def _show(self, event: dict[str, Any]) -> Future[Any]:
        """Call the function whose queue a message would lie in on AWS: that of the path it came to."""
        path = queued.unpack(event["Records"][0]["body"]).event["rawPath"]
        card = self._card_at(path)
        if card is None or not card.queue:
            raise LookupError(f"no function takes from a queue what comes to {path}")
        return self._submit(card, event)

    def _card_at(self, path: str) -> Card | None:
        return next((c for c in self.cards if any(route.matches(path) for route in c.routes)), None)

    def _submit(self, card: Card, event: dict[str, Any]) -> Future[Any]:
        """Have a function called, without waiting. What it raises is noted, too."""
        context = Context(card.function, self._timeout_seconds)
        call = self._instances.submit(lambda: self._handler(card)(event, context))

        def note(done: Future[Any]) -> None:
            error = done.exception()
            if error is not None:
                self._note(card, error)

        call.add_done_callback(note)
        return call

    def _invoke(self, card: Card, event: dict[str, Any]) -> Response:
        context = Context(card.function, self._timeout_seconds)
        call = self._instances.submit(lambda: self._handler(card)(event, context))
        try:
            return response_of(call.result(self._timeout_seconds))
        except Exception as error:  # noqa: BLE001 (whatever a handler raises, AWS answers 502)
            self._note(card, error)
            return _text(502, "Internal Server Error")

    def _note(self, card: Card, error: BaseException) -> None:
        self.errors.append(error)
        print(f"{card.function}: {type(error).__name__}", file=sys.stderr)
        traceback.print_exception(error)

    def _handler(self, card: Card) -> Handler:
        if card.function not in self._handlers:
            self._handlers[card.function] = importlib.import_module(card.module).handler
        return self._handlers[card.function]

    def _keep_calling(self, card: Card, every_seconds: int) -> None:
        while not self._stopping.wait(every_seconds):
            self._invoke(card, scheduled_event(card.function))

    def _run(self, target: Callable[..., None], *arguments: Any) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        thread.start()
        self._threads.append(thread)


def _comes_through_a_tunnel(request: Request) -> bool:
    """Whether somebody stands between us and who asks: every tunnel and proxy says for whom, or keeps the host they asked for."""
    headers = dict(_lower(request.headers))
    host = headers.get("host", "127.0.0.1").rpartition(":")[0] or headers.get("host", "127.0.0.1")
    return bool({"x-forwarded-for", "forwarded"} & headers.keys()) or host not in ("127.0.0.1", "localhost")


class _Instances:
    """Threads that stand for warm Lambda instances: each takes one call at a time and keeps its database connection.

    Whoever was busy last is called first, as AWS does: calls one after the other all find a warm instance.
    """

    def __init__(self, count: int) -> None:
        self._lock = threading.Lock()
        self._waiting: deque[_Work] = deque()
        self._idle: list[SimpleQueue[_Work | None]] = [SimpleQueue() for _ in range(count)]
        self._inboxes = tuple(self._idle)
        self._threads = [threading.Thread(target=self._live, args=(each,), daemon=True) for each in self._inboxes]
        for thread in self._threads:
            thread.start()

    def submit(self, call: Callable[[], Any]) -> Future[Any]:
        work: _Work = (Future(), call)
        with self._lock:
            if self._idle:
                self._idle.pop().put(work)
            else:
                self._waiting.append(work)
        return work[0]

    def stop(self) -> None:
        """Let every instance finish what it does, then close its connection."""
        for inbox in self._inboxes:
            inbox.put(None)
        for thread in self._threads:
            thread.join()

    def _next(self, inbox: SimpleQueue[_Work | None]) -> _Work | None:
        with self._lock:
            if self._waiting:
                return self._waiting.popleft()
            self._idle.append(inbox)
        return inbox.get()

    def _live(self, inbox: SimpleQueue[_Work | None]) -> None:
        # Mangum asks for the thread's event loop; Python makes one for the main thread only.
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        work = inbox.get()
        while work is not None:
            outcome, call = work
            try:
                outcome.set_result(call())
            except BaseException as error:  # noqa: BLE001 (it is raised again where the outcome is read)
                outcome.set_exception(error)
            work = self._next(inbox)
        disconnect()
        aws.disconnect()
        loop.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], gateway: Gateway) -> None:
        self.gateway = gateway
        super().__init__(address, _Connection)


class _Connection(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 65536
    timeout = 60

    def _serve(self) -> None:
        length = int(self.headers.get("content-length") or 0)
        if length > MAX_BODY_BYTES:
            # Not read: the rest of the connection cannot be understood any more.
            self.close_connection = True
            self._send(_text(413, "Request Entity Too Large"))
            return
        body = self.rfile.read(length)
        request = Request(self.command, self.path, list(self.headers.items()), body, self.client_address[0])
        self._send(self.server.gateway.answer(request))

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_HEAD = _serve  # noqa: N815 (the library's names)

    def _send(self, response: Response) -> None:
        self.send_response(response.status)
        for name, value in response.headers:
            self.send_header(name, value)
        self.send_header("content-length", str(len(response.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.body)
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
        """Paths hold webhook tokens: they are not logged."""


def _lower(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name.lower(), value) for name, value in headers]


def _json(status: int, body: object) -> Response:
    return Response(status, [("content-type", "application/json")], json.dumps(body).encode())


def _text(status: int, body: str) -> Response:
    return Response(status, [("content-type", "text/plain")], body.encode())


def _end_with_stdin(ended: threading.Event) -> None:
    # Read without a buffer: a thread that waits inside one when Python ends makes it complain.
    while os.read(sys.stdin.fileno(), 1024):
        pass
    ended.set()


def main(port: int, *, attached: bool) -> None:
    gateway = Gateway(port=port)
    for name, where in gateway.environment.items():
        os.environ.setdefault(name, where)
    for function, took_ms in gateway.load().items():
        print(f"loaded {function} in {took_ms:.0f} ms", file=sys.stderr, flush=True)
    gateway.start(jobs=True)
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    if attached:
        threading.Thread(target=_end_with_stdin, args=(ended,), daemon=True).start()
    ended.wait()
    gateway.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]), attached="attached" in sys.argv)
