// Follows a job while its page is open: as a stream, or by asking every two seconds where there is none. The page says the
// same without this when it is asked again.
import { livelyStep, percentOf, sentenceOf } from './job.js';

const root = document.getElementById('progress');
const words = JSON.parse(document.getElementById('words').textContent);
const part = (id) => document.getElementById(id);
const lang = document.documentElement.lang;
const address = `/api/v1/jobs/${root.dataset.job}`;
const EVERY = 2000;
const brand = document.title.slice(document.title.lastIndexOf(' · '));

const endless = 'endless' in root.dataset; // nobody knows how many there are before all were read
let told = '';
let over = false;

function doing(job) {
  if (job.state === 'running' || job.state === 'recorded') {
    return words[`doing.${job.step || 'queued'}`] ?? words['doing.queued'];
  }
  return words[`doing.${job.state}`] ?? '';
}

function show(job) {
  if (over) {
    return;
  }
  if (job.state === 'done' || job.state === 'failed') {
    over = true;
    location.reload();
    return;
  }
  const percent = percentOf(job);
  part('link').hidden = true;
  if (!endless) {
    part('bar').max = Math.max(1, job.total);
    part('bar').value = job.done;
  }
  part('doing').textContent = doing(job);
  part('sentence').textContent = sentenceOf(job, words, lang);
  document.title = (endless ? '' : `${percent} % – `) + doing(job) + brand;
  stages(job);
  const paused = job.state === 'paused';
  if (part('pause')) {
    part('pause').hidden = paused || job.state === 'recorded';
    part('resume').hidden = !paused;
  }
  const step = endless ? job.state : livelyStep(job);
  if (step !== told) {
    told = step;
    part('live').textContent = endless ? sentenceOf(job, words, lang) : `${doing(job)}: ${percent} %`;
  }
}

function stages(job) {
  const items = [...(part('stages')?.children ?? [])];
  const at = Math.max(0, items.findIndex((item) => item.dataset.step === job.step));
  items.forEach((item, i) => {
    item.className = i < at ? 'past' : i === at ? 'now' : 'later';
    if (i === at) {
      item.setAttribute('aria-current', 'step');
    } else {
      item.removeAttribute('aria-current');
    }
  });
}

async function ask() {
  while (!over) {
    try {
      const answer = await fetch(address, { headers: { Accept: 'application/json' }, cache: 'no-store' });
      if (answer.status === 401 || answer.status === 403) {
        location.reload(); // signed out: the page leads to the sign-in
        return;
      }
      if (answer.ok) {
        show(await answer.json());
      } else {
        part('link').hidden = false;
      }
    } catch {
      part('link').hidden = false;
    }
    await new Promise((resolve) => setTimeout(resolve, EVERY));
  }
}

function watch() {
  const stream = new EventSource(`${address}/events`);
  stream.onmessage = (event) => {
    show(JSON.parse(event.data));
    if (over) {
      stream.close();
    }
  };
  stream.onerror = () => {
    if (over) {
      return;
    }
    if (stream.readyState === EventSource.CLOSED) {
      ask(); // refused for good, such as where too many watch
    } else {
      part('link').hidden = false; // it connects again by itself
    }
  };
  addEventListener('pagehide', () => stream.close());
}

if (typeof EventSource === 'undefined') {
  ask();
} else {
  watch();
}
