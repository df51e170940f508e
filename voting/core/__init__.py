"""The rules of voting and counting as pure functions over frozen values."""
