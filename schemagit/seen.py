from typing import NamedTuple


class Seen(NamedTuple):
    """By what it is seen that nothing of a database changed.

    Attributes:
        fingerprint: the same as long as the catalogs, the server, the reader and the conditions are.
        moment: the same as long as nobody did anything on the whole server either, which is seen at once.
        rows: the same as long as nobody wrote a row of a catalog, which is seen soon; "" where nobody knows.
        since: the transaction after which nobody did.
    """

    fingerprint: str = ""
    moment: str = ""
    rows: str = ""
    since: int = 0
