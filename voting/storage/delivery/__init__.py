"""Reports and photos of chosen projects in the database."""
