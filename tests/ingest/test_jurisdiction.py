import pytest

from ingest.metadata.jurisdiction import document_region


def _place(*, issuers=(), title="", number=None, body=""):
    region = document_region(issuers=issuers, title=title, number_key=number, body=body)
    return region.full_name if region else None


@pytest.mark.parametrize(
    ("known", "place"),
    [
        ({"issuers": ["天津市人民政府"], "body": "滨海新区先行先试。滨海新区要落实。"}, "天津市"),
        ({"issuers": ["国务院办公厅"], "title": "国务院办公厅关于支持上海市某事的意见"}, "中国"),
        ({"issuers": ["公安部"]}, "中国"),
        ({"issuers": ["市人民政府办公室"], "title": "关于印发襄阳市某方案的通知"}, "湖北省襄阳市"),
        ({"issuers": ["湖北省财政厅", "襄阳市财政局"]}, "湖北省"),
        ({"title": "中华人民共和国某法"}, "中国"),
        ({"title": "某指引", "number": "鄂政办发〔2020〕3号"}, "湖北省"),
        ({"title": "某指引", "number": "国办发〔2020〕3号"}, "中国"),
        ({"title": "京津冀协同发展:北京市、天津市、河北省合作方案"}, None),
        (
            {"title": "某方案", "body": "我区要加快建设,全区一体推进。附件:成都市青羊区任务分工。"},
            "四川省成都市青羊区",
        ),
        (
            {"title": "某条例", "body": "第一条 根据《中华人民共和国某法》,制定本条例。海南省、海南省、海南省试点。"},
            "中国",
        ),
        ({"title": "某方案", "body": "学习上海市、北京市的经验。"}, None),
        ({"title": "某方案", "body": "要落实责任。"}, None),
        (
            {"title": "某通报", "body": "市政府召开会议。来自武汉市的专家介绍经验。上海市市级医院全市统筹,上海市各区落实,上海市另行通报。"},
            "上海市",
        ),
        (
            {"title": "某通报", "body": "我市老年人免费乘车,我市与上海市互认老年卡,我市聘请重庆市专家。"},
            None,
        ),
        (
            {"title": "某通告", "body": "解除武汉市通道管控措施。武汉市的小区封闭管理,抵达武汉的人员测温。"},
            "湖北省武汉市",
        ),
        ({"title": "某指引", "body": "来自湖北省的人员登记。湖北籍员工暂缓返岗。前往湖北省的报备。"}, None),
        (
            {"title": "某方案", "body": "我市全市推进。对口支援武汉市,支援武汉市,驰援武汉市。青岛市各区落实。"},
            "山东省青岛市",
        ),
        ({"issuers": ["鼓楼区人民政府"], "body": "福州市统一部署,全区推进。"}, "福建省福州市鼓楼区"),
        ({"issuers": ["鼓楼区人民政府"], "body": "要落实责任。"}, None),
    ],
)  # fmt: skip
def test_the_place_of_a_document(known, place):
    assert _place(**known) == place
