"""The demo town: what it consists of as words, and how it is built from them."""
