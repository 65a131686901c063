from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import (
    BREAKING,
    COMMENT,
    GRANTS,
    OWNER,
    REVIEW,
    SAFE,
    TABLESPACE,
    show_flag,
    show_settings,
)

KIND = Kind(
    name="database",
    plural="databases",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="everything in it is gone"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "grants": GRANTS,
        "tablespace": TABLESPACE,
        "connection_limit": Rule(REVIEW, "Connection limit changed", "it may run out of connections"),
        "closed": Rule(
            REVIEW,
            "Connections changed",
            "nobody may connect, or everybody again",
            show=show_flag("refused", "allowed"),
        ),
        "template": Rule(
            REVIEW, "Use changed", "others may copy it", show=show_flag("template", "no template")
        ),
        "settings": Rule(REVIEW, "Settings changed", "sessions behave differently", show=show_settings),
        "encoding": Rule(REVIEW, "Encoding changed", "texts may not convert"),
        "locale_provider": Rule(REVIEW, "Locale provider changed", "texts sort and compare differently"),
        "locale": Rule(REVIEW, "Locale changed", "texts sort and compare differently"),
        "locale_rules": Rule(REVIEW, "Locale rules changed", "texts sort and compare differently"),
        "collation": Rule(REVIEW, "Collation changed", "texts sort and compare differently"),
        "character_type": Rule(REVIEW, "Character type changed", "upper and lower case may differ"),
    },
    catalog="pg_database",
    privileges="CTc",
    public="Tc",
)
