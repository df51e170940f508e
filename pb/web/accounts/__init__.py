"""Staff accounts: signing in, one's own account, and what an administrator does with accounts."""
