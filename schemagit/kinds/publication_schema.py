from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import REVIEW, SAFE

KIND = Kind(
    name="publication schema",
    plural="schemas",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(REVIEW, because="subscribers no longer get changes of its tables"),
    changed={},
    catalog="pg_publication",
    lives_in=("publications",),
    since=150000,
)
