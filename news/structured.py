"""What an article tells machines: schema.org data for search engines, and the picture of its social card."""

from django.templatetags.static import static
from django.utils.timezone import localtime

from news.context import Frame
from news.models import Article, Category
from news.models.body import PictureUse
from news.pictures import WIDTHS


def card_picture(use: PictureUse | None, origin: str) -> dict | None:
    """Give the largest JPEG of a picture with its true size: {"url", "width", "height", "alt"}; None without one."""
    if use is None:
        return None
    picture = use.picture
    width = min(picture.width, WIDTHS[-1])
    height = max(round(picture.height * width / picture.width), 1)
    return {"url": origin + picture.address(WIDTHS[-1]), "width": width, "height": height, "alt": use.alt}


def graph(article: Article, uses: list[PictureUse], site: Frame) -> dict:
    """Give the article and its place in the site as schema.org data; asks the database for nothing."""
    return {
        "@context": "https://schema.org",
        "@graph": [_news_article(article, uses, site), _breadcrumb(article, site)],
    }


def _news_article(article: Article, uses: list[PictureUse], site: Frame) -> dict:
    address = site.origin + article.get_absolute_url()
    publisher = {
        "@type": "GovernmentOrganization",
        "name": site.imprint.governing_body or site.name,
        "url": f"{site.origin}/",
        "logo": {"@type": "ImageObject", "url": site.origin + static("img/apple-touch-icon.png")},
    }
    data = {
        "@type": "NewsArticle",
        "mainEntityOfPage": address,
        "url": address,
        "headline": article.headline,
        "description": article.standfirst,
        "inLanguage": "vi",
        "articleSection": article.category.name if article.category_id else "",
        "image": [_image(use, site.origin) for use in uses],
        "datePublished": _moment(article.first_published_at),
        "dateModified": _moment(article.updated_at),
        "author": {"@type": "Person", "name": article.byline} if article.byline else publisher,
        "publisher": publisher,
    }
    return {name: value for name, value in data.items() if value}


def _image(use: PictureUse, origin: str) -> dict:
    shown = card_picture(use, origin) or {}
    return {
        "@type": "ImageObject",
        **{name: shown[name] for name in ("url", "width", "height")},
        **({"caption": use.caption} if use.caption else {}),
        **({"creditText": use.photographer} if use.photographer else {}),
    }


def _breadcrumb(article: Article, site: Frame) -> dict:
    """The same way as the breadcrumb on the page, and the piece itself at its end."""
    steps = [("Trang chủ", "/"), *((place.name, place.get_absolute_url()) for place in _places(article.category))]
    steps.append((article.headline, article.get_absolute_url()))
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": site.origin + address}
        for place, (name, address) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _places(category: Category | None) -> list[Category]:
    return [place for place in (category.parent, category) if place] if category else []


def _moment(time) -> str:
    return localtime(time).isoformat(timespec="seconds") if time else ""
