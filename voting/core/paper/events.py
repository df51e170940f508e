"""What voting on paper writes in the journal: the acts' short names, and the words an official reads."""

from collections.abc import Mapping

from pb.kernel.message import Message

DESK_ADDED = "paper-desk"
SHEETS_WRITTEN = "paper-sheets"
BATCH_OPENED = "paper-batch"
BATCH_EMPTIED = "paper-batch-emptied"
ENTRY_FINISHED = "paper-entry"
DECISION_PROPOSED = "paper-decision-proposed"
DECISION_CONFIRMED = "paper-decision"
RECORD_FIXED = "paper-audit-record"
LOT_THROWN = "paper-audit-lot"
AUDIT_ENDED = "paper-audit-finding"

PAPER_EVENTS: Mapping[str, Message] = {
    DESK_ADDED: Message("Desk for paper ballots added"),
    SHEETS_WRITTEN: Message("Paper ballots accounted for"),
    BATCH_OPENED: Message("Batch of paper ballots opened"),
    BATCH_EMPTIED: Message("Batch of paper ballots taken back"),
    ENTRY_FINISHED: Message("Batch of paper ballots keyed"),
    DECISION_PROPOSED: Message("Reading of a paper ballot proposed"),
    DECISION_CONFIRMED: Message("Reading of a paper ballot settled by two people"),
    RECORD_FIXED: Message("Record of paper ballots fixed for the audit"),
    LOT_THROWN: Message("Paper ballots drawn for the audit"),
    AUDIT_ENDED: Message("Audit of paper ballots ended"),
}
