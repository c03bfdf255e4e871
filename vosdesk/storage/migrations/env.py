"""Runs migrations on the connection that vosdesk.storage.schema hands over."""

from alembic import context

from vosdesk.storage.models import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
