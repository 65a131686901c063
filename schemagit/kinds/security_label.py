from schemagit.kinds.base import ANYWHERE, SECURITY, Kind, Rule
from schemagit.kinds.common import REVIEW

KIND = Kind(
    name="security label",
    plural="security_labels",
    added=Rule(REVIEW, because="access may be decided another way"),
    removed=Rule(REVIEW, because="access may be decided another way"),
    changed={
        "label": Rule(REVIEW, "Security label changed", "access may be decided another way"),
    },
    lives_in=ANYWHERE,
    describe=lambda label: f"({label['label']})",
    tags=SECURITY,
)
