"""Take away what the companies' retention periods no longer allow: recordings, transcripts, who called.

EVERY  1 day
As     fn_jobs
Says   {"companies": n, "recordings": n, "transcripts": n, "calls": n, "rows": n, "unfinished": n}
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Annotated

from shared.db import governance
from shared.db.connection import connect
from shared.runtime import config
from shared.runtime.config import Variable
from shared.runtime.job import job

# A batch has to fit into the role's statement timeout. A company with more than this waits for the next night with the rest.
BATCH = 200
MOST_BATCHES_A_COMPANY = 100


@dataclass(frozen=True, repr=False)
class Settings:
    database_url: Annotated[str, Variable("DATABASE_URL_FN_JOBS")]


@job("job_retention")
def handler() -> dict[str, int]:
    """Company by company, a batch at a time; what was done stays done. Raises DatabaseUnavailable, and goes on tomorrow."""
    conn = connect(config.read(Settings).database_url)
    done = Counter(companies=0, recordings=0, transcripts=0, calls=0, rows=0, unfinished=0)
    reached, batches = None, 0
    while (retained := governance.apply_retention(conn, after=reached, limit=BATCH)) is not None:
        batches += 1
        for kind, rows in retained.report.items():
            done[kind if kind in done else "rows"] += rows
        if retained.more and batches < MOST_BATCHES_A_COMPANY:
            continue
        done.update(companies=1, unfinished=int(retained.more))
        reached, batches = retained.company_id, 0
    return dict(done)
