"""The result as residents read it: the count explained, who took part, and what the deciding body made of it."""
