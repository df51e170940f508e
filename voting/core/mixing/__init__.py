"""Mixing: ballots permuted and re-encrypted, with a proof that nothing else happened to them."""
