"""Names for identities, so that a proposal's id can't be passed where an account's belongs."""

from typing import NewType

CycleId = NewType("CycleId", str)
"""The cycle's short name in addresses, such as ``2027``: lower-case letters, digits and hyphens."""

AreaId = NewType("AreaId", str)
"""An area's short name within its cycle."""

StageKey = NewType("StageKey", str)
"""A stage's short name, such as ``voting``; unique within a cycle."""

AccountId = NewType("AccountId", str)
"""A staff account; random, never reused."""

ResidentId = NewType("ResidentId", str)
"""An entry of one cycle's electoral roll; random, tells nothing about the person."""

ProposalId = NewType("ProposalId", str)
"""A resident's proposal; random."""

ProjectId = NewType("ProjectId", str)
"""A project on the ballot; the number residents see, unique within its cycle."""

BallotId = NewType("BallotId", str)
"""A sealed ballot before it stands on the board; random, tells nothing about the voter or the time."""
