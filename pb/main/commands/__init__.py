"""The commands of ``pb``, one file each; `pb.main.cli` puts them together."""
