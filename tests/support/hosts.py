"""The installation that engines without settings run in."""

from pb.web.stage_package import Host

TEST_HOST = Host(b"32 bytes that only tests may see", "testserver.local")
