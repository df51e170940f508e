"""What may be believed of an identification from outside, and what is read from it. Pure: no network, no keys."""
