"""What users may want to be left out of differences, by a name for each."""

from collections.abc import Mapping
from types import MappingProxyType

# What all findings about a partition have in common; no attribute is called so.
PARTITION = "of a partition"

# What differs between environments by nature, by the name of it: attributes of every kind ("owner"),
# and codes of findings ("extension.version").
FACETS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "owners": frozenset({"owner"}),
        "grants": frozenset({"grants", "default_privilege.added", "default_privilege.removed"}),
        "comments": frozenset({"comment"}),
        "tablespaces": frozenset({"tablespace"}),
        # Options of views, servers and foreign tables are left out: they say what is read.
        "storage": frozenset(
            {
                *("column.storage", "column.compression", "table.access_method", "table.clustered_on"),
                *("table.options", "table.toast_options", "index.options", "constraint.options"),
                *("materialized_view.access_method", "materialized_view.options"),
            }
        ),
        "partitions": frozenset({PARTITION, "table.partitions"}),
        "extension-versions": frozenset({"extension.version"}),
        "column-order": frozenset({"column.order"}),
    }
)
