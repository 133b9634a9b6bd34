"""A small site with everything on it: people of every office, pieces of every kind in every state, all with words.

Every text of a piece that is not live holds a token of its own, so that a test can tell what a page gave away.
"""

import itertools
import re
from datetime import date
from hashlib import sha256
from io import BytesIO
from types import SimpleNamespace

from django.utils import timezone
from PIL import Image

from editorial import autosaving, expunction, slips, takedown, workflow
from editorial.models import (
    Delegation,
    Document,
    Expunction,
    Note,
    Notice,
    Office,
    State,
    TakedownBasis,
    TakedownRequest,
)
from editorial.refusals import Refusal
from news.inspection import MAKE
from news.letters import desk
from news.models import (
    Article,
    ArticlePicture,
    Attachment,
    CouncilTerm,
    Event,
    FrontPageItem,
    Imprint,
    MenuItem,
    OfficeHolder,
    Picture,
    SisterLink,
    StoredFile,
    Tag,
    Topic,
)
from news.models.library import put
from tests.factories import (
    insert_edition,
    make_article,
    make_banner,
    make_category,
    make_decision,
    make_letter,
    make_page,
    make_person,
)

PRIVATE_STATES = [state for state in State.values if state != State.PUBLISHED]
TOKEN = re.compile(r"zqtoken\d+x")
_turn = itertools.count(1)


def make_people() -> SimpleNamespace:
    """Give one person of every standing; `writer` wrote everything, `other` nothing."""
    return SimpleNamespace(
        chair=make_person(Office.CHAIR, "Trần Thị Chủ"),
        deputy=make_person(Office.DEPUTY, "Lê Văn Phó"),
        secretary=make_person(Office.MEMBER, "Đỗ Thị Thư", is_secretary=True),
        member=make_person(Office.MEMBER, "Hồ Văn Biên"),
        writer=make_person(Office.CONTRIBUTOR, "Phạm Thị Viết"),
        other=make_person(Office.CONTRIBUTOR, "Võ Văn Khác"),
        technical=make_person(Office.TECHNICAL, "Kỹ Văn Thuật"),
        expired=make_person(Office.MEMBER, "Cao Thị Cựu", ended=True),
    )


def make_world() -> SimpleNamespace:
    """Build the site and give its people, and by state every token that was planted."""
    people = make_people()
    category = make_category("Giám sát", on_home=True)
    topic = Topic.objects.create(name="Giám sát nước sạch")
    tokens = {state: plant(state, people, category, topic) for state in PRIVATE_STATES}
    live = make_article(State.PUBLISHED, author=people.writer, category=category, topic=topic)
    tokens["over"] = plant(State.IN_REVIEW, people, category, topic, document=live.document)
    make_page(State.PUBLISHED, author=people.member)
    make_banner(State.PUBLISHED, author=people.member)
    arrange(live, category)
    lend(people)
    leave_traces(people, category)
    ask_to_take_down(people, live)
    write_letters(people, live)
    return SimpleNamespace(people=people, tokens=tokens, live=live, category=category)


def plant(state: str, people, category, topic, document: Document | None = None) -> set[str]:
    """Make an article, a page and a banner in this state, full of tokens; give the tokens."""
    planted: set[str] = set()

    def words(before: str = "", after: str = "") -> str:
        token = f"zqtoken{next(_turn)}x"
        planted.add(token)
        return f"{before}{token}{after}"

    plant_article(words, state, people, category, topic, document)
    picture = make_picture(people.member, words)
    body = f'{words("<p>", "</p>")}<p><img src="{picture.address(800)}" alt="{words()}"></p>'
    page = make_page(author=people.member, title=words("Trang "), summary=words(), body=body)
    insert_edition(page, state, page.document)
    link = words("https://vi-du.vn/")
    banner = make_banner(author=people.member, title=words("Băng rôn "), picture=picture, alt=words(), link=link)
    insert_edition(banner, state, banner.document)
    return planted


def plant_article(words, state: str, people, category, topic, document) -> None:
    names = ("standfirst", "byline", "source_name", "correction_note", "video_summary")
    texts = {name: words() for name in names}
    texts |= {name: words("https://vi-du.vn/") for name in ("source_url", "video_url")}
    article = make_article(
        author=people.writer,
        category=category,
        topic=topic,
        document=document,
        headline=words("Tin "),
        body=words("<p>", "</p>"),
        video_poster=make_picture(people.writer, words),
        **texts,
    )
    article.tags.add(Tag.objects.create(name=words("thẻ ")))
    for role in ("lead", "photo"):
        ArticlePicture.objects.create(
            article=article,
            picture=make_picture(people.writer, words),
            role=role,
            caption=words(),
            photographer=words(),
            alt=words(),
        )
    file = make_file(people.writer, words("", ".pdf"))
    Attachment.objects.create(article=article, file=file, title=words())
    Note.objects.create(document=article.document, edition_number=article.number, author=people.member, text=words())
    board = (people.chair, people.deputy, people.secretary, people.member)
    recipient = board[PRIVATE_STATES.index(state) % len(board)]  # the desk shows the newest few of each
    Notice.objects.create(
        recipient=recipient, document=article.document, edition_number=article.number, sentence=words()
    )
    workflow.keep_snapshot(article, people.writer)
    keep_autosave(words, people.writer, article)
    sign_slip(people, article)
    article.editor = people.member if state not in (State.DRAFT, State.SUBMITTED) else None
    insert_edition(article, state, article.document)


def sign_slip(people, article) -> None:
    """A slip that was made of the piece, and its scan."""
    snapshot = slips.make_slip(article, actor=people.writer)
    scan = b"%PDF-1.7 phieu " + str(article.pk).encode()
    digest = sha256(scan).hexdigest()
    signed = {"signed_by": "Lê Thị Lãnh, Chánh Văn phòng", "signed_on": snapshot.saved_at.date()}
    file = {"sha256": digest, "content_type": "application/pdf", "size": len(scan)}
    slip = slips.keep_signed(article, snapshot=snapshot, actor=people.member, **signed, **file)
    put(slip.path, scan)


def keep_autosave(words, writer, article) -> None:
    """What the writer typed and never saved."""
    ticket = autosaving.make_ticket(writer, f"/cong-tac-vien/bai/{article.pk}/", "article", article.pk)
    autosaving.keep(ticket, {"headline": [words("Gõ dở ")], "body": [words()]})


def make_picture(person, words) -> Picture:
    """A picture of its own colour, with words of the library's."""
    turn = next(_turn)
    data = BytesIO()
    Image.new("RGB", (320, 240), (turn % 256, turn // 256, 90)).save(data, "PNG")
    return Picture.objects.take_in(
        data.getvalue(), uploaded_by=person, caption=words("Ảnh "), credit=words(), alt=words()
    )


def make_file(person, name: str) -> StoredFile:
    content = b"%PDF-1.7 " + name.encode()
    digest = sha256(content).hexdigest()
    file = StoredFile.objects.create(
        sha256=digest,
        key=digest[:16],
        name=name,
        content_type="application/pdf",
        size=len(content),
        uploaded_by=person,
        read_as=MAKE,
    )
    put(file.path, content)
    return file


def arrange(live: Article, category) -> None:
    """What the board arranges without an edition."""
    parent = MenuItem.objects.create(label="Hoạt động", category=category)
    MenuItem.objects.create(label="Tìm kiếm", parent=parent, address="/tim-kiem/")
    SisterLink.objects.create(name="Cổng thông tin tỉnh", address="https://dongthap.gov.vn")
    FrontPageItem.objects.create(document=live.document)
    term = CouncilTerm.objects.create(label="khóa thử", starts_on=date(2026, 3, 15))
    Event.objects.create(kind="session", title="Kỳ họp thử", starts_on=date(2026, 12, 8), term=term, session_number=12)
    OfficeHolder.objects.create(name="Trần Văn Mẫu", office="Chủ tịch HĐND tỉnh", starts_on=date(2026, 4, 1))
    Imprint(governing_body="Thường trực Hội đồng nhân dân Tỉnh", telephone="0277 3851 000").save()


def lend(people) -> None:
    """A right to publish that waits for its confirmation."""
    Delegation.objects.create(
        holder=people.deputy,
        granted_by=people.chair,
        decision=make_decision(),
        starts_on=make_decision().issued_on,
        scopes=[],
    )


def ask_to_take_down(people, live: Article) -> None:
    """A request that waits, and an order to wipe what was withdrawn."""
    basis = TakedownBasis.objects.create(body="Cơ quan", basis="Nghị định thử", hours=24, starts_on=date(2026, 1, 1))
    asked = {"requester": "Sở thử", "paper_number": "12/CV", "asked": "Đề nghị gỡ.", "received_at": timezone.now()}
    request = TakedownRequest(document=live.document, basis=basis, **asked)
    takedown.enter_request(request, actor=people.member)
    gone = make_article(State.WITHDRAWN, author=people.writer)
    order = Expunction(document=gone.document, reason="secret", paper_number="13/CV", paper_date=date(2026, 1, 1))
    expunction.ask(order, actor=people.member)


def write_letters(people, live: Article) -> None:
    """One letter that waits, one that was answered, each full of tokens that only the board may read."""
    for kind in ("wrong", "request"):
        letter = make_letter(
            kind, text=_told("Chỗ này sai "), name=_told(), contact=_told(), place=f"/tin/a-{live.document_id}/"
        )
        desk.add_note(letter, _told("Hỏi lại "), actor=people.member)
    desk.answer(letter, _told("Xin trả lời: "), actor=people.member)


def _told(before: str = "") -> str:
    return f"{before}zqtoken{next(_turn)}x"


def leave_traces(people, category) -> None:
    """Entries of the log: moves that were made, and one that was refused."""
    article = make_article(author=people.writer, category=category, headline="Tin đã qua vài bước")
    for name, person in (("submit", people.writer), ("take", people.member)):
        article = workflow.perform(name, edition=article, actor=person, version=article.version)
    try:
        workflow.perform("publish_now", edition=article, actor=people.technical, version=article.version)
    except Refusal:
        return
    raise AssertionError("a technical administrator published")
