"""`make package`: a zip per function, the CloudFormation template around them, and cfn-lint's verdict on it.

Needs no AWS account and no credentials. What did not change is not made again. Arguments go to `osls package`, for
example `--stage production --param voiceConcurrency=20`.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from local.cards import read_cards
from local.packaging import archive, template
from local.packaging.contents import Shelf, contents, extras_asked_for
from local.packaging.runtime import PACKAGES, Runtime, lambda_runtime
from local.packaging.wheels import compile_folder, site_for
from local.paths import ROOT

LOCK = ROOT / "requirements.lock"


def main(arguments: list[str]) -> int:
    started = time.monotonic()
    runtime = lambda_runtime()
    if runtime.compiler() is None:
        print(f"no python{runtime.dotted} here to compile with: packages without bytecode, so slower first calls")
    try:
        shelf, site = open_shelf(runtime)
        for card in read_cards():
            print(package(card.function, shelf, site, runtime))
        template.make(arguments)
    except (RuntimeError, LookupError, archive.PackageTooLargeError) as problem:
        print(f"package: {problem}", file=sys.stderr)
        return 1
    findings = template.findings()
    print("\n".join(findings) or f"cfn-lint: nothing to object to; {time.monotonic() - started:.0f} s")
    return 1 if findings else 0


def open_shelf(runtime: Runtime) -> tuple[Shelf, Path]:
    """The packages that functions may ship, installed for `runtime`, and the folder they lie in."""
    site = site_for(runtime, LOCK)
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    return Shelf(site, extras=extras_asked_for(asked), markers=runtime.markers), site


def package(function: str, shelf: Shelf, site: Path, runtime: Runtime) -> str:
    """Make the zip of one function unless it is there already, and say what it is."""
    found = contents(function, root=ROOT, shelf=shelf)
    target = PACKAGES / f"{function}.zip"
    with tempfile.TemporaryDirectory() as folder:
        ours = Path(folder)
        for source in found.sources:
            (ours / source).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / source, ours / source)
        compiler = runtime.compiler()
        if compiler:
            compile_folder(ours, compiler)
        files = {path.relative_to(ours).as_posix(): path for path in ours.rglob("*") if path.is_file()}
        files |= {str(file): site / file for file in found.installed}
        files |= compiled(site, found.installed)
        stamp = target.with_suffix(".made-of")
        made_of = archive.fingerprint(files, trusted_below=site)
        fresh = not (target.is_file() and stamp.is_file() and stamp.read_text() == made_of)
        if fresh:
            archive.write_zip(target, files)
            stamp.write_text(made_of)
        unpacked = sum(path.stat().st_size for path in files.values())
    state = "made" if fresh else "as it was"
    return (
        f"{target.name:<26} {target.stat().st_size / 1e6:5.1f} MB, {unpacked / 1e6:5.1f} MB unpacked, "
        f"{len(found.distributions)} packages, {state}"
    )


def compiled(site: Path, files: Iterable[PurePosixPath]) -> dict[str, Path]:
    """The bytecode that lies beside Python files, by its name in the zip."""
    sources = [site / file for file in files if file.suffix == ".py"]
    found = (each for path in sources for each in (path.parent / "__pycache__").glob(f"{path.stem}.cpython-*.pyc"))
    return {each.relative_to(site).as_posix(): each for each in found}


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
