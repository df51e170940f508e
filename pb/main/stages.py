"""The stages of a cycle, in the order residents meet them: submission, review, voting, publication.

Start reading here. A new kind of stage is a new package and one more line below.
"""

from pb.web.stage_package import StagePackage
from proposals.stages import PACKAGE as SUBMISSION_AND_REVIEW
from voting.stages import PACKAGE as VOTING_AND_PUBLICATION

PACKAGES: tuple[StagePackage, ...] = (
    SUBMISSION_AND_REVIEW,
    VOTING_AND_PUBLICATION,
)
