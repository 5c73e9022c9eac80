"""What the functions find in their environment when they run on this machine.

On AWS each function is given the URL of its own role only; here one process serves them all and has every one.
"""

from __future__ import annotations

import json

from local.postgres import Cluster

FUNCTION_ROLES = ("fn_api", "fn_billing", "fn_ingest", "fn_jobs", "fn_voice")


def function_environment(
    cluster: Cluster, database: str, *, supabase_url: str = "", public_base_url: str = ""
) -> dict[str, str]:
    """Variables for `functions/` on one database. An empty URL is left out."""
    keys = cluster.keys
    variables = {f"DATABASE_URL_{role.upper()}": cluster.url(database, role) for role in FUNCTION_ROLES}
    variables |= {
        "MASTER_KEYS": json.dumps({keys.master_key_id: keys.master_key}),
        "MASTER_KEY_ID": keys.master_key_id,
        "SUPABASE_URL": supabase_url,
        "SUPABASE_PUBLISHABLE_KEY": keys.publishable_key,
        "SUPABASE_JWT_SECRET": keys.jwt_secret,
        "PUBLIC_BASE_URL": public_base_url,
        "AWS_REGION": "eu-central-1",
        # Open nothing: what stands for AWS here asks for a signature, not for whose.
        "AWS_ACCESS_KEY_ID": "test-key-id",
        "AWS_SECRET_ACCESS_KEY": "test-secret-key",
        "POWERTOOLS_SERVICE_NAME": "frontdesk",
        "POWERTOOLS_TRACE_DISABLED": "true",
        "POWERTOOLS_METRICS_NAMESPACE": "Frontdesk",
    }
    return {name: value for name, value in variables.items() if value}
