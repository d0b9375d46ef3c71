"""A small corpus of two cities, their province and a repealed rule, in a store to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest

from index import Store
from ingest.records import Clause, ClauseKind
from ingest.text.alignment import Alignment
from service.answering.answering import ask, draft_of
from service.answering.draft import Assessment, Draft
from service.answering.records import Answer
from service.answering.searching import search_for_answer
from service.ingesting import ingest
from service.raw_texts import RawTexts

HUANGSHAN = """黄山市优化营商环境实施方案
黄政办〔2022〕5号
一、主要任务
（一）优化水电气报装
1.压缩报装时间。供水报装办理时限压减至20个工作日，供气报装办理时限压减至小型工商业户10个工作日、\
中大型工商项目20个工作日，用电报装办理时限压减至低压居民用户7个工作日、高压单电源用户30个工作日、\
高压双电源用户45个工作日，供暖报装办理时限力争压缩至42个工作日。（牵头单位：市住房城乡建设局；\
责任单位：市供电公司、市水务集团）
2.提升获得电力质效。高压用户从提出申请到装表接电，平均办电时间压缩至40个工作日以内(不含用户工程建设)；\
低压用户从提出申请到装表接电，平均办电时间压缩至10个工作日以内(其中有外部工程的平均办电时间压缩至15个工作日以内；\
无外部工程的平均办电时间压缩至5个工作日以内)。用电报装办理环节压减至3个环节，申请材料精简至2项。\
（牵头单位：市发改委）
（二）优化服务
3.压缩企业开办时间。企业开办时间由15个工作日压缩到7个工作日。新开办企业首套印章免费刻制，费用由财政承担。
4.规范保证金。投标保证金不得超过项目估算价的2%，最高不超过80万元。
5.推行告知承诺。企业可以自主选择是否采用告知承诺方式。行业协会不得强制企业入会。
6.报送进展。各责任单位每月25日前报送工作进展。
黄山市人民政府办公室
2022年3月5日
"""

ANQING = """安庆市优化营商环境工作方案
宜政办〔2021〕9号
一、主要任务
1.提升获得电力便利度。高压用户办电时间不超过35个工作日，居民用户办电时间不超过3个工作日。
2.优化不动产登记。一般登记3个工作日内办结，抵押登记当日办结。
安庆市人民政府办公室
2021年4月1日
"""

ANHUI = """安徽省政务服务热线管理规定
皖政〔2020〕30号
第一条 为规范热线管理，制定本规定。
第二条 本规定所称疑难工单，是指涉及三个以上承办单位的工单。
第三条 承办单位应当自接到工单之日起5个工作日内办结并答复。
第四条 有下列情形之一的，工单可以不予受理：
（一）已经进入诉讼程序的；
（二）涉及国家秘密的；
（三）内容不具体、无法办理的。
第五条 本规定自2020年6月1日起施行。
安徽省人民政府
2020年5月10日
"""

OLD = """池州市停车收费管理办法
池政〔2012〕3号
第一条 为规范停车收费，制定本办法。
第二条 公共停车场每小时收费不超过5元。
第三条 本办法自2012年6月1日起施行，有效期5年。
池州市人民政府
2012年5月10日
"""

FILES = {"huangshan.txt": HUANGSHAN, "anqing.txt": ANQING, "anhui.txt": ANHUI, "old.txt": OLD}


@pytest.fixture(scope="session")
def store_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Store]]:
    """Make open stores of texts, by the name of the file that each is."""
    with ExitStack() as opened:

        def made(files: Mapping[str, str]) -> Store:
            folder: Path = tmp_path_factory.mktemp("texts")
            for name, text in files.items():
                (folder / name).write_text(text, encoding="utf-8")
            path = tmp_path_factory.mktemp("store_of_texts") / "store"
            store = opened.enter_context(Store.open(path, create=True))
            assert ingest(store, [folder]).failures == []
            return store

        yield made


@pytest.fixture(scope="session")
def clause_of() -> Callable[..., Clause]:
    """Make a clause of a text, without a store."""

    def made(text: str, heading: str = "") -> Clause:
        return Clause(
            id="c",
            document_id="d",
            position=0,
            kind=ClauseKind.TASK,
            number=None,
            heading=heading,
            path=(),
            text=text,
            body_start=0,
            alignment=Alignment.identity(len(text)),
        )

    return made


@pytest.fixture(scope="session")
def asked_store(store_of: Callable[..., Store]) -> Store:
    return store_of(FILES)


@pytest.fixture(scope="session")
def always() -> Callable[[Draft], Assessment]:
    """Give every draft, so that what it says can be tested apart from the decision."""
    return lambda draft: Assessment(confidence=1.0, answered=True)


@pytest.fixture(scope="session")
def answer(asked_store: Store, always: Callable[[Draft], Assessment]) -> Callable[..., Answer]:
    def asked(question: str, **options: object) -> Answer:
        return ask(asked_store, question, **{"decision": always, **options})  # type: ignore[arg-type]

    return asked


@pytest.fixture(scope="module")
def answers(store: Store, always: Callable[[Draft], Assessment]) -> Callable[[str], Answer]:
    """Ask the module's own `store`, and be given every draft."""
    return lambda question: ask(store, question, decision=always)


@pytest.fixture(scope="session")
def drafts_of() -> Callable[[Store], Callable[[str], Draft]]:
    """Draft answers of a store, without deciding on them."""

    def made(store: Store) -> Callable[[str], Draft]:
        texts = RawTexts()

        def draft(question: str) -> Draft:
            found = search_for_answer(store, question)
            return draft_of(found, lambda hit: texts.of(store, hit, generation=found.generation))

        return draft

    return made


@pytest.fixture
def check_told(answers: Callable[[str], Answer]) -> Callable[..., None]:
    """Ask the module's own `store`, and hold the answer against words it has and has not."""

    def check(question: str, said: Sequence[str], never: Sequence[str]) -> None:
        text = answers(question).text
        assert [words for words in said if words not in text] == []
        assert [words for words in never if words in text] == []

    return check
