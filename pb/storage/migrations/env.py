"""How Alembic reaches the database: only ever over the connection that `pb.storage.migrate` hands it."""

from alembic import context

from pb.storage.base import Table

context.configure(connection=context.config.attributes["connection"], target_metadata=Table.metadata)
with context.begin_transaction():
    context.run_migrations()
