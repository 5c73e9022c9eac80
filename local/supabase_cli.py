"""Run the Supabase CLI against a local database, without an account and without telling anybody."""

from __future__ import annotations

import subprocess
from pathlib import Path

from local.paths import CACHE, ROOT, node, node_env

PROGRAM = ROOT / "local" / "cli" / "node_modules" / "supabase" / "dist" / "supabase.js"


def supabase(
    *arguments: str, url: str = "", folder: Path = ROOT, capture: bool = False
) -> subprocess.CompletedProcess[str]:
    """`supabase <arguments>` in `folder`, on the database at `url` if given. Raises RuntimeError if it is not installed.

    Never `db reset --remote`: it drops schema auth as well and cannot bring it back.
    """
    if not PROGRAM.is_file():
        raise RuntimeError("the Supabase CLI is not installed: python -m local.setup cli")
    home = CACHE / "supabase-cli"
    home.mkdir(parents=True, exist_ok=True)
    command = [str(node()), str(PROGRAM), *arguments]
    if url:
        command += [f"--remote={url}?sslmode=disable", "--workdir", str(folder)]
    return subprocess.run(
        command, cwd=folder, env=node_env() | {"HOME": str(home)}, capture_output=capture, text=True, check=False
    )


def typescript_types(url: str) -> str:
    """TypeScript types of schema `public` as supabase-js takes them. Raises RuntimeError if the CLI objects."""
    done = supabase("gen", "types", "--lang=typescript", "--schema=public", url=url, capture=True)
    if done.returncode != 0 or "export type Database" not in done.stdout:
        raise RuntimeError(f"supabase gen types: {done.stderr.strip() or 'no answer'}")
    return done.stdout
