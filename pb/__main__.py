"""Lets `python -m pb` answer like the `pb` command, for machines where scripts are not on the path."""

from pb.main.cli import main

if __name__ == "__main__":
    main(prog_name="pb")
