from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import REVIEW

KIND = Kind(
    name="publication schema",
    plural="schemas",
    added=Rule(REVIEW, because="UPDATE and DELETE fail on its tables that have no replica identity"),
    removed=Rule(REVIEW, because="subscribers no longer get changes of its tables"),
    changed={},
    catalog="pg_publication",
    lives_in=("publications",),
    since=150000,
)
