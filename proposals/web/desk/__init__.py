"""The review workbench: who does what until when, notes, questions to authors, and what excludes what."""
