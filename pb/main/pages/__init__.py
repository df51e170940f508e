"""The cycle's own pages, which belong to no single stage."""
