from schemagit.kinds.base import SECURITY, Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, REVIEW, SAFE, show_flag, show_settings

KIND = Kind(
    name="role",
    plural="roles",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="whoever connects as it fails"),
    changed={
        "comment": COMMENT,
        "superuser": Rule(
            REVIEW,
            "Superuser changed",
            "it may do everything, or no longer",
            show=show_flag("superuser", "no superuser"),
        ),
        "no_inherit": Rule(
            REVIEW,
            "Inheritance changed",
            "it has the rights of its groups, or must ask for them",
            show=show_flag("no inherit", "inherit"),
        ),
        "create_role": Rule(
            REVIEW,
            "Right to create roles changed",
            "it may make and change roles, or no longer",
            show=show_flag("yes", "no"),
        ),
        "create_database": Rule(
            REVIEW,
            "Right to create databases changed",
            "it may make databases, or no longer",
            show=show_flag("yes", "no"),
        ),
        "login": Rule(
            REVIEW, "Login changed", "it may connect, or no longer", show=show_flag("login", "no login")
        ),
        "replication": Rule(
            REVIEW,
            "Replication changed",
            "it may copy the whole server, or no longer",
            show=show_flag("yes", "no"),
        ),
        "bypass_row_security": Rule(
            REVIEW,
            "Row security changed",
            "policies do not bind it, or do again",
            show=show_flag("bypasses policies", "obeys policies"),
        ),
        "connection_limit": Rule(
            REVIEW,
            "Connection limit changed",
            "it may run out of connections",
            show=lambda v: "none" if v is None else str(v),
        ),
        "valid_until": Rule(REVIEW, "Validity changed", "its password ends at another moment"),
        "member_of": Rule(REVIEW, "Memberships changed", "it has the rights of other roles"),
        "settings": Rule(REVIEW, "Settings changed", "its sessions behave differently", show=show_settings),
    },
    catalog="pg_authid",
    on_request=True,
    tags=SECURITY,
)
