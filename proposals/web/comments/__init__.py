"""Comments and questions: the thread of a proposal, and the officials' queue of questions."""
