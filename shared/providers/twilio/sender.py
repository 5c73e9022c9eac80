"""Twilio's messages going out. https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource"""

from __future__ import annotations

from collections.abc import Mapping

from shared.domain.messages import Outgoing
from shared.providers.twilio import client

MOST_CHARACTERS = 1600


def send_message(
    credential: Mapping[str, str], message: Outgoing, *, status_url: str | None, base_url: str | None
) -> str:
    """Hand over an SMS or WhatsApp message of up to 1,600 characters; see `senders.Sender`."""
    by = "whatsapp:" if message.channel == "whatsapp" else ""
    return client.create_message(
        credential,
        {
            "from_": by + message.sent_from,
            "to": by + message.to,
            "body": message.text[:MOST_CHARACTERS],
            **({"status_callback": status_url} if status_url else {}),
        },
        base_url=base_url,
    )
