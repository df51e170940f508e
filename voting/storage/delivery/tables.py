"""The tables of delivery. Reports are only ever added; the primary key lets no two take one version."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, deferred, mapped_column

from pb.storage.base import Table


class DeliveryReportRow(Table):
    """One report of a project, its progress in its plain form."""

    __tablename__ = "delivery_reports"

    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), primary_key=True)
    project: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    progress: Mapped[dict[str, Any]]
    official: Mapped[str]
    unit: Mapped[str]
    at: Mapped[datetime]


class DeliveryPhotoRow(Table):
    """One photo, encoded anew. It lies in the database so that a backup holds it and every process has it."""

    __tablename__ = "delivery_photos"
    __table_args__ = (Index("ix_delivery_photos_project", "cycle_id", "project"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"))
    project: Mapped[str]
    alternative: Mapped[dict[str, Any]]
    width: Mapped[int]
    height: Mapped[int]
    taken_in: Mapped[datetime]
    large: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))
    small: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))
