"""Send the messages that wait, by SMS, WhatsApp and email: each once, over what the company itself sends with.

EVERY  1 minute
As     fn_jobs
Says   {"claimed": n, "sent": n, "retried": n, "failed": n}
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Annotated
from uuid import UUID

from shared.db import integrations, notices
from shared.db.again import once_more
from shared.db.connection import Connection, connect
from shared.db.notices import Notice
from shared.db.refusals import DatabaseUnavailable, Refusal
from shared.domain.messages import Outgoing
from shared.domain.secrets import MasterKeys
from shared.providers.refusals import VendorError
from shared.providers.senders import SENDERS
from shared.runtime import config, log
from shared.runtime.config import Variable
from shared.runtime.job import job

CHANNELS = ("sms", "whatsapp", "email")
# One by one: a message that was claimed by who died is given up, because nobody knows whether it went.
PATIENCE_SECONDS = 50.0
UNREACHABLE = "provider_unreachable"

journal = log.Journal("job_notices")


@dataclass(frozen=True, repr=False)
class Settings:
    database_url: Annotated[str, Variable("DATABASE_URL_FN_JOBS")]
    master_keys: Annotated[MasterKeys, Variable("MASTER_KEYS", MasterKeys.parse)]
    # Where providers tell how a message fares: the address of webhook_messaging. Without it only its price is heard of.
    public_base_url: Annotated[str | None, Variable("PUBLIC_BASE_URL")] = None
    twilio_api_base_url: Annotated[str | None, Variable("TWILIO_API_BASE_URL")] = None
    telnyx_api_base_url: Annotated[str | None, Variable("TELNYX_API_BASE_URL")] = None
    smtp_base_url: Annotated[str | None, Variable("SMTP_BASE_URL")] = None

    def base_url(self, provider: str) -> str | None:
        elsewhere = {"twilio": self.twilio_api_base_url, "telnyx": self.telnyx_api_base_url, "smtp": self.smtp_base_url}
        return elsewhere.get(provider)


@job("job_notices")
def handler() -> dict[str, int]:
    """Work through what is due, one by one. Raises DatabaseUnavailable. Two at once send different ones."""
    settings = config.read(Settings)
    conn = connect(settings.database_url)
    until = monotonic() + PATIENCE_SECONDS
    done = Counter(claimed=0, sent=0, retried=0, failed=0)
    senders = _Senders()
    while monotonic() < until:
        claimed = notices.claim_notifications(conn, channels=CHANNELS, limit=1)
        if not claimed:
            break
        for notice in claimed:
            done["claimed"] += 1
            try:
                done[_send(conn, notice, senders, settings)] += 1
            except Refusal as error:
                # Who it was for was forgotten meanwhile.
                journal.warning("message_not_settled", notification_id=str(notice.id), outcome=error.code)
    return dict(done)


@dataclass(frozen=True, repr=False)
class _Senders:
    """What is known of connections in this run: their credentials, and which ones could not be reached."""

    opened: dict[UUID, Mapping[str, str]] = field(default_factory=dict)
    unreachable: set[UUID] = field(default_factory=set)


def _send(conn: Connection, notice: Notice, senders: _Senders, settings: Settings) -> str:
    """sent, retried or failed. One message that cannot be sent does not stop the others.

    Raises DatabaseUnavailable, and Refusal for a notice that is gone.
    """
    try:
        message_id = _hand_over(conn, notice, senders, settings)
    except DatabaseUnavailable:
        raise
    except Exception as error:  # noqa: BLE001  (whatever an address or a server breaks, the others' messages go out)
        again, word = isinstance(error, VendorError) and error.retryable, _word(error)
        if word == UNREACHABLE and notice.integration_id is not None:
            senders.unreachable.add(notice.integration_id)
        journal.warning("message_not_sent", notification_id=str(notice.id), outcome=word, error=type(error).__name__)
        status = notices.settle_notification(
            conn,
            notification_id=notice.id,
            attempt=notice.attempt,
            outcome="retry" if again else "failed",
            error=word,
        )
        return "retried" if status == "queued" else "failed"
    if notice.integration_id is None or notice.sent_from is None:
        raise AssertionError("sent by nobody")
    integration_id, sent_from = notice.integration_id, notice.sent_from
    once_more(
        lambda: notices.record_sent_message(
            connect(settings.database_url),
            notification_id=notice.id,
            attempt=notice.attempt,
            integration_id=integration_id,
            provider_message_id=message_id,
            from_address=sent_from,
        )
    )
    return "sent"


def _word(error: Exception) -> str:
    if isinstance(error, VendorError | Refusal):
        return error.code
    return "credential_unreadable" if isinstance(error, KeyError) else "outcome_unknown"


def _hand_over(conn: Connection, notice: Notice, senders: _Senders, settings: Settings) -> str:
    """The provider's id of the message. Raises VendorError, Refusal, KeyError."""
    sender = SENDERS.get(notice.provider or "")
    if sender is None or notice.integration_id is None or notice.sent_from is None or notice.key_id is None:
        raise VendorError("no_sender", retryable=False)
    if notice.integration_id in senders.unreachable:
        # One company's server that does not answer costs the others' messages one wait a run.
        raise VendorError(UNREACHABLE, retryable=True)
    if notice.integration_id not in senders.opened:
        row_key = settings.master_keys.integration_key(
            key_id=notice.key_id, company_id=notice.company_id, integration_id=notice.integration_id
        )
        senders.opened[notice.integration_id] = integrations.read_credential(
            conn, integration_id=notice.integration_id, row_key=row_key
        )
    base = (settings.public_base_url or "").rstrip("/")
    told_at = f"{base}/webhooks/messaging/{notice.provider}/{notice.webhook_token}" if base else None
    return sender.send_message(
        senders.opened[notice.integration_id],
        Outgoing(
            notice.id,
            notice.channel,
            notice.sent_from,
            notice.address or "",
            notice.body,
            notice.subject,
            notice.config or {},
        ),
        status_url=told_at,
        base_url=settings.base_url(notice.provider or ""),
    )
