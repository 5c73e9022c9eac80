"""Logs: one JSON line of static words and ids. Never a phone number, a name, a transcript, a prompt or a secret."""

from __future__ import annotations

import os
import traceback
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aws_lambda_powertools.logging import Logger

# Powertools counts its own frame; the journal adds one.
_STACK_LEVEL = 3


class Journal:
    """The log of one function: `journal.warning("model_failed", call_id=…, outcome=…)`.

    `POWERTOOLS_LOG_LEVEL` sets the level; INFO if unset. Powertools is loaded with the first line that is written.
    """

    def __init__(self, service: str) -> None:
        self._service = service

    def info(self, words: str, **ids: object) -> None:
        _logger(self._service).info(words, extra=ids, stacklevel=_STACK_LEVEL)

    def warning(self, words: str, **ids: object) -> None:
        _logger(self._service).warning(words, extra=ids, stacklevel=_STACK_LEVEL)

    def error(self, words: str, **ids: object) -> None:
        _logger(self._service).error(words, extra=ids, stacklevel=_STACK_LEVEL)


def fault(error: BaseException) -> dict[str, str]:
    """What may be said about an unexpected error: its kind and where it arose. Its text may hold data, so it stays out.

    `journal.error("turn_failed", **fault(error))`
    """
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].filename.replace(os.sep, '/').rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
    return {"error": type(error).__name__, "where": where}


@cache
def _logger(service: str) -> Logger:
    from aws_lambda_powertools.logging import Logger

    return Logger(service=service, log_uncaught_exceptions=False)
