"""Tables of guides whose rows are pairs of a label and what it says, without a header."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LABEL = re.compile(
    r"(?:事项|业务|服务|项目|许可|证照)(?:名称|编码|类型|类别|内容|版本)|(?:基本|实施)编码|办件类型|权力(?:类型|来源)"
    r"|(?:实施|受理|办理|审批|决定|责任|主管|承办|行使|监督)(?:主体|机关|机构|单位|部门|科室|层级|性质)"
    r"|(?:法定|承诺|办理|受理|审批|办结)+(?:办结)?(?:时限|期限|时间)|到(?:办事)?现场(?:的?最?[少多])?次数|跑动次数"
    r"|是否收费|收费(?:标准|依据|情况)|服务对象|(?:设定|办理|实施|法律|政策|受理)依据|(?:办理|受理|申请)(?:条件|对象|地点|流程|形式|方式|渠道)"
    r"|(?:办公|工作|办理|受理)时间|(?:咨询|监督|投诉|联系|举报)(?:投诉)?(?:电话|方式)|申请材料|(?:办理)?结果(?:名称|类型|样本)|送达方式|通办范围|行使层级|数量限制"
)
_OFFICE = re.compile(r"(?:实施|受理|办理|审批|责任|主管|承办)(?:主体|机关|机构|单位|部门)")


def holds_pairs(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether cells stand in pairs: | 法定时限 | 20日 | 承诺时限 | 5日 |.

    Two labels at the head of pairs make it sure; a header has labels beside them, too.
    """
    if not rows or len(rows[0]) % 2:
        return False
    labels = {cell for row in rows for cell in row[::2] if _LABEL.fullmatch(cell)}
    beside = any(_LABEL.fullmatch(cell) for cell in rows[0][1::2])
    return len(labels) >= 2 and not beside and len(rows) >= 2


def office_of(cells: Sequence[str]) -> str:
    """Return who decides on what a guide is about, where a row of pairs says so."""
    pairs = zip(cells[::2], cells[1::2], strict=False)
    return next((value for name, value in pairs if _OFFICE.fullmatch(name)), "")
