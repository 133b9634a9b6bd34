"""The nouns of the paper, one a file."""

from news.links.models import LinkAnswer
from news.models.article import Article, ArticlePicture, Attachment, Genre, Origin
from news.models.banner import Banner, Position
from news.models.category import Category
from news.models.event import CouncilTerm, Event, EventKind, EventPiece, SessionKind
from news.models.frontpage import FrontPageItem, Imprint, MenuItem, SisterLink
from news.models.holder import OfficeHolder
from news.models.letter import ConsentText, Letter, LetterCount, LetterKind, LetterState, LetterTime
from news.models.library import Picture, StoredFile
from news.models.look import Look
from news.models.page import Page, PagePicture
from news.models.search import SearchEntry
from news.models.timeliness import Group, Timeliness
from news.models.topic import Tag, Topic
from news.press.models import Change, Mention, Printed
from news.readers.models import DayReads, Figures, LogPlace, PieceReads

__all__ = [
    "Article",
    "ArticlePicture",
    "Attachment",
    "Banner",
    "Category",
    "Change",
    "ConsentText",
    "CouncilTerm",
    "DayReads",
    "Event",
    "EventKind",
    "EventPiece",
    "Figures",
    "FrontPageItem",
    "Genre",
    "Group",
    "Imprint",
    "Letter",
    "LetterCount",
    "LetterKind",
    "LetterState",
    "LetterTime",
    "LinkAnswer",
    "LogPlace",
    "Look",
    "Mention",
    "MenuItem",
    "OfficeHolder",
    "Origin",
    "Page",
    "PagePicture",
    "Picture",
    "PieceReads",
    "Position",
    "Printed",
    "SearchEntry",
    "SessionKind",
    "SisterLink",
    "StoredFile",
    "Tag",
    "Timeliness",
    "Topic",
]
