"""A row of banners.json, read like a piece."""

from dataclasses import dataclass
from datetime import date, datetime

from news.demonstration.reading import Drawing, moment


@dataclass(frozen=True)
class BannerRow:
    row: dict
    today: date

    @property
    def key(self) -> str:
        return self.row["key"]

    def get(self, field: str, default: str = "") -> str:
        return self.row.get(field, default)

    def all(self, field: str) -> list[str]:
        return []

    def moment(self, field: str) -> datetime | None:
        """Give the time a field tells; a banner is published, or scheduled, for its beginning."""
        name = {"published": "starts", "scheduled": "starts"}.get(field, field)
        return moment(self.row[name], self.today) if name in self.row else None

    @property
    def drawings(self) -> list[Drawing]:
        """The banner's picture, if it has one."""
        picture = self.row.get("picture")
        if not picture:
            return []
        size = picture.get("size", "strip" if self.row["position"] == "home" else "landscape")
        return [Drawing("banner", picture["scene"], picture["variant"], size, "", picture["alt"])]
