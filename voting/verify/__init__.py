"""The independent verifier: a published bundle in, what was checked out. No database, no web, no network.

It stands on libsodium, the published formats and the counting in voting.core (which takes numpy and msgspec); it must
never import storage, web or the server. `python -m voting.verify BUNDLE` runs without any other package.
"""
