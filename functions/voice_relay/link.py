"""Our end of one socket: frames go out by requests to the platform that holds it."""

from __future__ import annotations

import time
from collections.abc import Iterable

from functions.voice_relay.settings import RelaySettings
from shared.providers.aws.requests import Aws
from shared.providers.aws.signature import Identity
from shared.providers.refusals import VendorError
from shared.runtime.socket import SocketEvent

# A socket can be written to once its opening has been answered, which is a moment after we begin to try.
OPENING_TRIES, OPENING_PAUSE_SECONDS = 20, 0.05


class Link:
    """`is_gone` once the other side has hung up; what is sent from then on goes nowhere, and that is nobody's fault."""

    def __init__(self, settings: RelaySettings, connections_url: str, connection_id: str) -> None:
        self._aws = Aws(Identity(settings.key_id, settings.secret, settings.session_token), settings.region)
        self._connections_url = connections_url
        self.connection_id = connection_id
        self.is_gone = False

    def send(self, frames: Iterable[str]) -> None:
        """Send frames in their order. Raises VendorError."""
        for frame in frames:
            if not self.is_gone:
                self.is_gone = not self._try_twice(frame)

    def open_with(self, frames: list[str]) -> None:
        """Send the first frames of a socket that is just being opened. Raises VendorError."""
        for _ in range(OPENING_TRIES):
            self.send(frames[:1])
            if not self.is_gone:
                self.send(frames[1:])
                return
            self.is_gone = False
            time.sleep(OPENING_PAUSE_SECONDS)

    def _try_twice(self, frame: str) -> bool:
        try:
            return self._aws.send(self._connections_url, self.connection_id, frame)
        except VendorError as error:
            if not error.retryable:
                raise
            return self._aws.send(self._connections_url, self.connection_id, frame)


def link_of(event: SocketEvent, settings: RelaySettings) -> Link:
    """The way back to who sent this."""
    return Link(settings, connections_url(event, settings), event.connection_id)


def connections_url(event: SocketEvent, settings: RelaySettings) -> str:
    """Where this socket can be written to: by the API's own name, because a domain in front of it need not lead there."""
    return (
        settings.connections_url or f"https://{event.api_id}.execute-api.{settings.region}.amazonaws.com/{event.stage}"
    )
