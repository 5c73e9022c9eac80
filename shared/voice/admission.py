"""Who speaks through an address of ours, proven by what the vendor signs: the same for every function that a vendor calls."""

from __future__ import annotations

from typing import Protocol

from shared.db.doors import Door, Doors
from shared.domain.secrets import MasterKeys
from shared.providers.provable import Provable
from shared.runtime.endpoint import Request


class Surroundings(Protocol):
    """What the settings of a function say."""

    @property
    def database_url(self) -> str: ...
    @property
    def master_keys(self) -> MasterKeys: ...
    @property
    def public_base_url(self) -> str | None: ...


def admit(
    doors: Doors, request: Request, *, provider: str, token: str, vendor: Provable, settings: Surroundings
) -> Door:
    """The door behind `token`, if `vendor` takes the request for its own.

    What waited for the database had to be fresh as it arrived. Raises NotFound, Forbidden, DatabaseUnavailable and what an
    unreadable credential raises.
    """
    arrived = request.arrived_at.timestamp() if request.arrived_at else None
    url = request.public_url(settings.public_base_url)
    return doors.admit(
        settings.database_url,
        provider=provider,
        webhook_token=token,
        keys=settings.master_keys,
        is_genuine=lambda credential: vendor.is_genuine(
            credential, url=url, headers=request.headers, body=request.body, now=arrived
        ),
    )
