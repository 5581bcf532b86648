from tests.vllm.environment import _needed


def test_what_ends_the_program_at_start_does_not_come_along() -> None:
    wanted = [
        "torch==2.13.0",
        "torchaudio; extra == 'audio'",
        "torchcodec>=0.9",
        "torchvision==0.28.0",
        "triton>=3",
        "xgrammar==0.2.8; platform_machine == 'x86_64'",
        "librosa; extra == 'audio'",
        "tokenizers>=0.23.2",
    ]
    assert _needed(wanted) == ["xgrammar==0.2.8; platform_machine == 'x86_64'", "tokenizers>=0.23.2"]
