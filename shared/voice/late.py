"""What arrives while the database is away waits in the function's own queue, and is taken from there once it is back.

Loaded when it is needed. Nothing in the queue has been proven: that is done when it is taken out again, as it is with
everything that comes (`Request.arrived_at`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from shared.providers.aws.requests import Aws
from shared.providers.aws.signature import Identity
from shared.providers.refusals import VendorError
from shared.runtime import config, log, queued
from shared.runtime.config import Variable
from shared.runtime.endpoint import Request

# A caller may be waiting, who has waited for the database already.
QUEUE_SECONDS = 1.0

journal = log.Journal("late")


@dataclass(frozen=True, repr=False)
class QueueSettings:
    # The function's own: what one of two readers of a queue has no use for, it deletes.
    queue_url: Annotated[str | None, Variable("QUEUE_URL")] = None
    # Set by AWS in every function: who we are there.
    region: Annotated[str, Variable("AWS_REGION")] = "eu-central-1"
    key_id: Annotated[str, Variable("AWS_ACCESS_KEY_ID")] = ""
    secret: Annotated[str, Variable("AWS_SECRET_ACCESS_KEY")] = ""
    session_token: Annotated[str | None, Variable("AWS_SESSION_TOKEN")] = None


def keep(request: Request) -> bool:
    """Whether the request now waits in the queue. What came from there stays there by itself. Raises nothing."""
    if request.arrived_at is not None:
        return False
    try:
        settings = config.read(QueueSettings)
        if settings.queue_url is None:
            return False
        aws = Aws(Identity(settings.key_id, settings.secret, settings.session_token), settings.region)
        name = aws.queue(settings.queue_url, queued.pack(request), within_seconds=QUEUE_SECONDS)
    except VendorError as error:
        journal.error("request_not_queued", reason=error.code)
        return False
    except Exception as error:  # noqa: BLE001  (the database is what failed: that is what is answered)
        journal.error("request_not_queued", **log.fault(error))
        return False
    journal.warning("request_queued", message_id=name)
    return True
