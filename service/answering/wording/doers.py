"""Questions for whoever does something, and the words with which rules say who does it.

由谁批 is answered by 经主要负责人批准 or 领导班子集体决定; 找谁报 asks whom to turn to, and
nearly any sentence with an office in it may tell.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_TO_WHOM: Final = re.compile(r"(?:[找向跟问]|到(?!底|时|期|账))[^,。?]{0,8}(?:谁|哪)")
_ASKED: Final = re.compile(
    r"[由归得]谁|谁(?:来|去|说了算|点头|在?[管定批发审办做监组核抓])|哪[^,。?]{0,8}(?:部门|单位|机构|局|机关|一?方)"
)
TO_WHOM: Final = re.compile(
    r"[向到至往找](?![^,，。;；]{0,6}以[上下内])[^,，。;；]{0,24}(?:申[请领报]|提出|提交|办理|咨询|报告|反映|缴|投诉|[局委院府会部心构门关司站所校厅处])"
    r"|拨打|咨询|联系|受理|窗口|经办"
)
"""Says whom to turn to: 向所在学校提出申请, 拨打12345."""
_DOES: Final = (
    r"(?:决定|确定|认定|审[核查批定]|批准|组织|制定|受理|征收|核发|指导|监督|评估|安排|会同)"
)
DOES: Final = re.compile(
    r"由[^,，。;；]{2,30}|负责|主管|[牵领]头|承担|统筹|经[^,，。;；]{2,24}(?:批准|同意|审[核查批定])"
    rf"|[局委院府会部心构门关司长人组员位](?:应当?|要|可以?|集体)?{_DOES}"
    r"|[局委院府会部心构门关司](?:应当?|每[^,，]{1,4}|定期){0,2}对[^,，。;；]{2,20}(?:进行|开展|实施|予以)"
)
"""Says who does something: 由…征收, 经…批准, 领导班子集体决定."""


@lru_cache(maxsize=256)
def asks_doer(question: str) -> bool:
    """Whether a canonical question is for whoever does something, not for whom to turn to."""
    return _ASKED.search(question) is not None and _TO_WHOM.search(question) is None


@lru_cache(maxsize=256)
def asks_to_whom(question: str) -> bool:
    """Whether a canonical question is for whom to turn to: 找谁申请."""
    return _TO_WHOM.search(question) is not None
