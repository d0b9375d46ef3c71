"""From a question to ranked hits: evidence gathered, fused, filtered and cited."""
