"""What can go wrong at the border, whichever vendor stands behind it.

NotUnderstood: a verified delivery whose content we cannot read (yet); keep it, do not lose it.
NothingToKeep: a verified delivery that tells nothing we keep; answer it and let it go.
VendorError: the vendor did not do what we asked; it knows whether asking again may help.
"""

from __future__ import annotations


class NotUnderstood(Exception):  # noqa: N818  (named after what happened)
    """A delivery that is genuine but cannot be read. `key` and `type` are good enough to keep it in the inbox.

    `reason` is one static word; nothing of the content is part of the message.
    """

    def __init__(self, reason: str, *, key: str, type: str) -> None:  # noqa: A002  (the inbox's own word)
        super().__init__(reason)
        self.reason = reason
        self.key = key
        self.type = type


class NothingToKeep(Exception):  # noqa: N818  (named after what happened)
    """A delivery that is genuine, plain, and of no use here: who begins to speak, words that are not final."""


class VendorError(Exception):
    """A vendor refused, failed or did not answer. `code` is one snake_case word; `retryable` if trying again may help."""

    def __init__(self, code: str, *, retryable: bool, status: int | None = None, request_id: str | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.retryable = retryable
        self.status = status
        self.request_id = request_id
