"""The web toolkit: pages, sessions, guards, forms, languages, headers. Knows no stage and no ballot."""
