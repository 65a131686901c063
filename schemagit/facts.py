"""What is asked of a server about itself."""

from typing import NamedTuple

FACTS = """
select
    pg_catalog.current_setting('server_version') as server_version,
    pg_catalog.current_setting('server_version_num')::integer as server_version_num,
    current_user as role,
    d.oid as database_oid
from pg_catalog.pg_database as d
where d.datname = pg_catalog.current_database()
"""
# Tells clusters apart; some providers keep it for themselves.
SYSTEM = "select system_identifier::text from pg_catalog.pg_control_system()"
# Which transactions are done. A standby does not list all that are not; a restored server may count again.
MOMENT = """
select
    case
        when not pg_catalog.pg_is_in_recovery()
            then pg_catalog.pg_current_snapshot()::text || ' ' || pg_catalog.pg_postmaster_start_time()::text
    end as moment
"""


class Facts(NamedTuple):
    """What a session knows of the server.

    Attributes:
        server_version, server_version_num: as the server prints them.
        role: who reads.
        database_oid: the oid of the database.
        system_identifier: tells clusters apart, with the oid also databases; "" where it is not shown.
        in_clear: whether it was read from elsewhere without encryption, and nobody said that it may be.
    """

    server_version: str
    server_version_num: int
    role: str
    database_oid: int
    system_identifier: str
    in_clear: bool = False

    @property
    def version(self) -> str:
        """Only the number: distributions add their own words behind it."""
        return self.server_version.split(" ", maxsplit=1)[0]
