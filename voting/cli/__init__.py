"""Commands of voting and counting."""
