"""The tables of published results. Nothing here is under embargo."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pb.storage.base import Table


class ResultVersionRow(Table):
    """One published version of a result. Rows are added and never changed."""

    __tablename__ = "result_versions"

    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    payload: Mapped[dict[str, Any]]
    digest: Mapped[str]
    published_at: Mapped[datetime]


class ResultDraftRow(Table):
    """What officials have entered for the next version."""

    __tablename__ = "result_drafts"

    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), primary_key=True)
    payload: Mapped[dict[str, Any]]
