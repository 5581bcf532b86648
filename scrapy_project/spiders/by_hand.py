"""The board of a spider that is run by hand: `scrapy crawl lever -a token=acme`."""

from jobs_assets.boards.board import Board, board_at, named_board
from jobs_assets.kinds import KINDS


def board_by_hand(ats: str, token: str | None, url: str | None, base_url: str | None) -> Board:
    """The board of a kind at an address or with a token. Raises `ValueError` where neither is given."""
    if url is not None:
        board = board_at(url)
    elif token is not None:
        board = named_board(KINDS[ats], token)
    else:
        raise ValueError(f"a {ats} spider needs -a token=NAME or -a url=ADDRESS")
    return Board(ats, board.token, board.name, board.url, base_url)
