"""The toolkit of every page: language, sessions, forms, guards, errors. Knows no stage."""
