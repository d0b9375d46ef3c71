"""The log of questions, when it is wanted: what was asked, and which clauses were found."""
