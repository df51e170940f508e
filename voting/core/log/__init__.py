"""The board as a log: entries can be added and proved, and can't be taken back unnoticed."""
