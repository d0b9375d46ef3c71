"""What is said and cited against a gold span: overlap of tokens, of offsets, and of wording."""

import pytest

from eval.benchmark_spans import GoldSpan
from eval.span_scores import VERBATIM_CHARS, Quoted, cites, span_f1, span_recall, span_values

TEXT = "澜渡市水务局通知：用水报装自受理之日起三个工作日内办结，逾期未办结的视为同意。"


def gold(text: str, within: str = TEXT) -> GoldSpan:
    start = within.index(text)
    return GoldSpan(text=text, start=start, end=start + len(text))


def quoted(text: str, *, document: str = "water", start: int | None = None) -> Quoted:
    at = TEXT.index(text) if start is None else start
    return Quoted(document=document, start=at, end=at + len(text), text=text)


def test_f1_counts_characters_but_figures_and_latin_words_as_wholes():
    assert span_f1("20天", "2天") == 0.5
    assert span_f1("APP办理", "APK办理") == pytest.approx(2 / 3)
    assert span_f1("1.5倍", "15倍") == 0.5
    assert span_f1("二十个", "二个") == pytest.approx(4 / 5)


def test_f1_is_blind_to_script_width_case_blanks_and_punctuation():
    assert span_f1("經 辦，ＡＰＰ：３０％。", "经办app30%") == 1.0
    assert span_f1("30%", "30") == pytest.approx(2 / 3)
    assert span_f1("", "经办") == span_f1("。", "经办") == 0.0


def test_f1_counts_a_repeated_character_only_as_often_as_both_have_it():
    assert span_f1("天天天", "天") == 0.5


def test_characters_under_a_citation_of_the_judged_document_are_recalled():
    wanted = gold("三个工作日内办结，逾期")
    half = quoted("起三个工作日")
    assert span_recall([half], wanted, {"water"}) == 0.5  # the comma is none of its ten
    elsewhere = Quoted(document="other", start=half.start, end=half.end, text="别的内容别的")
    assert span_recall([elsewhere], wanted, {"water"}) == 0.0
    assert span_recall([elsewhere], wanted, {"water", "other"}) == 0.5


def test_the_same_words_of_another_document_are_recalled_in_long_runs_only():
    wanted = gold("自受理之日起三个工作日内办结")
    run = wanted.text[:VERBATIM_CHARS]
    other = [quoted(f"须{run}算", document="other", start=0)]
    assert span_recall(other, wanted, {"water"}) == VERBATIM_CHARS / len(wanted.text)
    short = [quoted(f"须{run[:-1]}算", document="other", start=0)]
    assert span_recall(short, wanted, {"water"}) == 0.0


def test_runs_are_found_across_blanks_and_line_breaks():
    wanted = gold("三个工作日内办结")
    broken = [quoted("三个 工作\n日内办结", document="other", start=0)]
    assert span_recall(broken, wanted, {"water"}) == 1.0


def test_runs_in_two_quotes_do_not_join():
    wanted = gold("三个工作日")
    parts = [quoted(part, document="other", start=0) for part in ("三个工", "作日")]
    assert span_recall(parts, wanted, {"water"}) == 0.0


def test_a_gold_span_shorter_than_a_run_counts_in_its_own_document_only():
    wanted = gold("三个")
    assert span_recall([quoted("满三个月", document="other", start=0)], wanted, {"water"}) == 0.0
    assert span_recall([quoted("满三个月", start=18)], wanted, {"water"}) == 1.0
    assert span_recall([quoted("满三年", document="other", start=0)], wanted, {"water"}) == 0.0


def test_a_gold_span_of_signs_only_is_compared_by_its_signs():
    wanted = GoldSpan(text="√", start=3, end=4)
    assert span_recall([Quoted(document="d", start=0, end=9, text="")], wanted, {"d"}) == 1.0
    assert span_recall([Quoted(document="e", start=0, end=2, text="×")], wanted, {"d"}) == 0.0


def test_a_citation_is_right_in_the_judged_document_and_on_the_span():
    wanted = gold("三个工作日")
    assert cites([quoted("起三个")], wanted, {"water"})
    assert not cites([quoted("自受理之日起")], wanted, {"water"})  # ends where the span begins
    assert not cites([quoted("起三个", document="other")], wanted, {"water"})


def test_each_measure_is_the_best_over_the_alternatives():
    first, second = gold("三个工作日内办结"), gold("视为同意")
    said = "三个工作日内办结"
    both = span_values(said, [quoted("视为同意")], [first, second], {"water"})
    assert both == {"holds": 1.0, "cited_right": 1.0, "span_recall": 1.0, "span_f1": 1.0}
    one = span_values(said, [quoted("视为同意")], [first], {"water"})
    assert one == {"holds": 0.0, "cited_right": 0.0, "span_recall": 0.0, "span_f1": 1.0}


def test_half_of_a_span_holds_it():
    wanted = gold("三个工作日内办结，逾期")
    half, less = quoted("起三个工作日"), quoted("起三个工作")
    assert span_values("", [half], [wanted], {"water"})["holds"] == 1.0
    assert span_values("", [less], [wanted], {"water"})["holds"] == 0.0
