"""A consistent copy of a data home as one file, taken while it is in use, and back.

In the file (tar, zstd): `jobs.sqlite`, `pages.sqlite`, `boards.yaml`. Logs and Dagster's history stay behind.
"""

import shutil
import sys
import tarfile
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from jobs_assets.errors import HomeError
from jobs_assets.home import Home
from jobs_assets.store.engine import explained, sqlite_driver

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_PAGES_A_STEP = 4096
_LEVEL = 1  # bodies are packed already; rows shrink enough


@dataclass(frozen=True, slots=True)
class Backup:
    """What went into (or came out of) a backup file, and its size in bytes."""

    file: Path
    members: tuple[str, ...]
    bytes: int


def backup(home: Home, file: Path) -> Backup:
    """Copy the home into `file`, which appears only when it is whole.

    The rows are copied first and the bodies after them: bodies are only ever added, so every row of the copy
    finds its body there. `HomeError` if there is nothing to copy or `file` cannot be written.
    """
    if not home.database.exists():
        raise HomeError(f"{home.path}: there is no {home.database.name} to back up. Check --home.")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{file.name}.", dir=file.parent) as folder:
            unfinished = Path(folder) / "unfinished"
            members = _pack(home, Path(folder), unfinished)
            unfinished.replace(file)
    except OSError as error:
        raise HomeError(f"{file}: cannot be written ({error.strerror}); nothing is left there.") from error
    return Backup(file, members, file.stat().st_size)


def restore(file: Path, home: Home) -> Backup:
    """Unpack a backup into a home that does not exist or is empty; it appears only when it is whole."""
    if home.path.exists() and (not home.path.is_dir() or any(home.path.iterdir())):
        raise HomeError(f"{home.path}: not empty. Restore into a fresh folder: choose another --home.")
    if not file.is_file():
        raise HomeError(f"{file}: there is no such file.")
    parent = home.path.absolute().parent
    try:
        parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{home.path.name}.", dir=parent))
        try:
            members = _unpack(file, folder)
            folder.chmod(0o755)
            folder.replace(home.path.absolute())
        finally:
            shutil.rmtree(folder, ignore_errors=True)  # gone already where all went well
    except (tarfile.TarError, zstd.ZstdError, EOFError) as error:
        raise HomeError(
            f"{file}: not a whole backup ({error}). Nothing was restored; try an older one."
        ) from error
    except OSError as error:
        raise HomeError(
            f"{home.path}: the backup cannot be unpacked ({error}). Nothing was restored."
        ) from error
    return Backup(file, members, file.stat().st_size)


def copy_database(source: Path, target: Path) -> None:
    """Copy a SQLite file as of one moment, while others read and write it."""
    driver = sqlite_driver()
    with (
        explained(str(source)),
        closing(driver.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as reading,
        closing(driver.connect(str(target))) as writing,
    ):
        reading.execute("BEGIN")
        reading.execute(
            "SELECT count(*) FROM sqlite_schema"
        ).fetchone()  # the moment: what comes later is not copied
        reading.backup(writing, pages=_PAGES_A_STEP)


def _pack(home: Home, folder: Path, target: Path) -> tuple[str, ...]:
    parts: list[Path] = []
    for database in (home.database, home.archive):
        if database.exists():
            copy = folder / database.name
            copy_database(database, copy)
            parts.append(copy)
    if home.boards.exists():
        parts.append(home.boards)
    with zstd.open(target, "wb", level=_LEVEL) as packed, tarfile.open(fileobj=packed, mode="w|") as tar:
        for part in parts:
            tar.add(part, arcname=part.name)
    return tuple(part.name for part in parts)


def _unpack(file: Path, folder: Path) -> tuple[str, ...]:
    expected = {Home(folder).database.name, Home(folder).archive.name, Home(folder).boards.name}
    names: list[str] = []
    with zstd.open(file, "rb") as packed, tarfile.open(fileobj=packed, mode="r|") as tar:
        for member in tar:
            if member.name not in expected or not member.isfile():
                raise tarfile.TarError(f"{member.name} does not belong in a backup")
            # By hand: the names alone make it safe here, and before 3.11.4 `extract` takes no filter.
            source = tar.extractfile(member)
            if source is None:
                raise tarfile.TarError(f"{member.name} has no content")
            target = folder / member.name
            with source, target.open("wb") as unpacked:
                shutil.copyfileobj(source, unpacked, 1 << 20)
            target.chmod(member.mode & 0o755 | 0o600)
            names.append(member.name)
        while packed.read(1 << 20):  # to the end: the checksum of what was read comes last
            pass
    if Home(folder).database.name not in names:
        raise tarfile.TarError("no database in it")
    return tuple(names)
