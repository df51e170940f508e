"""The composition root: the one package that imports every layer and both stage packages, and joins them.

Nothing outside it may import it.
"""
