"""Jobs: what the clock calls. A job may run twice or at once, and says in numbers what it did."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import signature
from typing import Any

from shared.runtime import log

Payload = Mapping[str, Any]
Work = Callable[[], dict[str, int]] | Callable[[Payload], dict[str, int]]


def job(name: str) -> Callable[[Work], Callable[[dict[str, Any], Any], dict[str, int]]]:
    """Make a Lambda handler of a function that takes nothing, or the payload with which the clock or an operator called.

    What it raises goes on, so that the platform tries again.
    """

    def fit(work: Work) -> Callable[[dict[str, Any], Any], dict[str, int]]:
        journal = log.Journal(name)
        given = len(signature(work).parameters)

        def handler(event: dict[str, Any], context: Any) -> dict[str, int]:  # noqa: ARG001  (the platform's signature)
            try:
                done: dict[str, int] = work(*(event,)[:given])
            except Exception as error:
                journal.error("job_failed", **log.fault(error))
                raise
            journal.info("job_done", **done)
            return done

        return handler

    return fit
