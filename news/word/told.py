"""What is said to a person of a Word file that became a draft: what was changed, what was left out."""

from collections.abc import Mapping

# In the order in which they are said.
SENTENCES = {
    "changes": "Tệp có phần sửa theo dõi (track changes): đã lấy chữ như khi chấp nhận mọi chỗ sửa. Xin đọc lại.",
    "comments": "Tệp có {n} nhận xét ở lề (comment): không lấy vào bài.",
    "hidden": "Tệp có chữ ẩn: không lấy vào bài.",
    "old font": "Chữ gõ bằng phông cũ (.VnTime, VNI) đã được chuyển sang Unicode. Xin đọc lại từng dấu.",
    "legacy": "Trong bài còn chữ của bảng mã cũ (TCVN3 hoặc VNI) không chuyển được: xin đổi sang Unicode trong Word"
    " rồi gửi lại.",
    "head": "Phần đầu văn bản (quốc hiệu hoặc tên Đảng, tên cơ quan, số ký hiệu) không đưa vào bài.",
    "ending": "Phần nơi nhận, chữ ký ở cuối văn bản không đưa vào bài.",
    "margins": "Đầu trang và chân trang của tệp không đưa vào bài.",
    "boxes": "Chữ trong {n} hộp văn bản (text box) đã đưa ra cuối đoạn chứa hộp. Xin xem lại thứ tự.",
    "formulas": "{n} công thức chỉ còn lại chữ. Xin kiểm tra lại.",
    "signs": "{n} ký hiệu của phông Wingdings, Symbol không lấy được.",
    "charts": "{n} biểu đồ, sơ đồ không lấy được. Cần dùng thì chụp lại thành ảnh.",
    "objects": "{n} đối tượng nhúng (bảng tính, công thức kiểu cũ) không lấy được.",
    "linked": "{n} ảnh chỉ là liên kết ra ngoài tệp nên không lấy được. Xin chèn thẳng ảnh vào tệp hoặc tải ảnh lên.",
    "broken pictures": "{n} ảnh hỏng, quá nhỏ hoặc quá lớn nên không lấy được. Xin tải ảnh gốc lên.",
    "too many pictures": "Còn {n} ảnh chưa lấy vì tệp có quá nhiều ảnh. Xin tải tiếp ở mục Ảnh.",
}
PICTURE = "{n} ảnh dạng {kind} không dùng được trên trang web. Xin xuất ra JPEG hoặc PNG rồi tải lên."
GUESSED = "Không nhận ra tiêu đề trong tệp: đã tạm lấy câu đầu. Xin đặt lại tiêu đề."


def tell(counts: Mapping[str, int], *, is_guessed: bool) -> list[str]:
    """Give the sentences for what was met in a file (the keys of SENTENCES, "picture EMF" and the like)."""
    said = [GUESSED] if is_guessed else []
    said += [sentence.format(n=counts[kind]) for kind, sentence in SENTENCES.items() if counts.get(kind)]
    for kind, number in counts.items():
        if kind.startswith("picture "):
            said.append(PICTURE.format(n=number, kind=kind.removeprefix("picture ")))
    return said
