"""Administrative divisions: the list, and the names by which texts call them."""
