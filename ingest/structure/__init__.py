"""The structure of a document: lines, marks and outline, and the clauses made from them."""
