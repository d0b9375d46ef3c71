"""A user's own terms and places are used, and faults in them are named."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

DOCUMENT = """桃花坪市人民政府办公室关于印发桃花坪市便民服务办法的通知
桃政办发〔2023〕2号
各区人民政府：
现将办法印发给你们，请遵照执行。
桃花坪市人民政府办公室
2023年3月1日
一、窗口服务
（一）延时服务。各窗口每日18时至20时办理户籍业务，周末由值班人员照常受理，群众不必请假。
（二）上门服务。对行动不便的老年人，社区民警在2个工作日内上门办理居民身份证，不收取任何费用。
"""


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from service.cli import main; main()", *arguments],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_own_terms_and_places_reach_search_from_the_environment(tmp_path: Path) -> None:
    document = tmp_path / "plan.txt"
    document.write_text(DOCUMENT, encoding="utf-8")
    lexicon = tmp_path / "terms.txt"
    lexicon.write_text("延时服务 = 夜市窗口, 夜间大厅\n", encoding="utf-8")
    places = tmp_path / "places.tsv"
    places.write_text(
        "name\tlevel\tparents\tromanised\taliases\n桃花坪市\tcity\t湖南省\ttaohuaping\t桃花坪\n",
        encoding="utf-8",
    )
    variables = {
        "ZHENGDA_STORE": str(tmp_path / "store"),
        "ZHENGDA_LEXICON": str(lexicon),
        "ZHENGDA_REGIONS": str(places),
    }
    assert run("ingest", str(document), **variables).returncode == 0
    found = json.loads(
        run("search", "taohuaping 夜市窗口", "--json", "--mode", "lexical", **variables).stdout
    )
    assert found["query"]["terms"] == ["延时服务"]
    assert found["query"]["regions"] == ["桃花坪市"]
    assert found["results"][0]["clause"]["heading"] == "延时服务"
    assert found["results"][0]["document"]["region"] == "湖南省桃花坪市"


def test_a_fault_in_a_user_file_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "places.tsv"
    bad.write_text("name\tlevel\n某市\tgalaxy\n", encoding="utf-8")
    document = tmp_path / "plan.txt"
    document.write_text(DOCUMENT, encoding="utf-8")
    store = str(tmp_path / "store")
    result = run("ingest", str(document), ZHENGDA_STORE=store, ZHENGDA_REGIONS=str(bad))
    assert result.returncode == 1
    assert "places.tsv" in result.stderr
    assert "Traceback" not in result.stderr
