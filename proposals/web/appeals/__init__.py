"""Appeals: the author files one, somebody else decides, and everyone reads the decision."""
