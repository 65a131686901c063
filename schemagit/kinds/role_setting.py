from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import MADE_OF_NAMES, REVIEW, show_settings

KIND = Kind(
    name="role setting",
    plural="role_settings",
    added=Rule(REVIEW, because="sessions of the role behave differently"),
    removed=Rule(REVIEW, because="sessions of the role behave differently"),
    renamed=MADE_OF_NAMES,
    changed={
        "settings": Rule(
            REVIEW, "Settings changed", "sessions of the role behave differently", show=show_settings
        ),
    },
    catalog="pg_db_role_setting",
    describe=lambda setting: f"({show_settings(setting.get('settings'))})",
)
