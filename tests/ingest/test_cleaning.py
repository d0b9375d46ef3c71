import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.text.characters import folding_table
from ingest.text.cleaning import clean, fold_punctuation
from ingest.text.script import to_simplified

PIECES = (
    *"規规著着力作乾縣漢汉()（）ā12Ａｂ,，。“”|-#é%: \t\n\r!釆⼀\u3000\xa0\u200b\ufeff\x00\x0c\u2028\uf900",
    *("hàn", "men", "APP", "a\u0304", "  ", "\r\n", "## ", "• ", "\ud800"),
    *("們(men)", "鄉(xiāng)鎮(zhèn)", "优(yōu)"),
)
noisy_texts = st.one_of(
    st.text(),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=20).map(
        lambda pieces: "".join(pieces) + "優(yōu)" * 10
    ),
)


@settings(deadline=None)  # OpenCC loads its dictionaries on the first text that needs them
@given(noisy_texts)
def test_cleaning_twice_equals_cleaning_once(raw):
    once = clean(raw).text
    assert clean(once).text == once


@settings(deadline=None)  # OpenCC loads its dictionaries on the first text that needs them
@given(noisy_texts)
def test_every_kept_character_is_its_raw_character_or_a_form_of_it(raw):
    text = clean(raw)
    assert len(text) == text.alignment.length
    offsets = [text.alignment.raw_offset(i) for i in range(len(text))]
    assert offsets == sorted(set(offsets))
    for kept, offset in zip(text.text, offsets, strict=True):
        folded = folding_table().get(ord(raw[offset]), raw[offset])
        forms = {folded, to_simplified(folded), "着" if folded == "著" else folded}
        assert kept in forms or (raw[offset], kept) == ("\r", "\n")


@settings(deadline=None)  # OpenCC loads its dictionaries on the first text that needs them
@given(noisy_texts)
def test_line_breaks_are_kept(raw):
    breaks = "\n\x0b\x0c\x85\u2028\u2029"
    assert clean(raw).text.count("\n") <= sum(map(raw.count, breaks)) + raw.count("\r")
    plain = raw.replace("\r", "")
    assert clean(plain).text.count("\n") == sum(map(plain.count, breaks))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("津政規(guī)〔2020〕7號", "津政规〔2020〕7号"),
        ("街道(鄉(xiāng)鎮(zhèn))工作", "街道(乡镇)工作"),
        ("優（yōu）化", "优化"),
        ("規 (gui\u0304) 定", "规定"),
        ("规划(guīhuà)方案(fāng'àn)", "规划方案"),
        ("长(cháng )江", "长江"),
        ("女(nǚ)儿(er)", "女儿(er)"),
        ("应用程序(APP)和国内生产总值(GDP)", "应用程序(APP)和国内生产总值(GDP)"),
        ("如下(a)、(b)", "如下(a)、(b)"),
        ("简历(résumé)和咖啡馆(café)", "简历(résumé)和咖啡馆(café)"),
        ("APP(yōu)", "APP(yōu)"),
    ],
)
def test_toned_pinyin_in_brackets_goes_and_latin_text_stays(raw, expected):
    assert clean(raw).text == expected


def test_neutral_tone_goes_only_beside_many_toned_glosses():
    assert clean("我们(men)").text == "我们(men)"
    assert clean("优(yōu)" * 10 + "我们(men)用APP(men)").text == "优" * 10 + "我们用APP(men)"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2 个工作 小时内", "2个工作小时内"),
        ("(三十 一 )强化", "(三十一)强化"),
        ("《公平 竞争审查制度…》", "《公平竞争审查制度…》"),
        ("工作部署, 以企业为准; 2020 年底", "工作部署,以企业为准;2020年底"),
        ("符合形式的, 2020年", "符合形式的,2020年"),
        ("0 4千伏", "0 4千伏"),
        ("最长 13 7 小时", "最长13 7小时"),
        ("LED  screen, and 1. two (three)", "LED screen, and 1. two (three)"),
        ("使用 APP 办理", "使用APP办理"),
        ("| 事项 | 时限 |\n| 接电 | 3 天 |", "|事项|时限|\n|接电|3天|"),
        ("\u3000\u3000第一条\u3000为了 \r\n\r\n\t二\xa0", "第一条为了\n\n二"),
        ("## 第一章  总则\n  - 2 -\n- 其他", "## 第一章总则\n- 2 -\n- 其他"),
        ("( 一 ) 满意度 95 %以上", "(一)满意度95%以上"),
        ("he said “hello world” to", "he said “hello world” to"),
    ],
)
def test_stray_spaces_go_and_spaces_between_words_or_digits_stay(raw, expected):
    assert clean(raw).text == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("0 4", "0 4"),
        ("０ ４", "0 4"),
        ("1 0 5", "105"),
        ("0. 4", "0.4"),
        ("２ ０ ３ ４", "2034"),
    ],
)
def test_a_number_that_begins_with_0_lost_its_point_where_spaces_are_scattered(number, expected):
    noise = "各 级 部 门 要 按 照 统 一 部 署 压 缩 办 理 环 节 ，"
    assert clean(f"{noise}管 道 {number} 兆 帕").text.endswith(f"管道{expected}兆帕")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("ＡＰＰ２０２０，（一）", "APP2020，（一）"),
        ("⼀、⽅案⻓期釆用", "一、方案长期采用"),
        ("零\u200b宽\ufeff和软\xad连\x00字符", "零宽和软连字符"),
        ("甲\r乙\x0c丙\u2028丁", "甲\n乙\n丙\n丁"),
        ("锛14全面自查", "锛14全面自查"),
    ],
)
def test_forms_are_folded_and_nothing_is_guessed(raw, expected):
    assert clean(raw).text == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            "對工作三個著力要求,接著圍繞著顯著提升的著作權",
            "对工作三个着力要求,接着围绕着显著提升的著作权",
        ),
        ("臺灣衞生規劃:乾燥、乾隆、後來、皇后、瞭解", "台湾卫生规划:干燥、乾隆、后来、皇后、了解"),
        ("对三个著力,接著显著提升著作权和著名商标", "对三个着力,接着显著提升著作权和著名商标"),
        ("乾县与陳水扁后来于是", "乾县与陳水扁后来于是"),
    ],
)
def test_script_is_decided_by_the_document(raw, expected):
    assert clean(raw).text == expected


def test_offsets_lead_back_to_the_raw_text():
    raw = "二、 重點任務\n街道(鄉(xiāng)鎮(zhèn)) ２４ 小時"
    text = clean(raw)
    start = text.text.index("乡镇")
    assert text.text[start:] == "乡镇)24小时"
    span = text.alignment.raw_span(start, start + 2)
    assert raw[span.start : span.end] == "鄉(xiāng)鎮"


def test_folding_punctuation_keeps_length_and_quotation_marks():
    text = "，；：（）！？．％／～、。《》〔〕【】“”Ａ"
    folded = fold_punctuation(text)
    assert folded == ",;:()!?.%/~、。《》〔〕【】“”A"


@given(st.text())
def test_folding_punctuation_keeps_every_offset(text):
    assert len(fold_punctuation(text)) == len(text)


@pytest.mark.parametrize(
    "piece", ["汉(", "(", " ", "汉(ā", "汉" + " " * 999, "# ", "“ ", "規", "\r", "著", "<!--"]
)
def test_time_is_linear_on_long_single_lines(assert_linear, piece):
    assert len(clean(piece * 100)) <= 100 * len(piece)
    assert_linear(clean, piece)
