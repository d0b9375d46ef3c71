"""Knowledge entries for hotlines: what one clause tells a caller, with the questions it answers."""
