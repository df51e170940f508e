"""Administration of cycles: their task list, approvals by two people, changes of rules, the journal."""
