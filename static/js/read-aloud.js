// Reads the article aloud with the browser's own voice; the button is there only where a Vietnamese voice is.
"use strict";

(() => {
  const box = document.querySelector("[data-read-aloud]");
  const synth = window.speechSynthesis;
  if (!box || !synth) return;
  const play = box.querySelector("[data-play]");
  const stop = box.querySelector("[data-stop]");
  // Headline, standfirst, captions and paragraphs, in the order of the page.
  const PARTS = "h1, .article-standfirst, .correction, .figure figcaption, .video-summary, .rich-text > *";
  let parts = [];
  let place = 0;
  let utterance = null; // the one that is heard; null while paused or silent

  const voice = () => synth.getVoices().find((one) => /^vi([-_]|$)/i.test(one.lang));
  const offer = () => {
    box.hidden = !voice();
  };

  // By the sentence: some browsers fall silent in the middle of a long text.
  const read = () => {
    const texts = [...box.closest("article").querySelectorAll(PARTS)].map((part) => part.innerText);
    return texts
      .flatMap((text) => text.replace(/([.!?…;])\s+/g, "$1\n").split("\n"))
      .map((text) => text.trim())
      .filter(Boolean);
  };

  const show = () => {
    play.textContent = utterance ? "Tạm dừng" : place ? "Đọc tiếp" : "Nghe bài";
    stop.hidden = !utterance && !place;
  };

  const speak = () => {
    if (place >= parts.length) return finish();
    const said = new SpeechSynthesisUtterance(parts[place]);
    said.voice = voice();
    said.lang = "vi-VN";
    said.onend = () => {
      if (said !== utterance) return;
      place += 1;
      speak();
    };
    said.onerror = () => {
      if (said === utterance) finish();
    };
    utterance = said;
    synth.speak(said);
  };

  // Pausing is silence with a bookmark: the browser's own pause() is a full stop on many phones.
  const hush = () => {
    utterance = null;
    synth.cancel();
  };

  const finish = () => {
    hush();
    place = 0;
    show();
  };

  play.addEventListener("click", () => {
    if (utterance) {
      hush();
    } else {
      if (!place) parts = read();
      speak();
    }
    show();
  });
  stop.addEventListener("click", () => {
    finish();
    play.focus();
  });
  addEventListener("pagehide", finish);
  synth.addEventListener?.("voiceschanged", offer);
  offer();
})();
