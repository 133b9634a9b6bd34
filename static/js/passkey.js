// What a passkey could not do, in words; the ceremony itself is the library's.
(() => {
  const SENTENCES = {
    NotAllowedError: "Chưa xác nhận được: đã bấm hủy, hết giờ, hoặc máy này không có khóa của tài khoản. Xin thử lại.",
    InvalidStateError: "Máy này đã có khóa truy cập của tài khoản.",
    SecurityError: "Địa chỉ trang này không dùng được khóa truy cập. Xin báo người quản trị kỹ thuật.",
    NotSupportedError: "Máy hoặc trình duyệt này không dùng được khóa truy cập. Xin dùng mã.",
  };
  const OTHER = "Máy hoặc trình duyệt này chưa dùng được khóa truy cập. Xin dùng mã, hoặc mở bằng trình duyệt khác.";

  document.addEventListener("allauth.error", (event) => {
    const place = document.getElementById("khoa-loi");
    if (!place) return;
    event.preventDefault();
    place.textContent = SENTENCES[event.detail.exception.name] || OTHER;
    place.hidden = false;
  });
})();
