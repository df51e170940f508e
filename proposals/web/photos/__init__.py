"""Photos of proposals: added and removed by their authors, seen by everybody while the proposal is public."""
