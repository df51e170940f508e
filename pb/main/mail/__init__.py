"""Sending what waits in the outbox: the mail server, the postman and the officials' view of both."""
