"""Public addresses. Each has one canonical form; nothing here depends on who asks (but for drafts' files)."""

from django.urls import path, register_converter

from news import converters, feeds, sitemaps
from news.views import (
    article,
    corrections,
    files,
    health,
    home,
    letters,
    lists,
    look,
    pages,
    preview,
    readers,
    search,
    security,
    slip,
    upload,
)

register_converter(converters.NumberConverter, "number")
register_converter(converters.YearConverter, "year")
register_converter(converters.MonthConverter, "month")
register_converter(converters.PartConverter, "part")
register_converter(converters.KeyConverter, "key")

urlpatterns = [
    path("", home.home, name="home"),
    path("chuyen-muc/<slug:slug>/", lists.category, name="category"),
    path("chuyen-muc/<slug:slug>/<year:year>/<month:number>/", lists.category_month, name="category-month"),
    path(
        "chuyen-muc/<slug:slug>/<year:year>/<month:number>/<part:part>/",
        lists.category_month,
        name="category-month",
    ),
    path("luu-tru/<year:year>/<month:number>/", lists.month, name="month"),
    path("luu-tru/<year:year>/<month:number>/<part:part>/", lists.month, name="month"),
    path("dong-su-kien/<slug:slug>/", lists.topic, name="topic"),
    path("tin/<slug:slug>-<number:number>/", article.article, name="article"),
    path("trang/<slug:slug>-<number:number>/", pages.page, name="page"),
    path("tim-kiem/", search.search_page, name="search"),
    path("so-do-trang/", pages.site_map, name="site-map"),
    path("ban-bien-tap/", pages.board, name="board"),
    path("thong-tin-trang/", pages.imprint, name="imprint"),
    path("thong-ke/", readers.readers, name="readers"),
    path("rss/", feeds.SiteFeed(), name="feed"),
    path("rss/dinh-chinh/", feeds.CorrectionsFeed(), name="corrections-feed"),
    path("rss/<slug:slug>/", feeds.CategoryFeed(), name="category-feed"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-trang.xml", sitemaps.places, name="sitemap-places"),
    path("sitemap-<year:year>-<month:number>.xml", sitemaps.month, name="sitemap-month"),
    path("dinh-chinh/", corrections.newest, name="corrections"),
    path("dinh-chinh/<year:year>/<month:number>/", corrections.month, name="corrections-month"),
    path("gui-y-kien/", letters.choose, name="letters"),
    path("gui-y-kien/gop-y/", letters.write, {"kind": "feedback"}, name="letter-feedback"),
    path("gui-y-kien/thong-tin-sai/", letters.write, {"kind": "wrong"}, name="letter-wrong"),
    path("gui-y-kien/yeu-cau-thong-tin/", letters.write, {"kind": "request"}, name="letter-request"),
    path("gui-y-kien/tra-cuu/", letters.look, name="letter-look"),
    path("khoe/", health.health, name="health"),
    path("giao-dien.css", look.stylesheet, name="look"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path(".well-known/security.txt", security.security_txt, name="security-txt"),
    path("ban-lam-viec/<slug:kind>/<int:pk>/xem-truoc/", preview.preview, name="preview"),
    path("ban-lam-viec/<slug:kind>/<int:pk>/xem-truoc/trang/", preview.preview_page, name="preview_page"),
    path("ban-lam-viec/<slug:kind>/<int:pk>/phieu-trinh/", slip.slips_page, name="slips"),
    path("ban-lam-viec/<slug:kind>/<int:pk>/phieu-trinh/da-ky/", slip.keep_signed, name="keep_signed"),
    path("ban-lam-viec/<slug:kind>/<int:pk>/phieu-trinh/da-ky/<int:slip>/", slip.signed_scan, name="signed_scan"),
    path("ban-lam-viec/<slug:kind>/<int:pk>/phieu-trinh/<int:snapshot>/", slip.slip, name="slip"),
    path("ban-lam-viec/<slug:kind>/<int:pk>/phieu-trinh/<int:snapshot>.docx", slip.slip_word, name="slip_word"),
    path("anh/tai-len/", upload.upload_picture, name="upload_picture"),
    path("anh/<key:key>-<int:width>.<str:extension>", files.picture, name="picture"),
    path("tep/<key:key>/<str:name>", files.attachment, name="file"),
]
