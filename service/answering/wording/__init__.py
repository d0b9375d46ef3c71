"""How the words of a question and of a text meet."""
