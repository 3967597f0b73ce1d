// Lets the pages that check a document open without a network. It keeps their files as a stranger gets them (no cookies), and nothing that
// anybody checks: records stay in fragments, which never reach a service worker. With a network the pages always come from the service.
const CACHE = 'sogoc-pages-1';
const PAGES = ['/q', '/quet', '/scan'];
const LANGUAGES = ['', '?lang=vi', '?lang=en'];
const WAIT = 4000;

async function keep(cache, url) {
  const response = await fetch(url, { credentials: 'omit', cache: 'no-cache' });
  if (!response.ok) {
    throw new Error(`${url}: ${response.status}`);
  }
  await cache.put(url, response.clone());
  return response;
}

/** The addresses of our own files that a text names: of a page, or what a module imports. */
function named(text, base) {
  const found = new Set();
  for (const [, path] of text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)) {
    found.add(new URL(path, base).href);
  }
  for (const [, path] of text.matchAll(/^(?:import|export) [^;]*?['"](\.[^'"]+)['"];/gm)) {
    found.add(new URL(path, base).href);
  }
  for (const [, path] of text.matchAll(/url\(["']?([^"')]+\.woff2)["']?\)/g)) {
    found.add(new URL(path, base).href);
  }
  return found;
}

/** The pages and everything they need, without the reader of the camera, which is large and kept when it is first asked for. */
async function install() {
  const cache = await caches.open(CACHE);
  const waiting = PAGES.flatMap((page) => LANGUAGES.map((lang) => new URL(page + lang, location.origin).href));
  const seen = new Set(waiting);
  while (waiting.length > 0) {
    const url = waiting.pop();
    const response = await keep(cache, url);
    const type = response.headers.get('content-type') ?? '';
    if (/html|javascript|css/.test(type) && !url.includes('/vendor/zxing')) {
      for (const next of named(await response.text(), url)) {
        if (!seen.has(next) && seen.size < 100) {
          seen.add(next);
          waiting.push(next);
        }
      }
    }
  }
  for (const request of await cache.keys()) {
    if (!seen.has(request.url) && !request.url.includes('/vendor/')) {
      await cache.delete(request); // of an earlier release
    }
  }
}

async function withTimeout(request) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), WAIT);
  try {
    return await fetch(request, { signal: stop.signal });
  } finally {
    clearTimeout(timer);
  }
}

/** The page of the service; where that does not come, the one that was kept. */
async function page(event, url) {
  try {
    return await withTimeout(event.request);
  } catch (error) {
    const lang = url.searchParams.get('lang');
    const kept = await (await caches.open(CACHE)).match(`${url.origin}${url.pathname}${lang ? `?lang=${lang}` : ''}`);
    if (kept) {
      return kept;
    }
    throw error;
  }
}

/** A file whose address names its digest never changes; the others are asked for first. */
async function asset(event, url) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(event.request.url);
  if (kept && url.searchParams.has('v')) {
    return kept;
  }
  try {
    const response = await withTimeout(event.request);
    if (response.ok) {
      await cache.put(event.request.url, response.clone());
    }
    return response;
  } catch (error) {
    if (kept) {
      return kept;
    }
    throw error;
  }
}

addEventListener('install', (event) => event.waitUntil(install().then(() => self.skipWaiting())));
addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
let renewedAt = Date.now();
addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin) {
    return;
  }
  if (event.request.mode === 'navigate' && PAGES.includes(url.pathname)) {
    event.respondWith(page(event, url));
    if (Date.now() - renewedAt > 3600000) {
      renewedAt = Date.now();
      event.waitUntil(install().catch(() => {})); // a newer release is kept for the next time
    }
  } else if (url.pathname.startsWith('/assets/')) {
    event.respondWith(asset(event, url));
  }
});
