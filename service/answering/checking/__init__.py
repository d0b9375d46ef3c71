"""What a sentence claims, and whether the cited spans say it."""
