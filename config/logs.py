"""How the portal logs: readable lines for a developer, one JSON object a line in production."""

from typing import Any

import structlog
from structlog.typing import Processor

SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
]


def renderers(*, as_json: bool) -> list[Processor]:
    """The last steps: to a line for the eye or to one for a machine."""
    if as_json:
        to_json = structlog.processors.JSONRenderer(ensure_ascii=False)
        return [structlog.processors.format_exc_info, to_json]
    plain = structlog.dev.plain_traceback  # the rich one takes seconds for each
    return [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=plain)]


def logging_settings(*, as_json: bool) -> dict[str, Any]:
    """The ``LOGGING`` setting; it also routes structlog's own loggers through it."""
    formatter = structlog.stdlib.ProcessorFormatter
    structlog.configure(
        processors=[*SHARED, formatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    processors = [formatter.remove_processors_meta, *renderers(as_json=as_json)]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structured": {"()": formatter, "foreign_pre_chain": SHARED, "processors": processors}
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        # Django's own handlers would tell everything twice, and mail it to nobody.
        "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}},
    }
