"""The object kinds, in the order in which they are read; to add one, see CONTRIBUTING.md."""

from schemagit.kinds import (
    column,
    constraint,
    database,
    enum,
    index,
    materialized_view,
    schema,
    sequence,
    table,
    view,
)
from schemagit.kinds.base import Attributes, Impact, Kind, Rule, Verdict

__all__ = ["BY_PLURAL", "KINDS", "Attributes", "Impact", "Kind", "Rule", "Verdict"]

# Kinds with documents of their own come before the parts that are put into those.
KINDS: tuple[Kind, ...] = (
    database.KIND,
    schema.KIND,
    table.KIND,
    view.KIND,
    materialized_view.KIND,
    sequence.KIND,
    enum.KIND,
    column.KIND,
    constraint.KIND,
    index.KIND,
)

# By folder or section, which is how documents name them.
BY_PLURAL = {kind.plural: kind for kind in KINDS}
