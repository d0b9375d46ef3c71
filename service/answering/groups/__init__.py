"""For whom a figure holds and whom a question asks about: classes, ranges and what is left out."""
