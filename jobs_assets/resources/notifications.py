"""The door to a person: one Apprise URL, which may be a mail address, a chat room or a phone.

What is worth telling is decided by the caller.
"""

import logging
from typing import TYPE_CHECKING

from pydantic import SecretStr

from jobs_assets.errors import NotificationError

if TYPE_CHECKING:
    from apprise import Apprise


def notify(url: SecretStr | None, title: str, body: str) -> bool:
    """Send one notice; false where no URL is set. The URL is a secret and stands in no message.

    Raises `NotificationError` where the URL is of no known service or the service did not take the notice.

        notify(settings.notify.url, "The crawl failed", "greenhouse:acme: 404, no such board")
    """
    if url is None:
        return False
    import apprise  # noqa: PLC0415  # a quarter of a second, for a notice that is seldom sent

    service = apprise.Apprise()
    if not service.add(url.get_secret_value()):
        raise NotificationError(
            f"JOBS_NOTIFY__URL has the form of no notification service that is known ({_scheme(url)}://…). "
            "The forms are listed at https://github.com/caronc/apprise/wiki."
        )
    if not _quietly(service, title, body):
        raise NotificationError(
            f"The notification service ({_scheme(url)}://…) did not take the notice {title!r}. "
            "Check JOBS_NOTIFY__URL, and that the service can be reached from here."
        )
    return True


def _quietly(service: "Apprise", title: str, body: str) -> bool:
    """Whether the service took it. Its own log lines may quote the address, so they go nowhere."""
    log = logging.getLogger("apprise")
    disabled, log.disabled = log.disabled, True
    try:
        return bool(service.notify(title=title, body=body))
    finally:
        log.disabled = disabled


def _scheme(url: SecretStr) -> str:
    return url.get_secret_value().partition("://")[0]
