// Pictures chosen on the phone: shrunk here, sent one by one, each shown with how far it has come.
"use strict";

(() => {
  const LONG_SIDE = 2000;
  const SMALL_ENOUGH = 400 * 1024;
  const box = document.querySelector("[data-picture-add]");
  if (!box) return;
  const input = box.querySelector("input[type=file]");
  const sending = box.querySelector("[data-picture-sending]");
  let queue = Promise.resolve();

  async function shrink(file) {
    let image;
    try {
      image = await createImageBitmap(file, { imageOrientation: "from-image" });
    } catch {
      return file; // not a picture this browser knows: the server says what it is
    }
    const scale = Math.min(1, LONG_SIDE / Math.max(image.width, image.height));
    if (scale === 1 && file.size <= SMALL_ENOUGH) return file;
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    const context = canvas.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    image.close();
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
    return blob || file;
  }

  function send(blob, onProgress) {
    const body = new FormData();
    body.append("upload", blob, "anh.jpg");
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", box.dataset.pictureAdd);
      request.setRequestHeader("X-CSRFToken", document.querySelector("input[name=csrfmiddlewaretoken]").value);
      request.responseType = "json";
      request.upload.onprogress = (event) => onProgress(event.loaded / event.total);
      request.onerror = () => reject(new Error("Chưa gửi được vì mất kết nối."));
      request.onload = () => {
        if (request.response?.uploaded) return resolve(request.response);
        const sentence = request.response?.error?.message;
        reject(new Error(sentence || "Chưa gửi được. Có thể phiên đăng nhập đã hết: xin lưu bài rồi gửi lại ảnh."));
      };
      request.send(body);
    });
  }

  async function take(file, line) {
    const progress = document.createElement("progress");
    progress.max = 1;
    line.replaceChildren(`Đang gửi ${file.name}`, progress);
    try {
      const blob = await shrink(file);
      const picture = await send(blob, (share) => {
        progress.value = share;
      });
      line.remove();
      document.dispatchEvent(new CustomEvent("picture-taken", { detail: { id: picture.id, thumb: picture.thumb } }));
    } catch (error) {
      offerAgain(file, line, error.message);
    }
  }

  function offerAgain(file, line, sentence) {
    const again = document.createElement("button");
    again.type = "button";
    again.className = "link-button";
    again.textContent = "Gửi lại";
    again.addEventListener("click", () => enqueue(file, line));
    line.replaceChildren(`${file.name}: ${sentence} `, again);
  }

  function enqueue(file, line) {
    line.textContent = `Chờ gửi ${file.name}`;
    queue = queue.then(() => take(file, line));
  }

  input.addEventListener("change", () => {
    for (const file of input.files) {
      const line = document.createElement("li");
      sending.append(line);
      enqueue(file, line);
    }
    input.value = "";
  });
  box.hidden = false;
})();
