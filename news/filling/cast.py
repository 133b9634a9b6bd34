"""What filled pieces refer to: the people, categories, topics, tags and pictures that are there, or made for them."""

from dataclasses import dataclass
from io import BytesIO

from django.utils import timezone
from PIL import Image

from editorial.models import BOARD_OFFICES, Appointment, Office, User
from news.filling import phrases
from news.models import Category, Picture, Tag, Topic

TOPICS = 40
TAGS = 60
PICTURES = 6


@dataclass(frozen=True)
class Cast:
    """Everything is ordered by how much it is to be used; authors and board have nobody in common."""

    authors: list[User]
    board: list[User]
    categories: list[Category]
    topics: list[Topic]
    tags: list[Tag]
    pictures: list[Picture]


def gather_cast() -> Cast:
    """Give what the database has, and make what it lacks."""
    board = _people_with(BOARD_OFFICES)
    board = board or _make_people("bien-tap-vien-mau", 3)
    authors = [person for person in _people_with((Office.CONTRIBUTOR,)) if person not in board]
    return Cast(
        authors=authors or _make_people("cong-tac-vien-mau", 5),
        board=board,
        categories=list(Category.objects.all()) or _make_categories(),
        topics=list(Topic.objects.order_by("pk")) or [_topic(matter) for matter in phrases.MATTERS[:TOPICS]],
        tags=list(Tag.objects.order_by("pk")) or [Tag.objects.create(name=f"Thẻ mẫu {n}") for n in range(1, TAGS + 1)],
        pictures=list(Picture.objects.order_by("pk")[:PICTURES]) or _make_pictures(board[0]),
    )


def _people_with(offices) -> list[User]:
    today = timezone.localdate()
    return list(
        User.objects.filter(appointments__in=Appointment.objects.on(today).filter(office__in=offices)).distinct()
    )


def _make_people(name: str, count: int) -> list[User]:
    """Give accounts that nobody can log in to, made when missing."""
    for number in range(1, count + 1):
        if not User.objects.filter(username=f"{name}-{number}").exists():
            User.objects.create_user(f"{name}-{number}", full_name=f"Nguyễn Mẫu {phrases.GIVEN_NAMES[number]}")
    return list(User.objects.filter(username__startswith=f"{name}-"))


def _make_categories() -> list[Category]:
    made = []
    for order, (name, children) in enumerate(phrases.CATEGORIES.items(), start=1):
        parent = Category.objects.create(name=name, order=order, on_home=True)
        made += [parent, *(Category.objects.create(name=child, parent=parent, order=order) for child in children)]
    return made


def _topic(matter: str) -> Topic:
    return Topic.objects.create(name=matter[0].upper() + matter[1:])


def _make_pictures(keeper: User) -> list[Picture]:
    return [_make_picture(number, keeper) for number in range(PICTURES)]


def _make_picture(number: int, keeper: User) -> Picture:
    light = Image.linear_gradient("L").rotate(90 * number).resize((1200, 800))
    dark = light.point(lambda shade: 255 - shade // 2)
    data = BytesIO()
    Image.merge("RGB", (light, dark, Image.new("L", light.size, 40 * number))).save(data, "JPEG")
    return Picture.objects.take_admitted(
        data.getvalue(), uploaded_by=keeper, caption="Ảnh mẫu", alt="Một mảng màu chuyển dần"
    )
