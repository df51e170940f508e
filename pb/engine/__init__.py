"""The spine: a cycle runs through stages, and every move is refused with a reason or written in the journal. Pure."""
