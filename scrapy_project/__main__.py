"""`python -m scrapy_project SPEC.json`: crawls what the spec says. See `spec.py` and `process.py`."""

import os
import sys
from pathlib import Path

from scrapy_project.spec import CrawlSpec


def main(arguments: list[str]) -> int:
    """Runs one crawl; returns its exit status (2: wrong usage)."""
    if len(arguments) != 1:
        print("usage: python -m scrapy_project SPEC.json", file=sys.stderr)
        return 2
    # Names are looked up in libuv's threads: with its default of four, four dead names would hold up all
    # others.
    os.environ.setdefault("UV_THREADPOOL_SIZE", "32")
    from scrapy_project.process import crawl  # noqa: PLC0415 # after the environment is set

    return crawl(CrawlSpec.from_json(Path(arguments[0]).read_bytes()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
