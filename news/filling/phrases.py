"""The words that filled pieces are made of. In each list the first are the most used (prose.py).

Everything is invented; places end in "Mẫu". Names in braces are filled in by prose.py: another list of this
module in lower case (its first letter is then capital with an upper case name), or one of prose.py's own.
"""


def _each(words: str) -> tuple[str, ...]:
    return tuple(words.split())


PLACE_FIRST = _each("Tân Bình Long Phú Mỹ An Hòa Thạnh Vĩnh Định Thanh Đông Tây Hưng Láng Trường Hiệp Phong")
PLACE_SECOND = _each("Hòa Phú Thành Lợi Hưng An Thuận Đông Bình Quới Hội Long Mỹ Khánh Nhuận Trung Thới Phước")
PLACE_KIND = ("xã", "xã", "xã", "phường", "ấp")

SURNAMES = _each("Nguyễn Trần Lê Phạm Huỳnh Võ Phan Đặng Bùi Đỗ Hồ Ngô Dương Lý Trương Đinh Lâm Mai Cao Tô")
MIDDLE_NAMES = {
    "ông": _each("Văn Thanh Minh Hoàng Quốc Hữu Đức Tấn Xuân Trung"),
    "bà": _each("Thị Thanh Ngọc Kim Thu Bích Hồng Phương Xuân Minh"),
}
GIVEN_NAMES = _each(
    "An Anh Bảo Bình Châu Chi Cường Dung Dũng Đạt Điệp Giang Hà Hải Hạnh Hiền Hiếu Hoa Hùng Hương Khánh Khoa Lan "
    "Liên Linh Loan Long Mai Nam Nga Nghĩa Nhung Oanh Phát Phúc Phượng Quân Quyên Sang Sơn Tâm Thảo Thắng Thủy "
    "Tiến Trang Trí Trung Tuấn Tuyết Uyên Vân Việt Vinh Xuân Yến"
)

ACTORS = (
    "Thường trực Hội đồng nhân dân tỉnh",
    "Đoàn đại biểu Quốc hội tỉnh",
    "Ban Kinh tế - Ngân sách",
    "Ban Văn hóa - Xã hội",
    "Ban Pháp chế",
    "Ủy ban nhân dân tỉnh",
    "Văn phòng Đoàn ĐBQH và HĐND tỉnh",
    "Tổ đại biểu số {small}",
    "Hội đồng nhân dân {place}",
    "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
    "đoàn giám sát chuyên đề",
    "đoàn khảo sát liên ngành",
    "Sở Nông nghiệp và Môi trường",
    "Sở Xây dựng",
    "Sở Tài chính",
    "Sở Y tế",
    "Sở Giáo dục và Đào tạo",
    "Sở Nội vụ",
    "Công an tỉnh",
    "Thanh tra tỉnh",
    "Liên đoàn Lao động tỉnh",
    "Hội Nông dân tỉnh",
    "Hội Liên hiệp Phụ nữ tỉnh",
    "Tỉnh đoàn",
    "Hội Cựu chiến binh tỉnh",
)

MATTERS = (
    "nước sạch nông thôn",
    "sạt lở bờ sông",
    "vốn đầu tư công",
    "đường giao thông liên xã",
    "chuyển đổi số trong cơ quan nhà nước",
    "thu gom rác thải sinh hoạt",
    "mua sắm thiết bị trường học",
    "y tế cơ sở",
    "giải quyết hồ sơ đất đai",
    "quản lý đất công ích",
    "hỗ trợ học nghề cho lao động nông thôn",
    "nhà ở cho người có thu nhập thấp",
    "giảm nghèo bền vững",
    "chế độ chi tiếp xúc cử tri",
    "an toàn thực phẩm",
    "bảo hiểm y tế học sinh",
    "phòng, chống ma túy trong thanh niên",
    "cải cách thủ tục hành chính",
    "vùng trồng xoài xuất khẩu",
    "nuôi cá tra theo chuỗi liên kết",
    "bảo tồn sếu đầu đỏ",
    "làng nghề dệt chiếu",
    "phát triển du lịch cộng đồng",
    "cấp thoát nước đô thị",
    "xe buýt nội tỉnh",
    "chợ truyền thống và chợ nổi",
    "hạn, mặn mùa khô",
    "quy hoạch khu công nghiệp",
    "tinh gọn tổ chức bộ máy",
    "phụ cấp cho người hoạt động không chuyên trách",
    "thư viện xã và phòng đọc",
    "tiếng ồn từ loa kẹo kéo",
    "khai thác cát trái phép",
    "phòng cháy, chữa cháy ở khu dân cư",
    "tuyển sinh lớp 10",
    "chăm sóc người cao tuổi",
    "nghĩa trang nhân dân",
    "lò giết mổ tập trung",
    "điện chiếu sáng nông thôn",
    "kênh nội đồng bồi lắng",
)

LAWS = (
    "Luật Đất đai",
    "Luật Tổ chức chính quyền địa phương",
    "Luật Tiếp cận thông tin",
    "Luật Nhà giáo",
    "Luật Bảo hiểm xã hội",
    "Luật Trật tự, an toàn giao thông đường bộ",
    "Luật Di sản văn hóa",
    "Luật Phòng, chống mua bán người",
    "Luật Dữ liệu",
    "Luật Quy hoạch đô thị và nông thôn",
    "Luật Hoạt động giám sát của Quốc hội và Hội đồng nhân dân",
    "Luật Khám bệnh, chữa bệnh",
)

HEADLINES = (
    "{ACTOR} giám sát {matter} tại {place}",
    "Cử tri {place} kiến nghị về {matter}",
    "{ACTOR} họp, cho ý kiến {count} nội dung về {matter}",
    "Kỳ họp thứ {ordinal}: {count} ý kiến thảo luận về {matter}",
    "Chất vấn về {matter}: {count} câu hỏi, {small} cam kết",
    "{ACTOR} khảo sát {matter} tại {place}",
    "Góp ý dự án {law} tại {place}",
    "Nghị quyết số {decree} quy định về {matter}",
    "Trả lời kiến nghị của cử tri {place} về {matter}",
    "{ACTOR} tiếp xúc cử tri {place}, ghi nhận {count} ý kiến",
    "Thông báo lịch tiếp công dân tháng {month} tại {place}",
    "{PLACE}: {percent} hồ sơ được giải quyết trước hạn",
    "Sau giám sát, {matter} ở {place} có chuyển biến",
    "{PLACE} đẩy nhanh công trình {money} phục vụ {matter}",
    "{PLACE} cần quan tâm hơn đến {matter}",
    "Hỏi – đáp: người dân cần biết gì về {matter}?",
    "Khai mạc Kỳ họp thứ {ordinal}, xem xét {count} dự thảo nghị quyết",
    "{PERSON}, người gắn bó với {matter} ở {place}",
    "{ACTOR} thẩm tra tờ trình số {decree} về {matter}",
    "Gặp mặt, trao đổi kinh nghiệm về {matter} giữa {place} và {place}",
)

STANDFIRSTS = (
    "Ngày {date}, {actor} làm việc với {place} về {matter}; {count} ý kiến được ghi nhận.",
    "Có {count} ý kiến phát biểu, tập trung vào {matter} và {matter}.",
    "Tỷ lệ hoàn thành đạt {percent}, song {matter} vẫn còn vướng mắc về thủ tục.",
    "Nhiều cử tri mong {matter} sớm được giải quyết, nhất là tại {place}.",
    "Nghị quyết số {decree} có hiệu lực từ ngày {date}, áp dụng trên địa bàn toàn tỉnh.",
    "Qua {count} điểm tiếp xúc, cử tri gửi {number} kiến nghị, phần lớn về {matter}.",
    "{ACTOR} đề nghị báo cáo kết quả trước ngày {date}.",
    "Mô hình ở {place} cho thấy {matter} cần sự vào cuộc của cả cộng đồng.",
)

SENTENCES = (
    "Ngày {date}, {actor} có buổi làm việc tại {place} về {matter}.",
    "Theo báo cáo của {actor}, đến nay đã thực hiện {number} trường hợp, đạt {percent} kế hoạch.",
    "{PERSON}, cử tri {place}, cho biết người dân rất quan tâm đến {matter}.",
    "{ACTOR} đề nghị các ngành rà soát, báo cáo trước ngày {date}.",
    "Tại buổi làm việc, các đại biểu tập trung thảo luận về {matter} và {matter}.",
    "Tổng kinh phí thực hiện là {money}, trong đó ngân sách tỉnh hỗ trợ {percent}.",
    "Phát biểu kết luận, {person} nhấn mạnh trách nhiệm của người đứng đầu trong {matter}.",
    "Hội đồng nhân dân tỉnh đã thông qua Nghị quyết số {decree} với tỷ lệ tán thành {percent}.",
    "Việc giải quyết {matter} ở {place} còn chậm so với yêu cầu.",
    "Nguyên nhân chủ yếu là thiếu kinh phí, nhân lực và sự phối hợp giữa các cơ quan.",
    "Các đại biểu ghi nhận nỗ lực của địa phương, đồng thời chỉ ra {small} hạn chế cần khắc phục.",
    "{PLACE} có {number} hộ dân, trong đó {percent} đã được hưởng lợi từ chương trình.",
    "Cử tri đề nghị công khai tiến độ để người dân theo dõi, giám sát.",
    "Liên quan đến {matter}, {actor} cho biết sẽ trình phương án trong tháng {month}.",
    "Đây là nội dung được quy định tại {law}, song khi áp dụng còn có cách hiểu khác nhau.",
    "Trước đó, đoàn đã đến khảo sát thực tế tại {place} và {place}.",
    "Trong {count} ý kiến gửi đến kỳ họp, có {small} ý kiến về {matter}.",
    "Bà con mong tuyến đường dài {number} mét sớm được nâng cấp để đi lại thuận tiện trong mùa mưa.",
    "{PERSON} kiến nghị bổ sung quy định về {matter} vào dự thảo nghị quyết.",
    "Đoàn giám sát sẽ tổng hợp, kiến nghị cơ quan có thẩm quyền xem xét, giải quyết.",
    "Số liệu đến ngày {date} cho thấy {matter} tăng {percent} so với cùng kỳ.",
    "Theo {person}, nếu được hỗ trợ đúng lúc thì mỗi hộ có thể tăng thu nhập thêm {money} một năm.",
    "Thực hiện Nghị quyết số {decree}, {place} đã hoàn thành {small} trong {count} chỉ tiêu.",
    "{ACTOR} cũng lưu ý việc tuyên truyền để người dân hiểu rõ quyền và nghĩa vụ của mình.",
    "Phiên họp được truyền hình trực tiếp để cử tri và nhân dân theo dõi.",
    "Về lâu dài, cần gắn {matter} với {matter}.",
    "Kiến nghị này đã được chuyển đến {actor} bằng văn bản số {decree}.",
    "Kết quả thực hiện sẽ được báo cáo tại Kỳ họp thứ {ordinal}.",
    "Nhiều nơi đã có cách làm hay, tiêu biểu là {place}.",
    "Đại biểu đề nghị làm rõ trách nhiệm của từng cơ quan, thời hạn hoàn thành và nguồn lực thực hiện.",
    "Người dân {place} phấn khởi khi công trình được đưa vào sử dụng đúng hẹn.",
    "Dự kiến, đợt giám sát tiếp theo diễn ra vào tháng {month} tại {place}.",
)

CAPTIONS = (
    "Quang cảnh buổi làm việc tại {place}.",
    "Cử tri {place} nêu ý kiến.",
    "{ACTOR} khảo sát thực tế tại {place}.",
    "Đại biểu thảo luận về {matter}.",
    "Một góc {place} hôm nay.",
)

BYLINES = ("Ban biên tập", "Minh Mẫu", "Thu Mẫu", "An Mẫu", "Hòa Mẫu", "Lan Mẫu", "Bình Mẫu", "Sen Mẫu", "Phù Sa")
ORDINALS = _each("Nhất Hai Ba Tư Năm Sáu Bảy Tám Chín Mười")
CATEGORIES = {
    "Tin tức – Sự kiện": (),
    "Hoạt động Đoàn ĐBQH": ("Kỳ họp Quốc hội", "Xây dựng pháp luật"),
    "Hoạt động HĐND": ("Kỳ họp HĐND", "Phiên họp Thường trực", "Hoạt động các Ban", "HĐND xã, phường"),
    "Giám sát – Chất vấn": (),
    "Cử tri": ("Lịch tiếp xúc cử tri", "Ý kiến, kiến nghị", "Kết quả giải quyết"),
    "Phổ biến pháp luật": (),
    "Nghiên cứu – Trao đổi": (),
    "Thông báo": (),
}
SOURCES = ("Cổng thông tin minh họa", "Báo minh họa", "Văn phòng minh họa")
