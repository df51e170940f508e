"""Voting, counting and publication: one ballot a resident, and a result that anyone can recount."""
