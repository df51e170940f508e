"""The table of appeals: one for a proposal, and one decision."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pb.storage.base import Table


class AppealRow(Table):
    """An appeal against `version` of the answer; `upheld` is empty until it is decided."""

    __tablename__ = "proposal_appeals"

    proposal_id: Mapped[str] = mapped_column(ForeignKey("proposals.id"), primary_key=True)
    grounds: Mapped[str]
    filed_at: Mapped[datetime]
    version: Mapped[int]
    upheld: Mapped[bool | None]
    reason: Mapped[dict[str, Any]]
    decided_by: Mapped[str]
    decided_by_name: Mapped[str]
    decided_at: Mapped[datetime | None]
