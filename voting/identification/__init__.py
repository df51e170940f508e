"""OpenID Connect, from a town's side: sending a resident to be identified, and believing only what fits (ADR 0005)."""
