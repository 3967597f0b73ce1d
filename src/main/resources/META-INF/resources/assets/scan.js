// The camera as a reader of QR codes. Pictures never leave the device and no link is ever opened:
// what is not a code of ours is named and left alone.
import { Foreign, fragmentOf } from './verifier/text.js';

const words = JSON.parse(document.getElementById('words').textContent);
const part = (id) => document.getElementById(id);
const live = part('live');
const addresses = [...live.dataset.addresses.split(' '), location.origin];
const WASM = new URL('./vendor/zxing-wasm/reader/zxing_reader.wasm', import.meta.url).href;
const SLOW = 8000;
const MOST_SIDE = 3000;

let stream = null;
let running = 0;

function say(text) {
  if (part('status').textContent !== text) {
    part('status').textContent = text;
  }
}

/** The reader, fetched when the camera is wanted and not before; from this server alone. */
async function reader() {
  const zxing = await import('./vendor/zxing-wasm/reader/index.js');
  zxing.prepareZXingModule({ overrides: { locateFile: () => WASM } });
  return (image) => zxing.readBarcodes(image, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 4 });
}

function refusal(error) {
  switch (error?.name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return words.denied;
    case 'NotFoundError':
    case 'OverconstrainedError':
    case 'NotReadableError':
      return words.none;
    default:
      return words.broken;
  }
}

async function open() {
  if (!navigator.mediaDevices?.getUserMedia) {
    say(words.missing);
    return;
  }
  const turn = ++running;
  say(words.starting);
  try {
    const video = { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } };
    const [opened, decode] = await Promise.all([
      navigator.mediaDevices.getUserMedia({ video, audio: false }),
      reader(),
    ]);
    if (turn !== running) {
      opened.getTracks().forEach((track) => track.stop());
      return;
    }
    stream = opened;
    await begin(decode, turn);
  } catch (error) {
    close();
    say(refusal(error));
  }
}

async function begin(decode, turn) {
  const video = part('video');
  video.srcObject = stream;
  part('camera').hidden = false;
  part('controls').hidden = false;
  part('open').hidden = true;
  await video.play();
  torch();
  zoom();
  say(words.looking);
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const since = Date.now();
  let refused = 0;
  while (turn === running) {
    if (video.videoWidth > 0 && !document.hidden) {
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      context.drawImage(video, 0, 0);
      const found = await decode(context.getImageData(0, 0, canvas.width, canvas.height));
      if (turn !== running) {
        return;
      }
      const texts = found.filter((one) => one.isValid).map((one) => one.text);
      if (texts.length > 0) {
        refused = take(texts) ? 0 : Date.now();
      } else if (Date.now() - since > SLOW && Date.now() - refused > SLOW) {
        say(words.slow);
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 80));
  }
}

/** Leads to the check of the first code that is ours; says what the others are. */
function take(texts) {
  let why = words.other;
  for (const text of texts) {
    try {
      const fragment = fragmentOf(text, addresses);
      close();
      say(words.found);
      // a whole record is checked on this device; a small code is a question to the register, asked by a button there
      location.assign(`${fragment.startsWith('B') ? live.dataset.link : live.dataset.check}#${fragment}`);
      return true;
    } catch (error) {
      if (error instanceof Foreign) {
        why = words.foreign.replace('{0}', () => error.host);
      }
    }
  }
  say(why);
  return false;
}

function torch() {
  const [track] = stream.getVideoTracks();
  if (track.getCapabilities?.().torch) {
    part('torch').hidden = false;
    let lit = false;
    part('torch').onclick = () => {
      lit = !lit;
      track.applyConstraints({ advanced: [{ torch: lit }] }).catch(() => (lit = !lit));
    };
  }
}

/** Small codes on large sheets are read from where the camera is sharp. */
function zoom() {
  const [track] = stream.getVideoTracks();
  const range = track.getCapabilities?.().zoom;
  part('zoom').hidden = !(range && range.max > range.min);
  if (!part('zoom').hidden) {
    Object.assign(part('zoomer'), { min: range.min, max: range.max, step: range.step || 0.1 });
    part('zoomer').value = track.getSettings().zoom ?? range.min;
    part('zoomer').oninput = () =>
      track.applyConstraints({ advanced: [{ zoom: Number(part('zoomer').value) }] }).catch(() => {});
  }
}

/** A photo is read here too; only what cannot be read here is left to the form, which sends it. */
async function photo() {
  const [file] = part('photo').files;
  if (!file) {
    return;
  }
  say(words.starting);
  try {
    const decode = await reader();
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, MOST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const context = canvas.getContext('2d');
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const found = await decode(context.getImageData(0, 0, canvas.width, canvas.height));
    const texts = found.filter((one) => one.isValid).map((one) => one.text);
    if (texts.length > 0) {
      take(texts);
    } else {
      say(words.unread);
    }
  } catch {
    say(words.unread);
  }
}

function close() {
  running++;
  stream?.getTracks().forEach((track) => track.stop());
  stream = null;
  part('video').srcObject = null;
  part('camera').hidden = true;
  part('controls').hidden = true;
  part('open').hidden = false;
}

live.hidden = false;
part('open').addEventListener('click', open);
part('stop').addEventListener('click', () => {
  close();
  say(words.stopped);
  part('open').focus();
});
part('photo').addEventListener('change', photo);
addEventListener('pagehide', close);
navigator.serviceWorker?.register('/sw.js').catch(() => {}); // without it the page needs the network
