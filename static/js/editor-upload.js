// The rich editor sends its pictures with the token of the form around it.
"use strict";

// The usual priority: before it the request is not open yet, and a header set then hangs without a word.
CKEDITOR.on("instanceCreated", ({ editor }) => {
  editor.on("fileUploadRequest", (event) => {
    const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
    event.data.fileLoader.xhr.setRequestHeader("X-CSRFToken", token);
  });
});
