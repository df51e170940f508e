"""Runs a real election through the whole house, over HTTP, and compares what comes out with what went in."""
