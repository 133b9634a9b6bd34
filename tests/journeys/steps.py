"""What people do again and again at the desk, in the words that they see."""

from playwright.sync_api import Page, expect

from tests.second_factor import code

DESK = "/quan-tri/"
PIECES = "/cong-tac-vien/"
WRITE = "/cong-tac-vien/viet/"


def open_from_queue(page: Page, heading: str, title: str) -> None:
    """Open a piece from the board's queue, where it stands under this heading."""
    page.goto(DESK)
    page.get_by_role("region", name=heading).get_by_role("link", name=title).click()
    expect_state(page)


def expect_state(page: Page, state: str = "") -> None:
    """See the head of a piece's form, and in it the state."""
    expect(page.locator(".desk-piece-head .desk-state").first).to_contain_text(state)


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()


def send(page: Page, label: str) -> None:
    """Press the button of a form and wait for the answer: whoever goes elsewhere at once may take the form back."""
    with page.expect_response(
        lambda answer: answer.request.method == "POST" and answer.request.is_navigation_request()
    ):
        press(page, label)


def give_code(page: Page) -> None:
    """Give the code of the second step of a login (tests.second_factor.add_application)."""
    page.get_by_label("Mã 6 số").fill(code())
    press(page, "Xác nhận")


def make_move(page: Page, label: str, state: str) -> None:
    """Press the button of a move at the desk and see the state after it."""
    press(page, label)
    expect(page.get_by_text(f"{label}: đã thực hiện. Trạng thái hiện nay: «{state}».")).to_be_visible()
    expect_state(page, state)


def make_move_with_reason(page: Page, label: str, reason: str, state: str) -> None:
    page.get_by_role("link", name=f"{label}…", exact=True).click()
    page.get_by_label("Lý do").fill(reason)
    make_move(page, label, state)


def save(page: Page) -> None:
    press(page, "Lưu")
    expect(page.get_by_text("Đã lưu.")).to_be_visible()


def add_to_body(page: Page, text: str) -> None:
    """Type at the end of the body in the rich editor."""
    body = page.locator(".cke_editable")
    body.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)
    expect(body).to_contain_text(text.strip())


def expect_text(page: Page, text: str) -> None:
    expect(page.get_by_text(text).first).to_be_visible()


def open_piece(page: Page, title: str, state: str) -> None:
    """Open a piece from the board's list of this state."""
    page.goto("/quan-tri/news/article/")
    page.locator(".desk-filter").filter(has_text="Trạng thái").locator("summary").click()
    page.get_by_role("link", name=state, exact=True).click()
    page.get_by_role("link", name=title).click()
    expect_state(page, state)
