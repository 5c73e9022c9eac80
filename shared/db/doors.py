"""Who may speak through a webhook address: the integration it names, and the credential that proves the sender.

Looking a door up takes two round trips, so a warm function remembers it for a minute. No SQL of its own: it puts
together what `integrations` asks.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic
from uuid import UUID

from shared.db import integrations
from shared.db.again import once_more
from shared.db.connection import connect
from shared.db.refusals import DatabaseUnavailable, Forbidden, NotFound, Refusal
from shared.domain.secrets import MasterKeys

REMEMBERED_SECONDS = 60.0
# A stranger can ask for any token without proof; a new integration should not wait long to be found.
NOTHING_REMEMBERED_SECONDS = 3.0
# A signature that fails may mean that the credential was just replaced: worth a new look, but not for every attempt.
REPLACED_AFTER_SECONDS = 3.0
# While the database cannot be asked, a door is still what it was: nothing can be reached through it but words and a telephone.
TRUSTED_SECONDS = 3600.0
MOST_REMEMBERED = 1000

IsGenuine = Callable[[Mapping[str, str]], bool]


@dataclass(frozen=True, slots=True)
class Door:
    """An integration as a webhook meets it. `forward_to` is E.164 or None.

    `credential` is what the company keeps with us, and beside it, under other names, the config that says how it is
    used; it stays out of `repr`.
    """

    integration_id: UUID
    company_id: UUID
    forward_to: str | None
    credential: Mapping[str, str] = field(repr=False)


class Doors:
    """The doors that one function knows. Holds at most a thousand, those looked up longest ago leave first."""

    def __init__(self, *, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._known: OrderedDict[tuple[str, str, str], tuple[float, Door | None]] = OrderedDict()
        self._lock = threading.Lock()

    def admit(self, url: str, *, provider: str, webhook_token: str, keys: MasterKeys, is_genuine: IsGenuine) -> Door:
        """The door behind a token, if `is_genuine` takes its credential for the sender's.

        `url` is the database's. Raises NotFound("not_found"), Forbidden("not_signed"), DatabaseUnavailable, and
        Refusal("credential_unreadable") or KeyError if the master key is not the one it was sealed with.
        """
        name = (url, provider, webhook_token)
        age, door = self._find(name, keys)
        genuine = door is not None and is_genuine(door.credential)
        if door is not None and not genuine and age > REPLACED_AFTER_SECONDS:
            _, door = self._find(name, keys, anew=True)
            genuine = door is not None and is_genuine(door.credential)
        if door is None:
            raise NotFound("not_found")
        if not genuine:
            raise Forbidden("not_signed")
        return door

    def cache_clear(self) -> None:
        """Look every door up again."""
        with self._lock:
            self._known.clear()

    def _find(self, name: tuple[str, str, str], keys: MasterKeys, *, anew: bool = False) -> tuple[float, Door | None]:
        """How long the door has been known, in seconds, and the door. Raises DatabaseUnavailable if it never was."""
        with self._lock:
            since, door = self._known.get(name, (0.0, None))
            known = name in self._known
        age = self._now() - since
        if known and not anew and age < (REMEMBERED_SECONDS if door else NOTHING_REMEMBERED_SECONDS):
            return age, door
        try:
            door = once_more(lambda: _look_up(*name, keys))
        except DatabaseUnavailable:
            if door is None or age > TRUSTED_SECONDS:
                raise
            return age, door
        with self._lock:
            self._known[name] = (self._now(), door)
            self._known.move_to_end(name)
            while len(self._known) > MOST_REMEMBERED:
                self._known.popitem(last=False)
        return 0.0, door


def _look_up(url: str, provider: str, webhook_token: str, keys: MasterKeys) -> Door | None:
    """Two round trips, and two more if the credential was sealed anew between the first two."""
    try:
        return _look_up_once(url, provider, webhook_token, keys)
    except Refusal as refusal:
        if refusal.code != "credential_unreadable":
            raise
        return _look_up_once(url, provider, webhook_token, keys)


def _look_up_once(url: str, provider: str, webhook_token: str, keys: MasterKeys) -> Door | None:
    """None if the token names nothing, or an integration without a credential."""
    conn = connect(url)
    integration = integrations.find_integration(conn, provider=provider, webhook_token=webhook_token)
    if integration is None or integration.key_id is None:
        return None
    key = keys.integration_key(
        key_id=integration.key_id, company_id=integration.company_id, integration_id=integration.id
    )
    try:
        credential = integrations.read_credential(conn, integration_id=integration.id, row_key=key)
    except NotFound:
        return None
    return Door(
        integration.id, integration.company_id, integration.forward_to, with_config(credential, integration.config)
    )


def with_config(credential: Mapping[str, str], config: Mapping[str, object]) -> dict[str, str]:
    """A credential, and beside it what the integration's config says, as texts.

    A config can be changed by who may not see the credential: it never stands in for it.
    """
    return {name: _plain(each) for name, each in config.items() if isinstance(each, str | int)} | dict(credential)


def _plain(value: str | int) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
