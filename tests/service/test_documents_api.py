from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

Documents = dict[str, dict[str, Any]]


def test_documents_are_listed_once_over_pages(client: TestClient, documents: Documents) -> None:
    seen: list[str] = []
    cursor: str | None = None
    while True:
        query = {"limit": "1", **({"cursor": cursor} if cursor else {})}
        page = client.get("/v1/documents", params=query).json()
        assert set(page) == {"documents", "next_cursor"}
        assert len(page["documents"]) == 1
        seen += [document["id"] for document in page["documents"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert sorted(seen) == sorted(document["id"] for document in documents.values())


@pytest.mark.parametrize(
    ("query", "sources"),
    [
        ("status=expired", ["hotline_2015.txt"]),
        ("issuer=青石县人民政府&issuer=nobody", ["noisy.txt"]),
        ("document_number=临政办发[2021]12号", ["plan.txt"]),
        ("document_number=臨政辦發〔２０２１〕１２號", ["plan.txt"]),
        ("issuer=青石縣人民", ["noisy.txt"]),
        ("issued_to=2016-01-01", ["hotline_2015.txt"]),
        ("issuer=nobody", []),
    ],
)
def test_documents_are_filtered(client: TestClient, query: str, sources: list[str]) -> None:
    found = client.get(f"/v1/documents?{query}").json()["documents"]
    assert [document["source"] for document in found] == sources


def test_a_document_is_read_by_its_id(client: TestClient, documents: Documents) -> None:
    for document in documents.values():
        assert client.get(f"/v1/documents/{document['id']}").json() == document


@pytest.mark.parametrize("source", ["plan.txt", "hotline_2015.txt", "noisy.txt"])
def test_the_raw_text_is_the_file(
    client: TestClient, documents: Documents, corpus: Path, source: str
) -> None:
    response = client.get(f"/v1/documents/{documents[source]['id']}/raw")
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    # Reading ends every line with a line feed, as Python does; nothing else is touched.
    assert response.content.decode("utf-8") == (corpus / source).read_text("utf-8")


@pytest.mark.parametrize("source", ["plan.txt", "hotline_2015.txt", "noisy.txt"])
def test_clauses_are_listed_in_order_with_exact_citations(
    client: TestClient, documents: Documents, source: str
) -> None:
    document_id = documents[source]["id"]
    raw = client.get(f"/v1/documents/{document_id}/raw").content.decode()
    clauses: list[dict[str, Any]] = []
    cursor = ""
    while cursor is not None:
        query = {"limit": "2", **({"cursor": cursor} if cursor else {})}
        page = client.get(f"/v1/documents/{document_id}/clauses", params=query).json()
        clauses += page["clauses"]
        cursor = page["next_cursor"]
    assert [clause["position"] for clause in clauses] == [*range(len(clauses))]
    for clause in clauses:
        citation = clause["citation"]
        assert citation["quote"] == raw[citation["start"] : citation["end"]]
        assert citation["url"] == f"/documents/{document_id}#{clause['id']}"
        assert clause["document_id"] == document_id


def test_a_clause_is_read_by_its_id(client: TestClient, documents: Documents) -> None:
    document = documents["plan.txt"]
    listed = client.get(f"/v1/documents/{document['id']}/clauses").json()["clauses"]
    for clause in listed:
        read = client.get(f"/v1/clauses/{clause['id']}").json()
        assert read == {**clause, "document": document}


def test_glosses_are_in_the_quote_and_not_in_the_text(
    client: TestClient, documents: Documents
) -> None:
    path = f"/v1/documents/{documents['noisy.txt']['id']}/clauses"
    clauses = client.get(path).json()["clauses"]
    rent = next(clause for clause in clauses if "租金" in clause["text"])
    assert "企业" in rent["text"]
    assert "qǐ" not in rent["text"]
    assert "企業(qǐ yè)" in rent["citation"]["quote"]
