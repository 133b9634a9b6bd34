"""Banners on home and category pages. The clock begins and ends them by moves, so no time is looked at here."""

from news.models import Banner, Position


def live_banners() -> dict[str, list[Banner]]:
    """Give the live banners by position, in the order of their publication; one query."""
    banners: dict[str, list[Banner]] = {position.value: [] for position in Position}
    for banner in Banner.objects.live().select_related("picture").order_by("first_published_at", "pk"):
        banners[banner.position].append(banner)
    return banners
