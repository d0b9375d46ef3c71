"""Documents come, change and go over HTTP; the next search sees it."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index import Store
from service.ingesting import ingest

Policy = Callable[..., bytes]


def test_an_upload_is_found_at_once_and_again_changes_nothing(
    uploader: Any, policy: Policy, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="service.uploading")
    first = uploader.post(("water.txt", policy("云汐")))
    assert first.status_code == 201
    (document,) = first.json()["documents"]
    assert document["outcome"] == "added"
    assert document["source"] == "water.txt"
    assert uploader.found("云汐 用水报装")[0] == document["id"]
    assert uploader.http.get("/readyz").json()["generation"] == first.json()["generation"]
    assert f"uploader added document {document['id']}" in caplog.messages

    again = uploader.post(("water.txt", policy("云汐")))
    assert again.status_code == 200
    assert again.json() == {
        "documents": [{**document, "outcome": "unchanged"}],
        "failed": [],
        "notes": [],
        "generation": first.json()["generation"],
    }


def test_a_corrected_copy_keeps_document_and_unchanged_clauses(
    uploader: Any, policy: Policy
) -> None:
    (document,) = uploader.post(("a.txt", policy("月牙"))).json()["documents"]
    before = uploader.clause_ids(document["id"])
    corrected = uploader.post(("b.txt", policy("月牙", days=3)))
    assert corrected.status_code == 200
    assert corrected.json()["documents"] == [{**document, "source": "b.txt", "outcome": "updated"}]
    after = uploader.clause_ids(document["id"])
    assert len(before) == len(after) == 3
    assert {text: uid for text, uid in after.items() if "3个工作日" not in text} == {
        text: uid for text, uid in before.items() if "5个工作日" not in text
    }
    with Store.open(uploader.store, read_only=True) as store:
        assert store.sources(document["id"]) == (f"upload://{document['id']}",)


def test_documents_of_one_file_name_do_not_replace_one_another(
    uploader: Any, policy: Policy
) -> None:
    both = uploader.post(("x.txt", policy("石屿")), ("x.txt", policy("石屿", title="供气管理办法")))
    assert [one["outcome"] for one in both.json()["documents"]] == ["added", "added"]
    third = uploader.post(("x.txt", policy("石屿", title="供热管理办法", number=8)))
    ids = {one["id"] for response in (both, third) for one in response.json()["documents"]}
    assert len(ids) == 3
    listed = uploader.http.get("/v1/documents", params={"limit": 200}).json()["documents"]
    assert ids <= {one["id"] for one in listed}


def test_an_archive_gives_its_documents_and_says_what_it_did_not(
    uploader: Any, policy: Policy
) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("附件/water.txt", policy("竹溪"))
        archive.writestr("附件/old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old")
    response = uploader.post(("../../all.zip", buffer.getvalue()), ("empty.txt", b" "))
    assert response.status_code == 201
    assert [one["source"] for one in response.json()["documents"]] == ["water.txt"]
    failed = {one["file"]: one["reason"] for one in response.json()["failed"]}
    assert set(failed) == {"all.zip!附件/old.doc", "empty.txt"}
    assert ".docx" in failed["all.zip!附件/old.doc"]


def test_an_archive_that_is_made_to_exhaust_is_refused(uploader: Any) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"0" * 20_000_000)
    response = uploader.post(("all.zip", buffer.getvalue()))
    assert response.status_code == 422
    assert "200 times are allowed" in response.json()["detail"]


def test_an_upload_of_which_nothing_is_read_says_why_of_each_file(uploader: Any) -> None:
    response = uploader.post(("a.txt", b" "), ("C:\\b\u202ec.rtf", b"{\\rtf1 x}"))
    assert response.status_code == 422
    problem = response.json()
    assert problem["detail"] == "a.txt: the file is empty (and 1 more)"
    assert [one["location"] for one in problem["errors"]] == [["body", "a.txt"], ["body", "bc.rtf"]]
    metrics = uploader.http.get("/metrics").text
    assert 'outcome="refused"' in metrics


def test_an_id_that_a_client_gave_stays_whatever_the_title(uploader: Any, policy: Policy) -> None:
    first = uploader.put("kb-42", policy("杏林"), content_type="text/plain")
    assert (first.status_code, first.json()["outcome"]) == (201, "added")
    assert first.json()["source"] == "kb-42.txt"
    before = uploader.clause_ids("kb-42")
    assert all(uid.startswith("kb-42-") for uid in before.values())

    retitled = policy("杏林", title="供水用水管理办法", number=9)
    second = uploader.put("kb-42", retitled, "?name=new.txt")
    assert (second.status_code, second.json()["outcome"]) == (200, "updated")
    assert second.json()["title"] == "杏林市供水用水管理办法"
    after = uploader.clause_ids("kb-42")
    assert after.items() >= {one for one in before.items() if one[0].startswith("第")}
    assert uploader.found("杏林 用水报装").count("kb-42") >= 1

    again = uploader.put("kb-42", retitled, "?name=new.txt")
    assert again.json() == {**second.json(), "outcome": "unchanged"}


def test_a_document_has_one_id_however_it_comes(
    uploader: Any, policy: Policy, tmp_path: Path
) -> None:
    given = uploader.put("kb-7", policy("柳川"), "?name=a.txt")
    assert given.status_code == 201
    posted = uploader.post(("b.txt", policy("柳川", days=2)))
    assert [(one["id"], one["outcome"]) for one in posted.json()["documents"]] == [
        ("kb-7", "updated")
    ]
    (tmp_path / "c.txt").write_bytes(policy("柳川", days=1))
    with Store.open(uploader.store) as store:
        report = ingest(store, [tmp_path])
        assert (report.update.added, report.update.updated) == (0, 1)
        assert store.sources("kb-7") == ((tmp_path / "c.txt").as_posix(), "upload://kb-7")

    refused = uploader.put("kb-8", policy("柳川"), "?name=a.txt")
    assert refused.status_code == 409
    assert "kb-7" in refused.json()["detail"]
    # What was put before is put back, though its bytes were seen.
    back = uploader.put("kb-7", policy("柳川", days=2), "?name=b.txt")
    assert back.json()["outcome"] == "updated"
    assert any("2个工作日" in text for text in uploader.clause_ids("kb-7"))


def test_a_document_known_under_its_own_id_is_not_put_under_another(
    uploader: Any, policy: Policy
) -> None:
    (document,) = uploader.post(("a.txt", policy("枫桥"))).json()["documents"]
    assert uploader.put("kb-9", policy("枫桥", days=1), "?name=a.txt").status_code == 409
    assert uploader.put(document["id"], policy("枫桥", days=1), "?name=a.txt").status_code == 200
    assert uploader.delete(document["id"]).status_code == 204
    assert uploader.put("kb-9", policy("枫桥"), "?name=a.txt").status_code == 201


@pytest.mark.parametrize("other", [b"known", b" "])
def test_an_archive_of_several_files_is_not_put_under_one_id(
    uploader: Any, policy: Policy, other: bytes
) -> None:
    known = policy("松坪")
    uploader.post(("a.txt", known))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("1.txt", policy("松坪", title="供气管理办法"))
        archive.writestr("2.txt", known if other == b"known" else other)
    refused = uploader.put("kb-11", buffer.getvalue(), "?name=all.zip")
    assert refused.status_code == 422
    assert "holds 2 files" in refused.json()["detail"]
    # Nothing of it waits to be published by whoever writes next.
    assert uploader.put("kb-12", policy("松坪", title="供热管理办法"), "?name=a.txt").is_success
    assert uploader.http.get("/v1/documents/kb-11").status_code == 404
    assert uploader.delete("kb-12").status_code == 204


def test_an_archive_of_one_file_is_put(uploader: Any, policy: Policy) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("附件/1.txt", policy("松坪", title="停车管理办法"))
    put = uploader.put("kb-13", buffer.getvalue(), "?name=all.zip")
    assert (put.status_code, put.json()["source"]) == (201, "1.txt")


def test_what_is_put_replaces_even_what_its_issuer_published(uploader: Any, policy: Policy) -> None:
    uploader.put("kb-10", policy("桂浦"), "?name=a.txt")
    reposted = "信息来源：石湾市水务局\n".encode() + policy("桂浦", days=2)
    assert uploader.put("kb-10", reposted, "?name=a.txt").json()["outcome"] == "updated"


@pytest.mark.parametrize("name", ["-x", ".hidden", "x" * 65, "a b", "县", "a%2Fb", "a%0A"])
def test_an_id_has_letters_digits_and_few_marks(uploader: Any, policy: Policy, name: str) -> None:
    assert uploader.put(name, policy("兰陵")).status_code == (404 if name == "a%2Fb" else 422)


def test_a_deleted_document_is_gone_at_once(uploader: Any, policy: Policy) -> None:
    (document,) = uploader.post(("a.txt", policy("梅岭"))).json()["documents"]
    clause_ids = uploader.clause_ids(document["id"]).values()
    assert document["id"] in uploader.found("梅岭 用水报装")
    response = uploader.delete(document["id"])
    assert (response.status_code, response.content) == (204, b"")
    assert document["id"] not in uploader.found("梅岭 用水报装")
    for path in (f"documents/{document['id']}", *(f"clauses/{uid}" for uid in clause_ids)):
        assert uploader.http.get(f"/v1/{path}").status_code == 404
    again = uploader.delete(document["id"])
    assert (again.status_code, again.json()["status"]) == (404, 404)
