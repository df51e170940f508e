"""From the closed box to opened ballots: the steps, and the files that each of them makes."""
