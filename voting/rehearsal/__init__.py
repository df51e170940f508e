"""A whole election with known test ballots, in memory, before the real one: what every step must give is known.

It runs the code of the real election with the cycle's own rules and papers, and with keys of its own. It must never
touch the cycle's box, keys or board.
"""
