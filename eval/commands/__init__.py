"""The commands of `zhengda-eval`, one module for each group."""
