// Lets the pages that check a document open without a network. It keeps their files as a stranger gets them (no cookies), and nothing that
// anybody checks: records stay in fragments, which never reach a service worker. With a network pages and files come from the service.
// State: one cache for each time everything was loaded, complete when its mark is in it; the newest complete one is used, so that a page
// never has the modules of another release. What is cut off leaves the earlier one.
const PREFIX = 'sogoc-pages-';
const MARK = '/sw.js?complete';
const READER = 'sogoc-reader'; // of camera codes, 1 MB, kept when it is first asked for
const PAGES = ['/q', '/quet', '/scan'];
const LANGUAGES = ['', '?lang=vi', '?lang=en'];
const WAIT = 4000;
const RENEW = 3600000;

async function newest() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX)).sort().reverse();
  for (const name of names) {
    const cache = await caches.open(name);
    if (await cache.match(MARK)) {
      return { cache, at: Number(name.slice(PREFIX.length)) };
    }
  }
  return null;
}

async function keep(cache, url) {
  const response = await fetch(url, { credentials: 'omit', cache: 'no-cache' });
  if (response.status !== 200 || response.redirected) {
    throw new Error(`${url}: ${response.status}`);
  }
  await cache.put(url, response.clone());
  return response;
}

/** The addresses of our own files that a text names: of a page, a style sheet, or what a module imports. */
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

/** Loads the pages and everything they need, all of it or nothing. */
async function install() {
  const name = PREFIX + Date.now();
  const cache = await caches.open(name);
  try {
    const waiting = PAGES.flatMap((page) => LANGUAGES.map((lang) => new URL(page + lang, location.origin).href));
    const seen = new Set(waiting);
    while (waiting.length > 0) {
      const url = waiting.pop();
      const response = await keep(cache, url);
      if (/html|javascript|css/.test(response.headers.get('content-type') ?? '')) {
        for (const next of named(await response.text(), url)) {
          if (!seen.has(next) && seen.size < 100) {
            seen.add(next);
            waiting.push(next);
          }
        }
      }
    }
    await cache.put(MARK, new Response(''));
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
  for (const other of await caches.keys()) {
    if (other.startsWith(PREFIX) && other < name) {
      await caches.delete(other);
    }
  }
}

async function withTimeout(request, isFixed) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), WAIT);
  try {
    const response = await fetch(request, { signal: stop.signal, ...(isFixed ? {} : { cache: 'no-cache' }) });
    if (response.status >= 500) {
      throw new Error(`${response.status}`);
    }
    return response;
  } finally {
    clearTimeout(timer);
  }
}

/** The page of the service; where that does not come, the one that was kept. */
async function page(event, url) {
  try {
    return await withTimeout(event.request, true);
  } catch (error) {
    const lang = url.searchParams.get('lang');
    const kept = await (await newest())?.cache.match(`${url.origin}${url.pathname}${lang ? `?lang=${lang}` : ''}`);
    if (kept) {
      return kept;
    }
    throw error;
  }
}

/** A file of the service; without a network the one that was kept with its page. */
async function asset(event, url) {
  const isReader = url.pathname.includes('/vendor/zxing');
  try {
    const response = await withTimeout(event.request, url.searchParams.has('v') || isReader);
    if (isReader && response.status === 200) {
      await (await caches.open(READER)).put(event.request.url, response.clone());
    }
    return response;
  } catch (error) {
    const cache = isReader ? await caches.open(READER) : (await newest())?.cache;
    const kept = await cache?.match(event.request.url);
    if (kept) {
      return kept;
    }
    throw error;
  }
}

/** A newer release is kept for the next time; by the age of what is kept, because a browser stops this worker whenever it likes. */
async function renew() {
  const kept = await newest();
  if (kept === null || Date.now() - kept.at > RENEW) {
    await install().catch(() => {});
  }
}

addEventListener('install', (event) => event.waitUntil(install().then(() => self.skipWaiting())));
addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin) {
    return;
  }
  if (event.request.mode === 'navigate') {
    if (PAGES.includes(url.pathname)) {
      event.respondWith(page(event, url));
      event.waitUntil(renew());
    }
  } else if (url.pathname.startsWith('/assets/')) {
    event.respondWith(asset(event, url));
  }
});
