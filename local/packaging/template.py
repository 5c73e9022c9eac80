"""The CloudFormation template that `serverless.yml` stands for, made and judged without AWS."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from local.paths import ROOT, node, node_env

OSLS = ROOT / "local" / "packaging" / "node_modules" / "osls" / "bin" / "serverless.js"
TEMPLATE = ROOT / ".serverless" / "cloudformation-template-update-stack.json"

# Findings that are known and meant, each with its reason.
ALLOWED: dict[str, str] = {"W3005": "osls names a dependency of a websocket's permission twice, once by GetAtt"}


def make(arguments: Sequence[str] = ()) -> None:
    """Write the template into `.serverless/`. Raises RuntimeError with the packager's own words if it objects."""
    environment = {name: value for name, value in node_env().items() if not name.startswith("AWS_")}
    done = subprocess.run(
        [str(node()), str(OSLS), "package", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"osls package failed\n{done.stdout}{done.stderr}".rstrip())


def findings() -> list[str]:
    """What cfn-lint finds in the template, except those allowed above."""
    command = [str(Path(sys.executable).parent / "cfn-lint"), "--format", "parseable"]
    command += [part for rule in ALLOWED for part in ("--ignore-checks", rule)]
    done = subprocess.run(
        [*command, "--", str(TEMPLATE)],
        env=os.environ | {"AWS_EC2_METADATA_DISABLED": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    said = (done.stdout + done.stderr).strip().splitlines()
    if done.returncode and not said:
        return [f"cfn-lint ended with {done.returncode}"]
    return said
