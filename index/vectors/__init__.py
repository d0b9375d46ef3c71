"""Search by vectors: nearest passages, and questions matched token by token."""
