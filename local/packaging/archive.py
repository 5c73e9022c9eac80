"""Zips that are the same byte for byte whenever their contents are: sorted, without times, without owners."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from pathlib import Path

# The earliest time a zip can hold.
NO_TIME = (1980, 1, 1, 0, 0, 0)
READABLE = 0o100644
MADE_ON_UNIX = 3

# AWS refuses what is larger when unpacked.
MOST_BYTES_UNPACKED = 250 * 1024 * 1024


class PackageTooLargeError(Exception):
    """A package that AWS would refuse."""


def write_zip(target: Path, files: Mapping[str, Path]) -> int:
    """Write `files` (name in the zip to where it lies) and return their size unpacked, in bytes. Raises PackageTooLargeError."""
    size = sum(path.stat().st_size for path in files.values())
    if size > MOST_BYTES_UNPACKED:
        raise PackageTooLargeError(f"{target.name}: {size / 1e6:.0f} MB unpacked")
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(".draft")
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, NO_TIME)
            entry.external_attr = READABLE << 16
            entry.create_system = MADE_ON_UNIX
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name].read_bytes())
    draft.rename(target)
    return size


def fingerprint(files: Mapping[str, Path], *, trusted_below: Path) -> str:
    """Changes when the zip of `files` would. Files below `trusted_below`, whose name says it all, are not read for it."""
    digest = hashlib.sha256(str(trusted_below).encode())
    for name in sorted(files):
        digest.update(f"\0{name}\0".encode())
        if not files[name].is_relative_to(trusted_below):
            digest.update(hashlib.sha256(files[name].read_bytes()).digest())
    return digest.hexdigest()
