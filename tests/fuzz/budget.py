"""How long is looked: a moment in `make test`, as long as FRONTDESK_FUZZ_EXAMPLES says in `make fuzz`."""

from __future__ import annotations

import os

# 0: each test has its own short budget.
EXAMPLES = int(os.environ.get("FRONTDESK_FUZZ_EXAMPLES") or 0)


def examples(short: int) -> int:
    """So many examples for a test whose every one costs some milliseconds."""
    return EXAMPLES or short
