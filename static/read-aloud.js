// 长者模式 only: read the main content aloud, where the browser can; the button stays hidden where it cannot.
const button = document.getElementById("read-aloud");
if (button && "speechSynthesis" in window) {
  const start = button.textContent;
  const idle = () => { button.textContent = start; };
  button.classList.remove("hidden");
  button.addEventListener("click", () => {
    if (speechSynthesis.speaking) {
      speechSynthesis.cancel();
      idle();
      return;
    }
    const text = document.getElementById("main").innerText;
    for (const sentence of text.split(/(?<=[。！？\n])/)) {
      if (!sentence.trim()) continue;
      const words = new SpeechSynthesisUtterance(sentence);
      words.lang = "zh-CN";
      words.rate = 0.9;
      speechSynthesis.speak(words);
    }
    button.textContent = button.dataset.stop;
  });
  addEventListener("pagehide", () => speechSynthesis.cancel());
  setInterval(() => { if (!speechSynthesis.speaking) idle(); }, 500);
}
