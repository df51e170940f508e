"""The rules of submission and review. Pure: no database, no pages, no clock."""
