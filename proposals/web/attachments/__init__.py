"""Photos and documents of proposals: added and removed by their authors, seen while the proposal is public."""
