"""Service: hits -> answers, over HTTP, on the command line and on a page."""
