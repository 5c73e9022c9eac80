"""What the relay needs from its environment, beyond what every voice function does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from shared.runtime.config import Variable
from shared.voice.settings import Settings


@dataclass(frozen=True, repr=False)
class RelaySettings(Settings):
    # Set by AWS in every function: who we are there.
    region: Annotated[str, Variable("AWS_REGION")] = "eu-central-1"
    key_id: Annotated[str, Variable("AWS_ACCESS_KEY_ID")] = ""
    secret: Annotated[str, Variable("AWS_SECRET_ACCESS_KEY")] = ""
    session_token: Annotated[str | None, Variable("AWS_SESSION_TOKEN")] = None
    # Where API Gateway and Lambda are asked; for tests and the local stack.
    connections_url: Annotated[str | None, Variable("RELAY_CONNECTIONS_URL")] = None
    lambda_url: Annotated[str | None, Variable("RELAY_LAMBDA_URL")] = None
    # Where Twilio's API is; for tests, that must not call anybody.
    twilio_api_base_url: Annotated[str | None, Variable("TWILIO_API_BASE_URL")] = None
