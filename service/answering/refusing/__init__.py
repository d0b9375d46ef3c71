"""The decision to answer or to refuse, and the features it rests on."""
