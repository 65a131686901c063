"""Says in the log what a step was, and how long it took."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from schemagit.later import Later

if TYPE_CHECKING:
    import logging
else:
    logging = Later("logging")

DEBUG = 10  # as logging has it


@contextmanager
def step(logger: "logging.Logger | str", level: int, what: str, *arguments: object) -> Iterator[None]:
    """Log the block when it ends, with its seconds; also that it ended by an error, but not its words.

    Args:
        logger: the one of the module; or the module's name, for a module that many commands begin with.
        level: INFO for what one waits for, DEBUG for the parts of it.
        what: what is done, with `%s` for each argument.
        arguments: what goes there; whoever shows the log takes passwords out.
    """
    started = time.monotonic()
    end = ""
    try:
        yield
    except BaseException as error:
        end = f", failed: {type(error).__name__}"
        raise
    finally:
        if "logging" in sys.modules:  # else nobody can have asked for a log
            found = logging.getLogger(logger) if isinstance(logger, str) else logger
            found.log(level, "%s%s, %.3f s", what % arguments, end, time.monotonic() - started)
