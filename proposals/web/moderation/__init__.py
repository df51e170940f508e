"""The moderators' queue, and reporting what does not belong here."""
