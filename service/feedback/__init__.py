"""What readers say of answers: taken from the interface and the page, kept in the ledger."""
