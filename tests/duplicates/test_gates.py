"""The gates of the scoreboard: they hold or not, and they only rise."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bench.score import gates
from bench.score.gates import Gate
from bench.score.scored import Score

counts = st.integers(0, 5000)
scores = st.builds(Score, name=st.just("a"), right=counts, wrong=counts, missed=counts, of=counts)


@given(st.lists(scores))
def test_gates_only_rise_and_a_score_passes_the_gate_it_sets(found: list[Score]) -> None:
    kept: dict[str, Gate] = {}
    for score in found:
        before = kept.get("a", Gate())
        kept = gates.raised(kept, [score])
        assert kept["a"].precision >= before.precision
        assert kept["a"].recall >= before.recall
        assert kept["a"].holds(score) or not before.holds(score)


def test_a_score_below_its_gate_does_not_pass() -> None:
    gate = Gate(precision=0.9, recall=0.5)
    assert gate.holds(Score("a", right=9, wrong=1, missed=9, of=30))
    assert not gate.holds(Score("a", right=8, wrong=1, missed=0, of=30))
    assert not gate.holds(Score("a", right=9, wrong=0, missed=10, of=30))


def test_gates_are_kept_in_a_file(tmp_path: Path) -> None:
    kept = {"a": Gate(0.5, 0.25), "b": Gate()}
    gates.write(kept, tmp_path / "gates.json")
    assert gates.read(tmp_path / "gates.json") == kept


def test_each_layer_of_duplicates_has_the_gate_that_was_promised() -> None:
    least = gates.read()
    for layer in ("same_native_id", "same_requisition", "same_text"):
        gate = least[f"duplicates/{layer}"]
        assert gate.precision >= 0.995
        assert gate.recall >= 0.95
