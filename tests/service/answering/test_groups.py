"""An answer is for the group that is asked about: its class, its range, not the one left out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index import Store
from service.answering.answering import ask
from service.answering.draft import Assessment, Draft
from service.answering.refusing.refusal import assess
from service.ingesting import ingest

DATA = Path(__file__).parent / "data"
DOCUMENTS = json.loads((DATA / "group_documents.json").read_text(encoding="utf-8"))
QUESTIONS = [
    json.loads(line)
    for line in (DATA / "group_questions.jsonl").read_text(encoding="utf-8").splitlines()
]
NUMERALS = "一二三四五六七八九"


@pytest.fixture(scope="module")
def group_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("groups")
    for at, (title, articles) in enumerate(DOCUMENTS.items()):
        city = title[:3]
        lines = [title, f"{city[0]}政办〔2022〕{at + 3}号"]
        lines += [f"第{NUMERALS[n]}条 {text}" for n, text in enumerate(articles)]
        lines += [f"{city}人民政府办公室", "2022年3月5日", ""]
        (folder / f"{at}.txt").write_text("\n".join(lines), encoding="utf-8")
    with Store.open(tmp_path_factory.mktemp("group_store") / "store", create=True) as store:
        assert ingest(store, [folder]).failures == []
        yield store


def says(text: str, figure: str) -> bool:
    return re.search(rf"(?<![\d.]){re.escape(figure)}", re.sub(r"\s", "", text)) is not None


@pytest.mark.parametrize("row", QUESTIONS, ids=lambda row: str(row["question"]))
def test_an_answer_is_for_the_group_asked_about(group_store: Store, row: dict[str, Any]) -> None:
    answer = ask(group_store, row["question"], decision=assess)
    if row.get("refused"):
        assert not answer.answered, answer.text
        return
    if "refused_or" in row:  # figures may be given with the groups that they are for
        for figure, group in row["refused_or"] if answer.answered else ():
            assert says(answer.text, figure), answer.text
            assert group in answer.text
        return
    assert answer.answered, answer.text
    assert [figure for figure in row.get("says", []) if not says(answer.text, figure)] == []
    assert [figure for figure in row.get("never", []) if says(answer.text, figure)] == []


def test_without_a_place_each_figure_is_said_with_the_place_it_is_of(asked_store: Store) -> None:
    answer = ask(asked_store, "高压用户办电时间要多久", decision=assess)
    lines = {line.split("：")[0]: line for line in answer.text.splitlines()}
    assert "40 个工作日" in lines["黄山市"]
    assert "35 个工作日" in lines["安庆市"]


def test_items_said_of_another_group_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "guide.txt").write_text(
        "青溪市用电报装办事规定\n青政办〔2023〕7号\n"
        "第一条 办理用电报装，应当提交下列材料：\n"
        "（一）高压用户提交负荷说明和设备清单；\n"
        "（二）低压用户提交房屋产权证明；\n"
        "（三）经办人身份证。\n"
        "第二条 本规定自2023年6月1日起施行。\n"
        "青溪市人民政府办公室\n2023年5月5日\n",
        encoding="utf-8",
    )
    with Store.open(tmp_path / "store", create=True) as store:
        assert ingest(store, [tmp_path / "guide.txt"]).failures == []
        of_group = ask(store, "青溪市高压用户用电报装要提交哪些材料", decision=_always)
        of_all = ask(store, "青溪市用电报装要提交哪些材料", decision=_always)
    assert "负荷说明" in of_group.text
    assert "身份证" in of_group.text
    assert "产权证明" not in of_group.text
    assert all(word in of_all.text for word in ("负荷说明", "产权证明", "身份证"))


def _always(draft: Draft) -> Assessment:
    return Assessment(confidence=1.0, answered=bool(draft.statements))
