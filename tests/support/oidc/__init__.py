"""Identification providers for tests: a real one in a process of its own, and a hostile one."""
