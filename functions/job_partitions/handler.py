"""Open the months of the logs that only grow, three ahead, and drop those that retention has emptied.

EVERY  1 day
As     fn_jobs
Says   {"opened": n, "dropped": n, "strays": n}; strays lie in no month's part and are an error for people to look at
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated

from shared.db import governance
from shared.db.connection import connect
from shared.runtime import config, log
from shared.runtime.config import Variable
from shared.runtime.job import job

MONTHS_AHEAD = 3

journal = log.Journal("job_partitions")


@dataclass(frozen=True, repr=False)
class Settings:
    database_url: Annotated[str, Variable("DATABASE_URL_FN_JOBS")]


@job("job_partitions")
def handler() -> dict[str, int]:
    """Once is as good as ten times. Raises DatabaseUnavailable."""
    tended = governance.tend_partitions(connect(config.read(Settings).database_url), months_ahead=MONTHS_AHEAD)
    if tended.strays:
        journal.error("partition_strays", strays=tended.strays)
    return asdict(tended)
