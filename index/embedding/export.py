"""Writes the default model as a sentence-transformers folder, for comparing and fine-tuning."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embedding.e5 import PASSAGE_PREFIX, QUERY_PREFIX
from index.embedding.e5_batches import MAX_TOKENS
from index.embedding.e5_tokenizer import SPACE
from index.embedding.e5_vocabulary import Vocabulary
from index.embedding.e5_weights import E5Weights, find_weights
from index.errors import EmbeddingFailed

_MODULES = ("Transformer", "Pooling", "Normalize")
LINEAR = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
"""Matrices by their short names, with the name that transformers' BertModel has for each."""
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


def export_sentence_transformers(folder: Path, *, weights: Path | None = None) -> None:
    """Write the default model, dequantised to float32 (490 MB), into a folder, which is made.

    The network is written as it is, without the adapter that changes it for questions.

    Args:
        folder: Loads with `SentenceTransformer(folder)` or as `st:FOLDER` here.
        weights: A copy of the package's file kept elsewhere.

    Raises:
        EmbeddingFailed: If safetensors is not installed, or the weights are missing or damaged.
    """
    try:
        from safetensors.numpy import save_file
    except ImportError as error:
        reason = "safetensors is not installed: pip install 'zhengda[models]'"
        raise EmbeddingFailed("export", reason) from error
    source = E5Weights(weights or find_weights())
    source.verify()
    folder.mkdir(parents=True, exist_ok=True)
    save_file(_tensors(source), folder / "model.safetensors", metadata={"format": "pt"})
    vocabulary = source.vocabulary()
    files: dict[str, Any] = {
        "config.json": _config(source, vocabulary),
        "tokenizer.json": _tokenizer(vocabulary),
        "tokenizer_config.json": _tokenizer_config(vocabulary),
        "modules.json": [
            {"idx": number, "name": str(number), "path": path, "type": _module_type(kind)}
            for number, (path, kind) in enumerate(zip(_module_paths(), _MODULES, strict=True))
        ],
        "sentence_bert_config.json": {"max_seq_length": MAX_TOKENS, "do_lower_case": False},
        "1_Pooling/config.json": {
            "word_embedding_dimension": source.shape.hidden,
            "pooling_mode_cls_token": False,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_max_tokens": False,
            "pooling_mode_mean_sqrt_len_tokens": False,
        },
        "config_sentence_transformers.json": {
            "prompts": {"query": QUERY_PREFIX, "document": PASSAGE_PREFIX},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }
    for path in _module_paths():
        (folder / path).mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _module_paths() -> list[str]:
    return ["", *(f"{number}_{kind}" for number, kind in enumerate(_MODULES) if number)]


def _module_type(kind: str) -> str:
    return f"sentence_transformers.models.{kind}"


def _tensors(weights: E5Weights) -> dict[str, NDArray[np.float32]]:
    """Return the weights under the names that transformers' BertModel has for them."""
    shape, hidden = weights.shape, weights.shape.hidden
    tables = "embeddings.{}_embeddings.weight"
    tensors = {
        tables.format("word"): weights.matrix("emb.word", shape.vocabulary, hidden).dequantize(),
        tables.format("position"): weights.floats("emb.pos", shape.positions, hidden),
        tables.format("token_type"): weights.floats("emb.type", 1, hidden),
        # A pooler belongs to every BertModel; mean pooling never asks it.
        "pooler.dense.weight": np.zeros((hidden, hidden), np.float32),
        "pooler.dense.bias": np.zeros(hidden, np.float32),
    }
    norms = {"emb.ln": "embeddings.LayerNorm"}
    for layer in range(shape.layers):
        prefix = f"encoder.layer.{layer}."
        for short, name in LINEAR.items():
            rows = shape.feed_forward if short == "fi" else hidden
            columns = shape.feed_forward if short == "fo" else hidden
            matrix = weights.matrix(f"l{layer}.{short}.w", rows, columns)
            tensors[f"{prefix}{name}.weight"] = matrix.dequantize()
            tensors[f"{prefix}{name}.bias"] = weights.floats(f"l{layer}.{short}.b", rows)
        norms |= {f"l{layer}.{short}": prefix + name for short, name in _NORMS.items()}
    for short, name in norms.items():
        tensors[f"{name}.weight"] = weights.floats(f"{short}.w", hidden)
        tensors[f"{name}.bias"] = weights.floats(f"{short}.b", hidden)
    return {name: np.ascontiguousarray(tensor) for name, tensor in tensors.items()}


def _config(weights: E5Weights, vocabulary: Vocabulary) -> dict[str, Any]:
    shape = weights.shape
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "vocab_size": shape.vocabulary,
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.feed_forward,
        "hidden_act": "gelu",
        "max_position_embeddings": shape.positions,
        "type_vocab_size": 1,
        "layer_norm_eps": round(shape.epsilon, 15),
        "pad_token_id": vocabulary.pad,
        "dtype": "float32",
    }


def _tokenizer(vocabulary: Vocabulary) -> dict[str, Any]:
    """Return the tokenizer in the form that the library `tokenizers` reads."""
    pieces, scores = vocabulary.pieces, vocabulary.scores.tolist()
    marks = (vocabulary.bos, vocabulary.pad, vocabulary.eos, vocabulary.unknown)
    template: list[dict[str, Any]] = [
        {"SpecialToken": {"id": pieces[vocabulary.bos], "type_id": 0}},
        {"Sequence": {"id": "A", "type_id": 0}},
        {"SpecialToken": {"id": pieces[vocabulary.eos], "type_id": 0}},
    ]
    space = {"replacement": SPACE, "prepend_scheme": "always", "split": True}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [
            {
                "id": number,
                "content": pieces[number],
                "single_word": False,
                "lstrip": False,
                "rstrip": False,
                "normalized": False,
                "special": True,
            }
            for number in marks
        ],
        "normalizer": {
            "type": "Sequence",
            "normalizers": [
                {"type": "Nmt"},
                {"type": "NFKC"},
                {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "},
            ],
        },
        "pre_tokenizer": {"type": "Metaspace", **space},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": template,
            "pair": [*template, {"Sequence": {"id": "B", "type_id": 0}}, template[-1]],
            "special_tokens": {
                pieces[number]: {"id": pieces[number], "ids": [number], "tokens": [pieces[number]]}
                for number in (vocabulary.bos, vocabulary.eos)
            },
        },
        "decoder": {"type": "Metaspace", **space},
        "model": {
            "type": "Unigram",
            "unk_id": vocabulary.unknown,
            "vocab": list(zip(pieces, scores, strict=True)),
            "byte_fallback": False,
        },
    }


def _tokenizer_config(vocabulary: Vocabulary) -> dict[str, Any]:
    pieces = vocabulary.pieces
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": MAX_TOKENS,
        "bos_token": pieces[vocabulary.bos],
        "cls_token": pieces[vocabulary.bos],
        "eos_token": pieces[vocabulary.eos],
        "sep_token": pieces[vocabulary.eos],
        "unk_token": pieces[vocabulary.unknown],
        "pad_token": pieces[vocabulary.pad],
        "model_input_names": ["input_ids", "attention_mask"],
        "clean_up_tokenization_spaces": False,
    }
