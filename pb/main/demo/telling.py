"""The chapters of the demo town, in the order in which they are told."""

from pb.main.demo.attachments import tell_attachments
from pb.main.demo.chapters import Chapter
from pb.main.demo.conversation import tell_conversation
from pb.main.demo.councils import tell_councils
from pb.main.demo.delivery import tell_deliveries
from pb.main.demo.participants import tell_participants
from pb.main.demo.workbench import tell_workbench

CHAPTERS: tuple[Chapter, ...] = (
    tell_deliveries,
    tell_conversation,
    tell_councils,
    tell_workbench,
    tell_participants,
    tell_attachments,
)
