"""``pb serve``: answer residents. Refuses to start in a doubtful state."""

import os
from dataclasses import replace

import click
import uvicorn

from pb.main.installation import NotMigratedError, install
from pb.main.settings import Settings, read_settings, write_settings


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on."
)
@click.option(
    "--processes", default=1, show_default=True, type=click.IntRange(1, 64), help="PostgreSQL only."
)
@click.option(
    "--trusted-proxy", default="127.0.0.1", show_default=True, help="Whose X-Forwarded-For is believed."
)
def serve_command(host: str, port: int, processes: int, trusted_proxy: str) -> None:
    """Serve the site until interrupted."""
    settings = read_settings()
    if "PB_PUBLIC_URL" not in os.environ:
        settings = replace(settings, public_url=f"http://{host}:{port}")
    run(settings, host=host, port=port, processes=processes, trusted_proxy=trusted_proxy)


def run(
    settings: Settings,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    processes: int = 1,
    trusted_proxy: str = "127.0.0.1",
) -> None:
    """Serve an installation until interrupted. Raises ClickException in a doubtful state."""
    with install(settings) as installation:
        if installation.database.is_sqlite and processes > 1:
            raise click.UsageError(
                "SQLite serves one process. For several, set PB_DATABASE_URL to PostgreSQL."
            )
        try:
            installation.require_migrated()
        except NotMigratedError as error:
            raise click.ClickException(str(error)) from None
    click.echo(f"Serving {settings.public_url} from {host}:{port}. Stop with Ctrl-C.")
    os.environ.update(write_settings(settings))
    # The server's own access log would put addresses beside the casting of ballots; the toolkit logs without them.
    uvicorn.run(
        "pb.main.app:create_app_from_environment",
        factory=True,
        host=host,
        port=port,
        workers=processes,
        access_log=False,
        server_header=False,
        log_level="warning",
        forwarded_allow_ips=trusted_proxy,
        timeout_graceful_shutdown=20,
    )
