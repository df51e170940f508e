"""Who may do what in the review."""

from pb.web.access import staff
from pb.web.roles import Role

READS = staff(Role.OFFICIAL, Role.MODERATOR, Role.ADMINISTRATOR)
ANSWERS = staff(Role.OFFICIAL)
MODERATES = staff(Role.MODERATOR)
