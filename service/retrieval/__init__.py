"""Retrieval for other systems: Dify's external knowledge base over the clauses of the store."""
