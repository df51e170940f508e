"""A round as other sites show it in a frame of theirs."""
