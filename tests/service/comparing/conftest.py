"""Invented plans of several places on the same tasks, and the application over them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from index import Store
from service.app import create_app
from service.ingesting import ingest
from service.settings import Settings

CHENGPU = """澄浦市优化营商环境实施方案
澄政办发〔2021〕12号
澄浦市人民政府办公室
2021年3月5日
一、主要任务
（一）优化获得电力服务。高压用户办电时间不超过40个工作日，低压非居民用户办电时间不超过15个工作日，\
居民用户办电时间不超过5个工作日。免费提供用电设备安全检测。（牵头单位：市发展改革委；责任单位：国网澄浦供电公司）
（二）压缩施工许可办理时间。从项目备案到取得施工许可证不超过60天。（牵头单位：市住房城乡建设局）
（三）加强组织领导。各部门要落实责任，定期报送进展情况。
"""
NANDU = """南渡市营商环境提升行动计划
南政发〔2022〕3号
南渡市人民政府
2022年6月1日
一、重点任务
（一）方便企业获得水电。供水报装办理时限压减至20个工作日；用电报装办理时限压减至高压用户30个工作日、\
居民用户3个工作日。推行不停电作业。（牵头单位：市工业和信息化局；责任单位：南渡供电公司）
（二）加快工程建设项目施工许可审批。从批准到竣工验收的施工许可审批时间压缩至60个工作日以内。（牵头单位：市行政审批局）
（三）强化组织保障。压实工作责任。
"""
BEIYU = """北屿市深化商事制度改革工作方案
北政办〔2022〕8号
北屿市人民政府办公室
2022年9月9日
一、工作任务
（一）提升用电报装服务水平。精简办电流程，推行线上办电，主动公开服务标准。（牵头单位：北屿供电公司）
（二）推进企业注销便利化。简化注销材料。（牵头单位：市市场监管局）
"""
NANDU_OLD = """南渡市优化用电服务若干措施
南政办发〔2015〕9号
第一条 高压用户用电报装办理时限为90个工作日。
第二条 本措施自2015年5月1日起施行，有效期3年。
南渡市人民政府办公室
2015年4月20日
"""
# What a store holds besides: scores relate a clause to all that is stored.
OTHERS = """临溪市民生实事工作清单
临溪政发〔2022〕5号
临溪市人民政府
2022年2月10日
一、主要事项
（一）加强知识产权保护。建立快速维权机制，受理侵权投诉。
（二）便利跨境贸易。压缩进出口货物通关时间，公开口岸收费目录。
（三）改进纳税服务。推行电子发票，增值税留抵退税4个工作日内办结。
（四）扩大信贷投放。引导银行对小微企业减费让利，建立续贷清单。
（五）规范招标投标。清理对外地企业的限制，推行电子评标。
（六）改善政府采购。预留采购份额，取消投标保证金。
（七）推动人才引进。对来本市就业的毕业生发放生活补贴每月1000元。
（八）提升养老服务。新建社区食堂，改造老旧小区无障碍设施。
（九）优化义务教育入学。实行网上报名，公开划片范围。
（十）便民就医。推行诊间结算，检查结果互认。
（十一）加强食品安全监管。对餐饮单位实行分级抽查。
（十二）保护生态环境。关停散乱污企业，整治黑臭水体。
（十三）推进农村公路养护。落实路长制，公开养护电话。
（十四）支持科技创新。对高新技术企业给予一次性奖励20万元。
（十五）完善消防安全责任。开展高层建筑排查。
（十六）规范物业管理。公开维修资金使用情况。
（十七）发展文化旅游。培育乡村民宿，举办节庆活动。
（十八）保障农民工工资支付。建立工资专用账户。
（十九）促进就业创业。发放创业担保贷款，免费培训。
（二十）强化统计工作。严肃查处数据造假。
"""
FENGHE = """枫禾市公用服务报装时限一览表
枫禾市住房和城乡建设局 2023年8月10日
现将用电报装、用水报装办理时限公布如下：
| 事项 | 用户类别 | 环节 | 办理时限（工作日） | 原时限（工作日） |
| --- | --- | --- | --- | --- |
| 用电报装 | 高压单电源 | 全流程 | 18 | 30 |
| 用电报装 | 居民 | 全流程 | 2 | 3 |
| 用水报装 | 居民 | 全流程 | 4 | 6 |
"""
WAGES = """澄浦市关于调整最低工资标准的通知
澄政发〔2022〕9号
一、调整后的月最低工资标准为2280元。
二、上述标准自2022年10月1日起执行。
澄浦市人民政府
2022年9月1日
"""
WAGES_NANDU = """南渡市关于公布最低工资标准的通知
南政发〔2022〕19号
一、全日制用工月最低工资标准为2350元。
二、非全日制用工小时最低工资标准为22元。
三、上述标准自2022年11月1日起执行。
南渡市人民政府
2022年10月1日
"""
FILES = {
    "fenghe.md": FENGHE,
    "wages.txt": WAGES,
    "wages_nandu.txt": WAGES_NANDU,
    "others.txt": OTHERS,
    "chengpu.txt": CHENGPU,
    "nandu.txt": NANDU,
    "beiyu.txt": BEIYU,
    "nandu_2015.txt": NANDU_OLD,
}


@pytest.fixture(scope="session")
def places_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    corpus = tmp_path_factory.mktemp("places")
    for name, text in FILES.items():
        (corpus / name).write_text(text, encoding="utf-8")
    path = tmp_path_factory.mktemp("places_store") / "store"
    with Store.open(path, create=True) as store:
        assert ingest(store, [corpus]).failures == []
    return path


@pytest.fixture(scope="session")
def places(places_path: Path) -> Iterator[Store]:
    with Store.open(places_path, read_only=True) as store:
        yield store


@pytest.fixture(scope="session")
def places_client(places_path: Path) -> Iterator[TestClient]:
    settings = Settings(store=places_path, request_timeout_s=120)
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield client
