"""The nouns of the paper, one a file."""

from news.models.article import Article, ArticlePicture, Attachment, Genre, Origin
from news.models.banner import Banner, Position
from news.models.category import Category
from news.models.frontpage import FrontPageItem, Imprint, MenuItem, SisterLink
from news.models.library import Picture, StoredFile
from news.models.page import Page, PagePicture
from news.models.search import SearchEntry
from news.models.topic import Tag, Topic

__all__ = [
    "Article",
    "ArticlePicture",
    "Attachment",
    "Banner",
    "Category",
    "FrontPageItem",
    "Genre",
    "Imprint",
    "MenuItem",
    "Origin",
    "Page",
    "PagePicture",
    "Picture",
    "Position",
    "SearchEntry",
    "SisterLink",
    "StoredFile",
    "Tag",
    "Topic",
]
