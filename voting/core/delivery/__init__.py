"""What becomes of the projects after the result: planned, built, done, or cancelled with a reason."""
