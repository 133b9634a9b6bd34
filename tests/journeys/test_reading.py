"""A reader and the page: larger letters, contrast, handing an article on, keeping it, hearing it."""

import json

import pytest
from playwright.sync_api import expect

from tests.factories import make_article
from tests.news.public import add_picture, make_site, publish

pytestmark = pytest.mark.browser

BODY = "<p>Đoạn thứ nhất có hai câu. Câu sau nói về 2.140 hộ.</p><h2>Mục nhỏ</h2><p>Đoạn cuối.</p>"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
ROOT_SIZE = "getComputedStyle(document.documentElement).fontSize"
GROUND = "getComputedStyle(document.body).backgroundColor"
BLACK = "rgb(0, 0, 0)"
KEEP_LARGEST = "localStorage.setItem('reading-text', '200')"
# A browser with one Vietnamese voice, which says at once what it is given and writes it down.
VOICE = """
  window.said = [];
  window.holdVoice = false;
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const voice = { lang: "vi-VN", name: "An" };
  const synth = new EventTarget();
  synth.getVoices = () => [{ lang: "en-US" }, voice];
  synth.speak = (utterance) => {
    window.said.push(utterance.text);
    if (!window.holdVoice) setTimeout(() => utterance.onend());
  };
  synth.cancel = () => { window.cancelled = (window.cancelled || 0) + 1; };
  Object.defineProperty(window, "speechSynthesis", { value: synth });
"""
NO_VOICE = VOICE.replace('[{ lang: "en-US" }, voice]', '[{ lang: "en-US" }]')
SHEET = "navigator.share = async (what) => { window.shared = what; };"


@pytest.fixture
def article(live_server, stored_picture):
    article = make_article(headline="Nước sạch nông thôn", standfirst="Ba xã còn thiếu nước.", body=BODY)
    add_picture(article, stored_picture, caption="Trạm cấp nước")
    return publish(article)


@pytest.fixture
def reader(visits, article):
    """A citizen before the article."""
    page = visits.page_of(width=360)
    page.goto(article.get_absolute_url())
    return page


def open_with(visits, article, script: str):
    """Give the article in a browser that was prepared by a script."""
    page = visits.page_of(width=360)
    page.add_init_script(script)
    page.goto(article.get_absolute_url())
    return page


# -- letters and contrast ----------------------------------------------------------------------------------------


def test_letters_grow_and_shrink_in_steps_and_the_next_page_keeps_the_size(reader):
    larger = reader.get_by_role("button", name="Tăng cỡ chữ")
    smaller = reader.get_by_role("button", name="Giảm cỡ chữ")
    expect(smaller).to_have_attribute("aria-disabled", "true")
    sizes = [reader.evaluate(ROOT_SIZE)]
    larger.focus()
    for _ in range(5):
        reader.keyboard.press("Enter")
        sizes.append(reader.evaluate(ROOT_SIZE))
    assert sizes == ["16px", "18.4px", "21.6px", "25.6px", "32px", "32px"]
    expect(larger).to_have_attribute("aria-disabled", "true")
    expect(reader.get_by_role("status").filter(has_text="cỡ chữ")).to_have_text("Không đổi được cỡ chữ thêm nữa.")
    reader.goto("/")
    assert reader.evaluate(ROOT_SIZE) == "32px"
    reader.get_by_role("button", name="Giảm cỡ chữ").click()
    assert reader.evaluate(ROOT_SIZE) == "25.6px"


def test_contrast_is_switched_by_keyboard_kept_and_switched_off_again(reader):
    switch = reader.get_by_role("button", name="Tương phản cao")
    switch.focus()
    reader.keyboard.press("Enter")
    expect(switch).to_have_attribute("aria-pressed", "true")
    assert reader.evaluate(GROUND) == BLACK
    reader.goto("/")
    assert reader.evaluate(GROUND) == BLACK
    switch = reader.get_by_role("button", name="Tương phản cao")
    expect(switch).to_have_attribute("aria-pressed", "true")
    reader.keyboard.press("Tab")
    switch.click()
    assert reader.evaluate(GROUND) != BLACK
    assert reader.context.cookies() == []


def test_a_browser_that_keeps_nothing_changes_the_page_all_the_same(visits, article):
    closed = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('closed'); } });"
    page = open_with(visits, article, closed)
    page.get_by_role("button", name="Tương phản cao").click()
    assert page.evaluate(GROUND) == BLACK


def test_no_page_scrolls_sideways_with_the_largest_letters(visits, stored_picture, live_server):
    pages = {n: a for n, a in make_site(stored_picture, 6).items() if "feed" not in n and "sitemap" not in n}
    beyond = {}
    for width in (320, 1280):
        page = visits.page_of(width=width)
        page.add_init_script(KEEP_LARGEST)
        for name, address in pages.items():
            page.goto(address)
            beyond[name, width] = page.evaluate(OVERFLOW)
    assert {place: width for place, width in beyond.items() if width > 0} == {}


def test_without_scripts_everything_is_read_and_no_dead_button_is_seen(browser, live_server, article):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(article.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_have_text("Nước sạch nông thôn")
    expect(page.get_by_role("link", name="Facebook")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("banner").get_by_role("button")).to_have_text(["Tìm"])
    context.close()


# -- handing on, keeping --------------------------------------------------------------------------------------------


def test_the_phones_own_sheet_gets_headline_and_address(visits, article):
    page = open_with(visits, article, SHEET)
    page.get_by_role("button", name="Chia sẻ…").click()
    address = page.locator("link[rel=canonical]").get_attribute("href")
    assert page.evaluate("window.shared") == {"title": "Nước sạch nông thôn", "url": address}


def test_the_button_of_the_sheet_is_not_there_without_a_sheet(visits, article):
    page = open_with(visits, article, "delete Navigator.prototype.share;")
    expect(page.get_by_role("button", name="Sao chép liên kết")).to_be_visible()
    expect(page.get_by_role("button", name="Chia sẻ…")).to_be_hidden()


def test_the_link_is_copied_and_the_page_says_so(reader):
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.get_by_role("button", name="Sao chép liên kết").click()
    expect(reader.get_by_text("Đã sao chép liên kết.")).to_be_visible()
    address = reader.locator("link[rel=canonical]").get_attribute("href")
    assert reader.evaluate("navigator.clipboard.readText()") == address


def test_a_saved_article_is_one_file_that_reads_without_a_network(reader, browser, tmp_path):
    with reader.expect_download() as saving:
        reader.get_by_role("button", name="Lưu bài").click()
    expect(reader.get_by_text("Đã lưu bài thành một tệp")).to_be_visible()
    file = tmp_path / saving.value.suggested_filename
    saving.value.save_as(file)
    assert file.name.startswith("nuoc-sach-nong-thon-")
    offline = browser.new_context(offline=True)
    page = offline.new_page()
    page.goto(file.as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_text("Nước sạch nông thôn")
    expect(page.get_by_text("Đoạn cuối.")).to_be_visible()
    assert page.evaluate("[...document.images].map((image) => image.naturalWidth > 0)") == [True]
    assert page.locator("script, button").count() == 0
    offline.close()


def test_paper_has_the_article_and_its_code_but_no_menu(reader):
    reader.get_by_role("button", name="Tăng cỡ chữ").click()
    reader.get_by_role("button", name="Tương phản cao").click()
    reader.emulate_media(media="print")
    for shown in ("h1", ".rich-text", ".qr-code", ".print-address p", ".footer-name"):
        expect(reader.locator(shown)).to_be_visible()
    for left_out in (".menu", ".masthead-bar", ".masthead-search", ".reading-tools", ".share", ".article-side"):
        expect(reader.locator(left_out)).to_be_hidden()
    assert reader.evaluate(ROOT_SIZE) == "16px"
    assert reader.evaluate("getComputedStyle(document.querySelector('h1')).color") == BLACK


# -- hearing -----------------------------------------------------------------------------------------------------


def test_an_article_is_heard_from_its_headline_to_its_end(visits, article):
    page = open_with(visits, article, VOICE)
    page.get_by_role("button", name="Nghe bài").click()
    expect(page.get_by_role("button", name="Dừng", exact=True)).to_be_hidden()
    assert page.evaluate("window.said") == [
        "Nước sạch nông thôn",
        "Ba xã còn thiếu nước.",
        "Trạm cấp nước",
        "Đoạn thứ nhất có hai câu.",
        "Câu sau nói về 2.140 hộ.",
        "Mục nhỏ",
        "Đoạn cuối.",
    ]


def test_hearing_is_paused_resumed_at_the_same_sentence_and_stopped(visits, article):
    page = open_with(visits, article, VOICE + "window.holdVoice = true;")
    page.get_by_role("button", name="Nghe bài").click()
    page.evaluate("window.holdVoice = false")  # from the second sentence on it would run to the end
    page.get_by_role("button", name="Tạm dừng").click()
    expect(page.get_by_role("button", name="Nghe bài")).to_be_visible()
    page.evaluate("window.holdVoice = true")
    page.get_by_role("button", name="Nghe bài").click()
    page.get_by_role("button", name="Dừng", exact=True).click()
    expect(page.get_by_role("button", name="Nghe bài")).to_be_focused()
    assert page.evaluate("window.said") == ["Nước sạch nông thôn"] * 2


def test_the_voice_falls_silent_when_the_reader_leaves(visits, article):
    page = open_with(visits, article, VOICE + "window.holdVoice = true;")
    page.get_by_role("button", name="Nghe bài").click()
    before = page.evaluate("window.cancelled || 0")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert page.evaluate("window.cancelled") == before + 1


def test_without_a_vietnamese_voice_there_is_no_button_to_hear(visits, article):
    page = open_with(visits, article, NO_VOICE)
    expect(page.get_by_role("button", name="Sao chép liên kết")).to_be_visible()
    expect(page.get_by_role("button", name="Nghe bài")).to_be_hidden()


# -- machines ------------------------------------------------------------------------------------------------------


def test_the_data_for_machines_passes_the_policy_and_is_not_run(visits, live_server):
    """The fixture fails on whatever the policy of the page reports."""
    article = publish(make_article(headline="</script><script>window.ran = true</script> & nước"))
    page = visits.page_of()
    response = page.goto(article.get_absolute_url())
    assert "script-src 'self'" in response.headers["content-security-policy"]
    data = json.loads(page.locator('script[type="application/ld+json"]').text_content())
    assert data["@graph"][0]["headline"] == article.headline
    assert page.evaluate("window.ran") is None
