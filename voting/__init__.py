"""The voting stage: ballots, the ballot box, the count. Never imports proposals, so it can be audited alone."""
