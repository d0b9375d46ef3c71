"""Files are counted by how unlike their clauses their questions are worded."""

from pathlib import Path

from eval.gold import GoldIndex
from eval.records import Gold
from eval.wording import FileWording, wording_by_file

PLAN = "1.提升开办企业效率。企业开办压缩至1个工作日。\n2.简化注销。企业注销当日办结。\n"


def test_files_are_counted_apart(make_question, tmp_path: Path):
    document = tmp_path / "plan.txt"
    document.write_text("云桥市优化营商环境工作方案\n" + PLAN, encoding="utf-8")
    gold = (Gold(document="plan.txt", number="1."),)
    one, two = Path("one.jsonl"), Path("two.jsonl")
    questions = [
        make_question(text="企业开办压缩至几个工作日", gold=gold, path=one),
        make_question(id="a2", text="想开家小店,执照啥时候能到手", gold=gold, path=one),
        make_question(id="a3", text="契税多少", answerable=False, gold=(), why="没有", path=one),
        make_question(id="a4", text="How long until I may open?", gold=gold, path=two),
    ]
    found = wording_by_file(questions, GoldIndex.of_documents([document]))
    assert found == [
        FileWording(path=one, questions=3, answerable=2, low_overlap=1),
        FileWording(path=two, questions=1, answerable=1, low_overlap=1),
    ]
    assert str(found[0]) == (
        "one.jsonl: 3 questions, 1 unanswerable; 1 of 2 (50%) worded unlike their clauses"
    )


def test_a_file_without_answerable_questions_has_no_share():
    assert FileWording(path=Path("a"), questions=1, answerable=0, low_overlap=0).low_share == 0.0
