"""Ways to read what residents propose: filters and orders of the list, favourites, and the round at a glance."""
