"""The nouns of the paper, one a file."""

from news.models.article import Article, ArticlePicture, Attachment, Genre, Origin
from news.models.banner import Banner, Position
from news.models.category import Category
from news.models.frontpage import FrontPageItem, Imprint, MenuItem, SisterLink
from news.models.library import Picture, StoredFile
from news.models.page import Page, PagePicture
from news.models.search import SearchEntry
from news.models.topic import Tag, Topic
from news.press.models import Change, Mention, Printed

__all__ = [
    "Article",
    "ArticlePicture",
    "Attachment",
    "Banner",
    "Category",
    "Change",
    "FrontPageItem",
    "Genre",
    "Imprint",
    "Mention",
    "MenuItem",
    "Origin",
    "Page",
    "PagePicture",
    "Picture",
    "Position",
    "Printed",
    "SearchEntry",
    "SisterLink",
    "StoredFile",
    "Tag",
    "Topic",
]
