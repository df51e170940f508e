"""The public board: the manifest, the entries under it, and the final set that follows from them."""
