"""Lists of words that the checks of style go by."""

# Little words that are never said twice on purpose; content words meet by chance ("đại biểu biểu quyết").
SAID_ONCE = """
    của với và các những là để cho được trong trên tại theo về đã đang sẽ có do bởi khi nhưng cùng như
    một này đó vào ra đến nên thì mà vì nếu không phải cũng rằng hoặc bằng giữa sau trước bị vẫn còn
"""

CONFUSED = {
    "chân chính kịp thời": "chấn chỉnh kịp thời",
    "chân chỉnh": "chấn chỉnh",
    "chấn chính": "chấn chỉnh",
    "bàng quang trước": "bàng quan trước",
    "thăm quan": "tham quan",
    "sát nhập": "sáp nhập",
    "xát nhập": "sáp nhập",
    "khảng định": "khẳng định",
    "đường xá": "đường sá",
    "giành cho": "dành cho",
    "dành giật": "giành giật",
    "dành thắng lợi": "giành thắng lợi",
    "bổ xung": "bổ sung",
    "xử dụng": "sử dụng",
    "suất sắc": "xuất sắc",
    "sơ xuất": "sơ suất",
    "xuất ăn": "suất ăn",
    "chuẩn đoán": "chẩn đoán",
    "câu truyện": "câu chuyện",
    "kiểm xoát": "kiểm soát",
    "rà xoát": "rà soát",
    "giám xát": "giám sát",
    "khảo xát": "khảo sát",
    "tập chung": "tập trung",
    "chung ương": "trung ương",
    "trú trọng": "chú trọng",
    "đọc giả": "độc giả",
    "thẩm chí": "thậm chí",
    "vô hình chung": "vô hình trung",
    "phong phanh": "phong thanh",
    "chỉnh chu": "chỉn chu",
    "xúc tích": "súc tích",
    "cọ sát": "cọ xát",
    "xen kẻ": "xen kẽ",
    "nghị quyêt": "nghị quyết",
    "kỹ niệm": "kỷ niệm",
    "bầu cữ": "bầu cử",
    "cữ tri": "cử tri",
    "lảnh đạo": "lãnh đạo",
}

ABBREVIATIONS = """
    HĐND UBND ĐBQH MTTQ BCH BCĐ TW TU QH UBTVQH TP TX TT HTX THCS THPT KCN CCN ODA GDP GRDP VAT USD VND
    VNĐ WTO ASEAN UNESCO WHO COVID CNTT CNXH XHCN CHXHCN KT XH QPAN AN QP BHXH BHYT PCCC KBNN NSNN TAND
    VKSND CAND QĐND LĐLĐ CCHC PCI PAPI OCOP ĐTM NQ QĐ NĐ KH BC TB CT TTr CV CK SGK VHTT TDTT NTM PDF RSS
    SMS QR AI IT WC ATM VTV VOV TTXVN HĐ VN EU UN HIV AIDS CCCD CMND STK FM AM HD LED VNPT EVN KHCN
"""
