"""`python -m tests.orchestration.refresh_process HOME ORIGIN`: a refresh in a process that a test may end."""

import sys
from pathlib import Path

from jobs_assets.assets.days import today
from jobs_assets.boards.board import Board
from jobs_assets.home import Home
from jobs_assets.refresh import refresh
from jobs_assets.settings import load_settings

if __name__ == "__main__":
    home, origin = Path(sys.argv[1]), sys.argv[2]
    settings = load_settings(home=home, crawl={"delay": 0})
    try:
        refresh(Home(home), settings, [Board("lever", "acme", base_url=origin)], today())
    except KeyboardInterrupt:
        sys.exit(130)
