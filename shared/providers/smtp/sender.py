"""Email over the mail server that a company names: by TLS, always, and under a name by which a second copy is known."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from email.message import EmailMessage
from email.utils import formatdate
from typing import Any
from urllib.parse import urlsplit

from shared.domain.messages import Outgoing
from shared.providers.deadline import within
from shared.providers.refusals import VendorError

# Of one answer, and of all of them: whose server drips a byte now and then does not keep the messages of others waiting.
TIMEOUT_SECONDS = 5.0
WHOLE_SECONDS = 15.0
# RFC 8314: TLS from the first byte on 465; on 587 begun by STARTTLS.
IMPLICIT_TLS_PORT, USUAL_PORT = 465, 587


def send_message(
    credential: Mapping[str, str],
    message: Outgoing,
    *,
    status_url: str | None,  # noqa: ARG001  (a mail server tells nothing more)
    base_url: str | None,
) -> str:
    """Hand over an email and return its Message-ID; see `senders.Sender`. `base_url` (smtp://host:port) goes without TLS.

    The name is the notice's, so a mailbox that gets it twice can tell; it is sent again whenever it was not accepted.
    """
    mail = _mail(message)
    opened: list[smtplib.SMTP] = []
    try:
        within(WHOLE_SECONDS, lambda: _hand_over(credential, message, mail, base_url, opened))
    except smtplib.SMTPAuthenticationError as error:
        raise VendorError("credential_refused", retryable=False, status=error.smtp_code) from error
    except smtplib.SMTPRecipientsRefused as error:
        status = max(code for code, _ in error.recipients.values())
        raise VendorError("address_refused", retryable=status < 500, status=status) from error
    except smtplib.SMTPResponseException as error:
        raise VendorError("provider_refused", retryable=error.smtp_code < 500, status=error.smtp_code) from error
    except (ssl.SSLError, smtplib.SMTPNotSupportedError) as error:
        raise VendorError("provider_not_trusted", retryable=False) from error
    except (smtplib.SMTPException, OSError) as error:
        raise VendorError("provider_unreachable", retryable=True) from error
    except (ValueError, UnicodeError, OverflowError) as error:
        raise VendorError("message_unsendable", retryable=False) from error
    finally:
        for each in opened:
            # Wakes whoever still reads from it.
            if each.sock:
                with suppress(OSError):
                    each.sock.shutdown(socket.SHUT_RDWR)
    return str(mail["Message-ID"])


def _hand_over(
    credential: Mapping[str, str],
    message: Outgoing,
    mail: EmailMessage,
    base_url: str | None,
    opened: list[smtplib.SMTP],
) -> None:
    """Returns once it is accepted. Raises SMTPException, OSError, ValueError."""
    server = _server(message, base_url, opened)
    try:
        server.login(credential.get("username", ""), credential.get("password", ""))
        server.send_message(mail)
        # It is taken: whatever is answered to our goodbye, it is not sent again.
        with suppress(smtplib.SMTPException, OSError):
            server.putcmd("quit")
    finally:
        server.close()


def _mail(message: Outgoing) -> EmailMessage:
    """Raises VendorError."""
    mail = EmailMessage()
    try:
        mail["From"], mail["To"], mail["Subject"] = message.sent_from, message.to, message.subject or ""
        mail["Date"] = formatdate()
        mail["Message-ID"] = f"<{message.id}@{message.sent_from.rpartition('@')[2]}>"
        # Nobody's holiday note answers a confirmation. RFC 3834.
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(message.text)
        if len(mail["To"].addresses) != 1:
            raise ValueError("not one address")
    except Exception as error:
        raise VendorError("message_unsendable", retryable=False) from error
    return mail


def _server(message: Outgoing, base_url: str | None, opened: list[smtplib.SMTP]) -> smtplib.SMTP:
    """A connection that nobody listens to, noted in `opened` before a word is said. Raises SMTPException, OSError."""

    class Noted(smtplib.SMTP):
        def connect(self, *args: Any, **more: Any) -> tuple[int, bytes]:
            opened.append(self)
            return super().connect(*args, **more)

    class NotedTls(Noted, smtplib.SMTP_SSL):
        pass

    if base_url:
        there = urlsplit(base_url)
        return Noted(there.hostname or "", there.port or 0, timeout=TIMEOUT_SECONDS)
    host, port = str(message.config["host"]), int(str(message.config.get("port") or USUAL_PORT))
    context = ssl.create_default_context()
    if port == IMPLICIT_TLS_PORT:
        return NotedTls(host, port, timeout=TIMEOUT_SECONDS, context=context)
    server = Noted(host, port, timeout=TIMEOUT_SECONDS)
    try:
        server.starttls(context=context)
    except Exception:
        server.close()
        raise
    return server
