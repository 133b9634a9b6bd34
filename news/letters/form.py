"""The three forms of citizens: what each asks for, and what is refused in words that say what to do."""

import re
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError

from editorial.text import clean_text
from news.models import LetterKind

SHORTEST_TEXT, LONGEST_TEXT = 10, 4000
MOST_LINKS = 3
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
TRAP = "trang_web"  # no person sees this field


@dataclass(frozen=True)
class Sort:
    """What one of the three pages says and asks."""

    kind: str
    title: str
    intro: str
    text_label: str
    text_hint: str
    asks_place: bool = False
    needs_name: bool = False


SORTS = {
    sort.kind: sort
    for sort in (
        Sort(
            LetterKind.FEEDBACK,
            "Góp ý",
            "Góp ý về tin, bài, cách trình bày và hoạt động của trang.",
            "Nội dung góp ý",
            "Viết ngắn gọn, có dấu. Không cần ghi họ tên.",
        ),
        Sort(
            LetterKind.WRONG,
            "Báo nội dung chưa đúng",
            "Thấy một chỗ trên trang chưa đúng, xin báo để Ban biên tập kiểm tra, sửa và trả lời.",
            "Chỗ nào chưa đúng, đúng ra là gì",
            "Nêu câu, số liệu, tên hoặc ngày chưa đúng; nếu biết, ghi nguồn để đối chiếu.",
            asks_place=True,
        ),
        Sort(
            LetterKind.REQUEST,
            "Yêu cầu cung cấp thông tin",
            "Yêu cầu thông tin do Hội đồng nhân dân tỉnh và các cơ quan của Hội đồng tạo ra.",
            "Thông tin cần được cung cấp",
            "Ghi rõ tên văn bản hoặc nội dung, thời gian của thông tin cần có.",
            needs_name=True,
        ),
    )
}


class CleanField(forms.CharField):
    """Text in the one form in which it is stored, before its length is measured."""

    def __init__(self, *, lines: bool = False, **kwargs):
        self.lines = lines
        super().__init__(**kwargs)

    def to_python(self, value) -> str:
        return clean_text(str(super().to_python(value) or ""), lines=self.lines).strip()

    def widget_attrs(self, widget) -> dict:
        """Leave the length to our own sentence: a browser would cut off what is pasted without a word."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


def _too_long(longest: int) -> dict[str, str]:
    return {"max_length": f"Dài %(show_value)d ký tự; nhiều nhất {longest}. Xin rút gọn."}


class LetterForm(forms.Form):
    """One of the three forms; `sort` says which. The token and the trap are read by the view."""

    place = CleanField(
        label="Trang hoặc tin, bài có chỗ chưa đúng",
        help_text="Địa chỉ của trang (sao chép từ thanh địa chỉ), hoặc tiêu đề.",
        max_length=500,
        error_messages={"required": "Xin ghi trang hoặc tin, bài nào.", **_too_long(500)},
    )
    text = CleanField(
        lines=True,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Xin ghi nội dung.", **_too_long(LONGEST_TEXT)},
    )
    name = CleanField(
        label="Họ và tên",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Xin ghi họ và tên.", **_too_long(120)},
    )
    contact = CleanField(
        label="Cách liên hệ",
        help_text="Một trong: điện thoại, thư điện tử, địa chỉ nhận thư.",
        max_length=200,
        error_messages={"required": "Xin ghi một cách liên hệ.", **_too_long(200)},
    )
    consent = forms.BooleanField(
        label="Tôi đồng ý với nội dung trên",
        error_messages={"required": "Cần đồng ý thì Ban biên tập mới được giữ nội dung này: xin đánh dấu vào ô."},
    )

    def __init__(self, sort: Sort, *args, **kwargs):
        super().__init__(*args, **kwargs, label_suffix="")
        self.fields["text"].label, self.fields["text"].help_text = sort.text_label, sort.text_hint
        if not sort.asks_place:
            del self.fields["place"]
        for name in ("name", "contact"):
            self.fields[name].required = sort.needs_name

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if len(text) < SHORTEST_TEXT:
            raise ValidationError(f"Quá ngắn để hiểu: xin viết ít nhất {SHORTEST_TEXT} ký tự.")
        links = len(LINK.findall(text))
        if links > MOST_LINKS:
            raise ValidationError(f"Có {links} liên kết; nhiều nhất {MOST_LINKS}. Xin bỏ bớt.")
        return text

    def written(self) -> dict[str, str]:
        """Give the cleaned words of a valid form, by field."""
        return {name: value for name, value in self.cleaned_data.items() if name != "consent"}
