"""What a question asks for, read from its words: places, numbers, terms, kinds of figures."""
