"""The independent verifier: a published bundle in, what was checked out. No database, no web, no network.

It stands on the standard library, libsodium and the published formats in voting.core; it must never import storage, web
or the server. `python -m voting.verify BUNDLE` runs without any other package.
"""
