"""Search by words: tokens, BM25, the lexicon of other names, spelling."""
