"""Whether a form was sent from a page of this service, and not by another site in its name.

The rule is that of Go's net/http.CrossOriginProtection: what the browser says of itself comes
first, the Origin second; no browser posts across sites without either.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from service.problems import ServiceError


class CrossSitePost(ServiceError):
    """A form was sent from a page of another site."""

    status = 403

    def __init__(self) -> None:
        """Say what is wrong, also for whoever runs a proxy that rewrites Host."""
        super().__init__(
            "The form was sent from another site: Sec-Fetch-Site or Origin does not fit Host."
        )


def refuse_other_sites(headers: Mapping[str, str]) -> None:
    """Let pass what a page of this service sent, and what no browser did.

    Raises:
        CrossSitePost: If a page of another site sent it, or one of another origin of this site.
    """
    fetch_site = headers.get("sec-fetch-site")  # told over https and to localhost only
    if fetch_site is not None:
        if fetch_site not in ("same-origin", "none"):
            raise CrossSitePost
        return
    origin = headers.get("origin")
    if origin is not None and _host_of(origin) != headers.get("host", "").lower():
        raise CrossSitePost


def _host_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""  # no address; none of ours
