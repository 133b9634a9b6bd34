// The editor's Vietnamese: fills what CKEditor's own vi.js leaves in English and replaces what it says badly
// or with a pronoun. Loaded after ckeditor.js and before any editor is made; what is not here stays as it was.
"use strict";

(() => {
  const core = {
    application: "Trình soạn thảo",
    editor: "Trình soạn thảo",
    editorPanel: "Bảng chọn của trình soạn thảo",
    common: {
      editorHelp: "Nhấn Alt + 0 để xem hướng dẫn dùng bàn phím",
      browseServer: "Chọn trong thư viện ảnh",
      url: "Địa chỉ",
      uploadSubmit: "Tải lên",
      notSet: "<không đặt>",
      advisoryTitle: "Lời chú khi trỏ chuột",
      cancel: "Hủy",
      resize: "Kéo để đổi kích thước",
      generalTab: "Chung",
      advancedTab: "Mở rộng",
      confirmNewPage: "Những thay đổi chưa lưu sẽ mất. Mở trang mới?",
      confirmCancel: "Hộp thoại có thay đổi chưa áp dụng. Đóng hộp thoại?",
      align: "Căn lề",
      justify: "Căn đều",
      alignLeft: "Căn trái",
      alignRight: "Căn phải",
      alignCenter: "Căn giữa",
      alignNone: "Không căn",
      invalidLength: "Mục “%1” phải là một số dương, có thể kèm đơn vị (%2).",
      invalidCssLength: "Mục “%1” phải là một số dương, có thể kèm đơn vị (px, %, cm, mm, em, pt…).",
      invalidHtmlLength: "Mục “%1” phải là một số dương, có thể kèm đơn vị (px hoặc %).",
      cssLengthTooltip: "Nhập một số (điểm ảnh), hoặc một số kèm đơn vị (px, %, cm, mm, em, pt…).",
      keyboard: { 8: "Backspace", 32: "Phím cách", 46: "Delete" },
    },
    toolbar: {
      toolbarExpand: "Mở rộng thanh công cụ",
      toolbarGroups: { clipboard: "Sao chép, hoàn tác", forms: "Biểu mẫu", basicstyles: "Kiểu chữ" },
    },
    blockquote: { toolbar: "Trích dẫn" },
    clipboard: {
      copyError: "Trình duyệt không cho sao chép bằng nút này. Xin dùng bàn phím (Ctrl/Cmd+C).",
      cutError: "Trình duyệt không cho cắt bằng nút này. Xin dùng bàn phím (Ctrl/Cmd+X).",
      pasteNotification: "Nhấn %1 để dán. Trình duyệt không cho dán bằng nút hoặc trình đơn này.",
      pasteArea: "Ô để dán",
      pasteMsg: "Dán nội dung vào ô dưới đây rồi bấm Đồng ý.",
      fileFormatNotSupportedNotification: "Không nhận tệp dạng ${formats}.",
      fileWithoutFormatNotSupportedNotification: "Không nhận tệp dạng này.",
    },
    contextmenu: { options: "Các lệnh trong trình đơn" },
    copyformatting: {
      notification: {
        copied: "Đã sao chép định dạng",
        applied: "Đã áp dụng định dạng",
        canceled: "Đã hủy sao chép định dạng",
        failed: "Chưa áp dụng được. Cần sao chép định dạng trước.",
      },
    },
    elementspath: { eleLabel: "Vị trí con trỏ", eleTitle: "Thành phần %1" },
    filetools: {
      loadError: "Không đọc được tệp.",
      networkError: "Mất kết nối khi đang tải tệp lên.",
      httpError404: "Không tải được tệp lên (404: không tìm thấy nơi nhận).",
      httpError403: "Không tải được tệp lên (403: không có quyền).",
      httpError: "Không tải được tệp lên (mã lỗi: %1).",
      noUrlError: "Chưa khai báo nơi nhận tệp.",
      responseError: "Hệ thống trả lời không đúng.",
    },
    format: {
      panelTitle: "Kiểu đoạn",
      tag_h1: "Tiêu đề",
      tag_h2: "Đề mục lớn",
      tag_h3: "Đề mục vừa",
      tag_h4: "Đề mục nhỏ",
      tag_h5: "Đề mục cấp 5",
      tag_h6: "Đề mục cấp 6",
      tag_p: "Đoạn văn",
      tag_pre: "Giữ nguyên khoảng trắng",
      tag_div: "Khối",
      tag_address: "Địa chỉ",
    },
    link: {
      anchor: { errorName: "Chưa nhập tên điểm neo.", errorWhitespace: "Tên điểm neo không được có khoảng trắng." },
      displayText: "Chữ hiển thị",
      download: "Tải về thay vì mở",
      emailAddress: "Địa chỉ thư điện tử",
      emailBody: "Nội dung thư",
      emailSubject: "Tiêu đề thư",
      info: "Liên kết",
      noEmail: "Chưa nhập địa chỉ thư điện tử.",
      noUrl: "Chưa nhập địa chỉ liên kết.",
      noTel: "Chưa nhập số điện thoại.",
      phoneNumber: "Số điện thoại",
      toAnchor: "Điểm neo trong bài",
      toPhone: "Điện thoại",
      toUrl: "Địa chỉ trang",
      toolbar: "Chèn hoặc sửa liên kết",
      type: "Loại liên kết",
      unlink: "Bỏ liên kết",
    },
    list: { bulletedlist: "Danh sách gạch đầu dòng", numberedlist: "Danh sách đánh số" },
    maximize: { maximize: "Mở toàn màn hình", minimize: "Thu về như cũ" },
    notification: { closed: "Đã đóng thông báo." },
    pastefromword: {
      confirmCleanup: "Nội dung dán có định dạng của Word. Làm sạch trước khi dán?",
      error: "Không làm sạch được nội dung dán.",
      title: "Dán từ Word",
      toolbar: "Dán từ Word",
    },
    pastetext: {
      button: "Dán chữ không định dạng",
      pasteNotification: "Nhấn %1 để dán. Trình duyệt không cho dán bằng nút hoặc trình đơn này.",
      title: "Dán chữ không định dạng",
    },
    removeformat: { toolbar: "Xóa định dạng" },
    specialchar: { options: "Các ký tự đặc biệt", title: "Chọn ký tự đặc biệt" },
    table: {
      border: "Độ dày đường viền",
      caption: "Tên bảng",
      cell: {
        insertBefore: "Chèn ô bên trái",
        insertAfter: "Chèn ô bên phải",
        deleteCell: "Xóa ô",
        merge: "Gộp ô",
        mergeRight: "Gộp với ô bên phải",
        mergeDown: "Gộp với ô bên dưới",
        splitHorizontal: "Tách ô theo chiều ngang",
        splitVertical: "Tách ô theo chiều dọc",
        cellType: "Loại ô",
        rowSpan: "Số hàng gộp",
        colSpan: "Số cột gộp",
        wordWrap: "Tự xuống dòng",
        hAlign: "Căn ngang",
        vAlign: "Căn dọc",
        alignBaseline: "Theo chân chữ",
        data: "Ô dữ liệu",
        header: "Ô tiêu đề",
        columnHeader: "Ô tiêu đề cột",
        rowHeader: "Ô tiêu đề hàng",
        invalidRowSpan: "Số hàng gộp phải là số nguyên.",
        invalidColSpan: "Số cột gộp phải là số nguyên.",
      },
      cellPad: "Khoảng đệm trong ô",
      column: { insertBefore: "Chèn cột bên trái", insertAfter: "Chèn cột bên phải", deleteColumn: "Xóa cột" },
      headers: "Hàng, cột tiêu đề",
      heightUnit: "đơn vị chiều cao",
      row: { insertBefore: "Chèn hàng phía trên", insertAfter: "Chèn hàng phía dưới", deleteRow: "Xóa hàng" },
      summary: "Mô tả ngắn",
      widthUnit: "đơn vị chiều rộng",
    },
    undo: { redo: "Làm lại", undo: "Hoàn tác" },
    uploadwidget: {
      abort: "Đã dừng tải lên.",
      doneOne: "Đã tải tệp lên.",
      doneMany: "Đã tải lên %1 tệp.",
      uploadOne: "Đang tải tệp lên ({percentage}%)…",
      uploadMany: "Đang tải tệp lên: {current}/{max} ({percentage}%)…",
    },
    widget: { move: "Bấm và kéo để di chuyển", label: "Khối %1" },
  };

  const plugins = {
    image2: {
      alt: "Mô tả ảnh cho người không xem được",
      btnUpload: "Tải lên",
      captionPlaceholder: "Chú thích ảnh",
      infoTab: "Ảnh",
      resetSize: "Về kích thước gốc",
      resizer: "Kéo để đổi kích thước",
      urlMissing: "Chưa có địa chỉ ảnh.",
    },
    a11yhelp: {
      title: "Dùng bàn phím trong trình soạn thảo",
      contents: "Hướng dẫn. Nhấn Esc để đóng.",
      legend: [
        {
          name: "Chung",
          items: [
            {
              name: "Thanh công cụ",
              legend:
                "Nhấn ${toolbarFocus} để đến thanh công cụ. Tab và Shift+Tab chuyển giữa các nhóm nút; mũi tên "
                + "phải, trái chuyển giữa các nút. Phím cách hoặc Enter để thực hiện, sau đó con trỏ về bài viết.",
            },
            {
              name: "Hộp thoại",
              legend:
                "Tab và Shift+Tab chuyển giữa các mục; Enter để đồng ý, Esc để hủy. Hộp thoại có nhiều thẻ: nhấn "
                + "Alt+F10 để đến danh sách thẻ, mũi tên phải, trái để đổi thẻ.",
            },
            {
              name: "Trình đơn ngữ cảnh",
              legend:
                "Nhấn ${contextMenu} để mở. Tab hoặc mũi tên xuống đến lệnh sau, Shift+Tab hoặc mũi tên lên về lệnh "
                + "trước. Phím cách hoặc Enter để chọn, mũi tên phải để mở trình đơn con, Esc để đóng.",
            },
            {
              name: "Danh sách chọn",
              legend:
                "Tab hoặc mũi tên xuống đến mục sau, Shift+Tab hoặc mũi tên lên về mục trước. Phím cách hoặc Enter "
                + "để chọn, Esc để đóng.",
            },
            {
              name: "Thanh vị trí con trỏ",
              legend:
                "Nhấn ${elementsPathFocus} để đến thanh này. Tab hoặc mũi tên phải, Shift+Tab hoặc mũi tên trái để di "
                + "chuyển. Phím cách hoặc Enter để chọn thành phần trong bài.",
            },
          ],
        },
        {
          name: "Lệnh",
          items: [
            { name: "Hoàn tác", legend: "Nhấn ${undo}" },
            { name: "Làm lại", legend: "Nhấn ${redo}" },
            { name: "Chữ đậm", legend: "Nhấn ${bold}" },
            { name: "Chữ nghiêng", legend: "Nhấn ${italic}" },
            { name: "Liên kết", legend: "Nhấn ${link}" },
            { name: "Thu gọn hoặc mở rộng thanh công cụ", legend: "Nhấn ${toolbarCollapse}" },
            { name: "Đến chỗ trống phía trước không bấm tới được", legend: "Nhấn ${accessPreviousSpace}" },
            { name: "Đến chỗ trống phía sau không bấm tới được", legend: "Nhấn ${accessNextSpace}" },
            {
              name: "Dán chữ không định dạng",
              legend: "Nhấn ${pastetext}",
              legendEdge: "Nhấn ${pastetext}, sau đó nhấn ${paste}",
            },
            { name: "Hướng dẫn này", legend: "Nhấn ${a11yHelp}" },
          ],
        },
      ],
      leftArrow: "Mũi tên trái",
      upArrow: "Mũi tên lên",
      rightArrow: "Mũi tên phải",
      downArrow: "Mũi tên xuống",
      insert: "Insert",
      dash: "Gạch ngang",
      equalSign: "Dấu bằng",
    },
  };

  // Those of an office's text that the keyboard lacks, named; the editor's own list has 200, misnamed.
  CKEDITOR.config.specialChars = [
    ["“", "Mở ngoặc kép"], ["”", "Đóng ngoặc kép"], ["‘", "Mở ngoặc đơn"], ["’", "Đóng ngoặc đơn"],
    ["«", "Mở ngoặc kép góc"], ["»", "Đóng ngoặc kép góc"], ["–", "Gạch ngang"], ["—", "Gạch ngang dài"],
    ["…", "Dấu ba chấm"], ["•", "Chấm đầu dòng"], ["·", "Chấm giữa"], ["§", "Ký hiệu điều mục"],
    ["°", "Độ"], ["′", "Phút góc"], ["″", "Giây góc"], ["²", "Mũ hai"], ["³", "Mũ ba"],
    ["½", "Một phần hai"], ["¼", "Một phần tư"], ["¾", "Ba phần tư"], ["‰", "Phần nghìn"],
    ["×", "Dấu nhân"], ["÷", "Dấu chia"], ["±", "Cộng trừ"], ["−", "Dấu trừ"], ["≈", "Xấp xỉ"],
    ["≠", "Khác"], ["≤", "Nhỏ hơn hoặc bằng"], ["≥", "Lớn hơn hoặc bằng"], ["Ø", "Đường kính"],
    ["₫", "Đồng"], ["€", "Euro"], ["£", "Bảng Anh"], ["¥", "Yên"], ["©", "Bản quyền"],
    ["®", "Nhãn hiệu đã đăng ký"], ["™", "Nhãn hiệu"], ["→", "Mũi tên phải"], ["←", "Mũi tên trái"],
    ["↑", "Mũi tên lên"], ["↓", "Mũi tên xuống"], ["⇒", "Suy ra"],
  ];

  function overlay(target, source) {
    for (const [key, value] of Object.entries(source)) {
      if (typeof value === "string" || Array.isArray(value) || !target[key]) {
        target[key] = value;
      } else {
        overlay(target[key], value);
      }
    }
  }

  // Two doors bring the editor's sentences in: the language file, and a plugin's own language file.
  const load = CKEDITOR.lang.load;
  CKEDITOR.lang.load = function loadOverlaid(code, fallback, done) {
    load.call(this, code, fallback, (loaded, sentences) => {
      if (loaded === "vi") {
        overlay(sentences, core);
      }
      done(loaded, sentences);
    });
  };

  const setLang = CKEDITOR.plugins.setLang;
  CKEDITOR.plugins.setLang = function setOverlaid(plugin, code, sentences) {
    if (code === "vi" && plugins[plugin]) {
      overlay(sentences, plugins[plugin]);
    }
    setLang.call(this, plugin, code, sentences);
  };
})();
