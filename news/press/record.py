"""What the database knows of the tree: each page with its hash, and which documents it mentions."""

import re
from dataclasses import dataclass
from datetime import datetime

from news.press.archive import place_of
from news.press.models import Mention, Printed

# The number at the end of an article's address, in a page or a feed. Months and sitemaps need no index: which of
# them a piece stands in follows from its date.
ARTICLE = re.compile(rb"/tin/[a-z0-9-]*?-([1-9][0-9]{0,14})/")


@dataclass(frozen=True)
class Page:
    """What stands in the tree for an address: its status, 0 for nothing at all."""

    address: str
    status: int
    sha256: str
    printed_at: datetime
    body: bytes = b""

    def mentioned(self) -> set[int]:
        """Give the numbers of the articles that the page mentions and that the index must know."""
        if place_of(self.address)[1] or self.address.startswith("/sitemap"):
            return set()
        return {int(number) for number in ARTICLE.findall(self.body)}


def keep(pages: list[Page]) -> None:
    """Write down what was printed, instead of what stood there before; part of the drain's transaction."""
    Printed.objects.filter(address__in=[page.address for page in pages if not page.status]).delete()
    standing = {page.address: page for page in pages if page.status}
    Printed.objects.bulk_create(
        [_row(page) for page in standing.values()],
        update_conflicts=True,
        unique_fields=["address"],
        update_fields=["status", "sha256", "printed_at"],
        batch_size=100,
    )
    ids = dict(Printed.objects.filter(address__in=standing).values_list("address", "pk"))
    _keep_mentions({ids[address]: page.mentioned() for address, page in standing.items()})


def _keep_mentions(wanted: dict[int, set[int]]) -> None:
    present: dict[int, set[int]] = {pk: set() for pk in wanted}
    for pk, number in Mention.objects.filter(page__in=wanted).values_list("page", "number"):
        present[pk].add(number)
    for pk, numbers in present.items():
        Mention.objects.filter(page=pk, number__in=numbers - wanted[pk]).delete()  # no query where none is left over
    new = [Mention(page_id=pk, number=n) for pk, numbers in wanted.items() for n in sorted(numbers - present[pk])]
    Mention.objects.bulk_create(new, batch_size=500)


def _row(page: Page) -> Printed:
    archive, month = place_of(page.address)
    return Printed(
        address=page.address,
        status=page.status,
        sha256=page.sha256,
        printed_at=page.printed_at,
        archive=archive,
        month=month,
    )
