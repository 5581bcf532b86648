from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.llm.sizes import Sizes, byte_size


def test_bytes_are_counted_not_characters() -> None:
    ascii_only = byte_size([{"role": "user", "content": "uuuu"}])
    assert byte_size([{"role": "user", "content": "üüüü"}]) == ascii_only + 4


def test_bounds_close_in_on_what_servers_count() -> None:
    sizes = Sizes()
    before = sizes.bounds(4_000)
    for _ in range(50):
        sizes.counted(4_000, 1_000)
    fewest, most = sizes.bounds(4_000)
    assert before[0] <= fewest <= 1_000 <= most <= before[1]
    assert most - fewest < 250


@given(st.lists(st.floats(0.18, 0.42), min_size=40, max_size=200))
def test_bounds_hold_nearly_all_of_what_is_counted(ratios: list[float]) -> None:
    sizes = Sizes()
    outside = 0
    for ratio in ratios:
        fewest, most = sizes.bounds(10_000)
        outside += not fewest <= int(10_000 * ratio) <= most
        sizes.counted(10_000, int(10_000 * ratio))
    assert outside <= 2 + len(ratios) // 10


@given(st.integers(-5, 3) | st.integers(2_000, 10**12))
def test_a_count_that_no_tokenizer_gives_changes_nothing(lie: int) -> None:
    sizes, told = Sizes(), Sizes()
    for _ in range(20):
        sizes.counted(1_000, 250)
        told.counted(1_000, 250)
        told.counted(1_000, lie)
    assert told.bounds(5_000) == sizes.bounds(5_000)
