"""Says in the log what a step was, and how long it took."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def step(logger: logging.Logger, level: int, what: str, *arguments: object) -> Iterator[None]:
    """Log the block when it ends, with its seconds; also that it ended by an error, but not its words.

    Args:
        logger: `schemagit.` and the name of the module.
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
        logger.log(level, "%s%s, %.3f s", what % arguments, end, time.monotonic() - started)
