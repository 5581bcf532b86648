"""Makes a model of 0.2 million random weights that vLLM can serve: nothing to download, nonsense to read.

    tiny_model.py FOLDER TEXT...

The texts train its byte-level tokenizer. It proves the protocol and the path; of quality it says nothing.
Runs in the environment of vLLM, which has torch and transformers.
"""

import sys
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

SPECIAL = ["<pad>", "<s>", "</s>", "<|turn|>", "<|end|>"]
TEMPLATE = (
    "{% for message in messages %}"
    "<|turn|>{{ message['role'] }}\n{{ message['content'] }}<|end|>\n"
    "{% endfor %}"
    "{% if add_generation_prompt %}<|turn|>assistant\n{% endif %}"
)
LONGEST = 8192


def tokenizer(texts: list[str]) -> PreTrainedTokenizerFast:
    """A byte-level BPE of 2,048 tokens, learnt from the texts."""
    bpe = Tokenizer(models.BPE())
    bpe.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    bpe.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    bpe.train_from_iterator(
        texts, trainers.BpeTrainer(vocab_size=2048, initial_alphabet=alphabet, special_tokens=SPECIAL)
    )
    fast = PreTrainedTokenizerFast(tokenizer_object=bpe, bos_token="<s>", eos_token="</s>", pad_token="<pad>")
    fast.chat_template = TEMPLATE
    return fast


def model(vocabulary: int) -> LlamaForCausalLM:
    """Two layers, two heads, the same weights each time."""
    torch.manual_seed(0)
    shape = LlamaConfig(
        vocab_size=vocabulary,
        hidden_size=64,
        intermediate_size=128,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=2,
        head_dim=32,
        max_position_embeddings=LONGEST,
        bos_token_id=1,
        eos_token_id=2,
        pad_token_id=0,
        tie_word_embeddings=True,
    )
    return LlamaForCausalLM(shape).to(torch.float32)


def main() -> None:
    """Write both into the folder."""
    folder, *files = sys.argv[1:]
    made = tokenizer([Path(file).read_text() for file in files])
    made.save_pretrained(folder)
    model(len(made)).save_pretrained(folder)


if __name__ == "__main__":
    main()
