// Draws the page again a moment after something was changed. Without this the button "Preview" does the same.
const form = document.getElementById('template');
const picture = document.getElementById('preview');
const state = document.getElementById('preview-state');
const PAUSE = 500;

let waiting = 0;
let asked = null;
let shown = '';

function show(blob) {
  if (shown) {
    URL.revokeObjectURL(shown);
  }
  shown = URL.createObjectURL(blob);
  picture.src = shown;
  picture.hidden = false;
}

async function draw() {
  asked?.abort();
  const own = new AbortController();
  asked = own;
  state.textContent = state.dataset.drawing;
  try {
    const answer = await fetch(form.dataset.preview, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: 'image/png' },
      signal: own.signal,
    });
    if (answer.ok && answer.headers.get('Content-Type') === 'image/png') {
      show(await answer.blob());
      document.getElementById('faults').hidden = true;
      state.textContent = state.dataset.drawn;
    } else {
      state.textContent = state.dataset.faulty;
    }
  } catch (e) {
    if (e.name !== 'AbortError') {
      state.textContent = state.dataset.faulty;
    }
  }
}

form.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(draw, PAUSE);
});
