"""Email over the mail server that a company names: by TLS, always, and under a name by which a second copy is known."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import formatdate
from urllib.parse import urlsplit

from shared.domain.messages import Outgoing
from shared.providers.refusals import VendorError

TIMEOUT_SECONDS = 5.0
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
    try:
        with _server(message, base_url) as server:
            server.login(credential.get("username", ""), credential.get("password", ""))
            server.send_message(mail)
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
    except (ValueError, UnicodeError) as error:
        raise VendorError("message_unsendable", retryable=False) from error
    return str(mail["Message-ID"])


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
    except (ValueError, UnicodeError) as error:
        raise VendorError("message_unsendable", retryable=False) from error
    return mail


def _server(message: Outgoing, base_url: str | None) -> smtplib.SMTP:
    """A connection that nobody listens to. Raises SMTPException, OSError."""
    if base_url:
        there = urlsplit(base_url)
        return smtplib.SMTP(there.hostname or "", there.port or 0, timeout=TIMEOUT_SECONDS)
    host, port = str(message.config["host"]), int(str(message.config.get("port") or USUAL_PORT))
    context = ssl.create_default_context()
    if port == IMPLICIT_TLS_PORT:
        return smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_SECONDS, context=context)
    server = smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)
    try:
        server.starttls(context=context)
    except Exception:
        server.close()
        raise
    return server
