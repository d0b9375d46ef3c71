"""What stands around a document and is none of it: navigation, page marks, tables of contents."""
