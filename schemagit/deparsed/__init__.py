"""Texts that PostgreSQL prints from its catalogs, freed of what depends on the server's version or history.

PostgreSQL does not keep what was typed but prints it anew. Each major version does so a little differently,
and a dump that is restored is printed differently once more. Of all the texts of one meaning, one is
stored. It is there to compare: a server may want a quote or the name of a table back before it takes it.
"""

from schemagit.deparsed.calls import as_functions
from schemagit.deparsed.expression import expression, printed
from schemagit.deparsed.view import body_lines, view_lines

__all__ = ["as_functions", "body_lines", "expression", "printed", "view_lines"]
