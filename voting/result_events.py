"""What the work on a result writes in the journal beside the acts of its stage."""

PREPARED = "prepare-result"
"""An official has written or discarded a draft; the journal names it by its digest."""
