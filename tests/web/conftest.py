"""What these tests share: the small application on the toolkit."""

from tests.support.toolkit_fixtures import clock, toolkit, toolkit_database, toolkit_tables, visitor

__all__ = ["clock", "toolkit", "toolkit_database", "toolkit_tables", "visitor"]
