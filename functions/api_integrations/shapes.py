"""What is asked and what is answered, as JSON."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Provider = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Secret = Annotated[SecretStr, Field(min_length=1, max_length=4096)]


class Connection(BaseModel):
    """A service to connect. Which keys `credential` and `config` take is listed in `integration_providers`."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    company_id: UUID
    provider: Provider
    name: Name | None = None
    config: dict[Key, str | int | bool] = {}
    credential: dict[Key, Secret]


class Stored(BaseModel):
    """A connected service, and the addresses to enter there; those that it does not need are null.

    `voice_url` is where its number or application asks who answers, `status_url` is told how calls go on. `events_url` is for
    an application of Telnyx's Call Control, in place of both. `messages_url` takes SMS and WhatsApp in. `tools_url` is for a
    vendor's own agent, `model_url` the base address of a model for one that thinks with ours, `relay_url` the socket of an
    agent of Retell that does.
    """

    id: UUID
    company_id: UUID
    provider: str
    name: str
    status: str
    voice_url: str | None = None
    status_url: str | None = None
    events_url: str | None = None
    messages_url: str | None = None
    tools_url: str | None = None
    model_url: str | None = None
    relay_url: str | None = None


class Checked(BaseModel):
    """Whether the provider took the credential; if not, why, as one word."""

    ok: bool
    error: str | None = None
