// Keeps the shell and a last copy of public pages; personal pages are never kept.
const CACHE = 'guyub-@version@';
const SHELL = ['@app.js@', '@i.svg@', '@icon.svg@'];
const OFFLINE = '/luring';
const KEEP = 40;

addEventListener('install', event => event.waitUntil((async () => {
  const cache = await caches.open(CACHE);
  await cache.addAll(SHELL);
  await cache.put(OFFLINE, await fetch(OFFLINE, { credentials: 'omit' }));
  await skipWaiting();
})()));

addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
  await clients.claim();
})()));

addEventListener('fetch', event => {
  const request = event.request, url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (url.pathname.startsWith('/a/')) event.respondWith(asset(request));
  else if (request.mode === 'navigate') event.respondWith(page(request));
});

async function asset(request) {
  return await caches.match(request) || fetch(request);
}

async function page(request) {
  const cache = await caches.open(CACHE);
  try {
    const answer = await fetch(request);
    if (isPublic(answer)) await keep(cache, request, answer.clone());
    return answer;
  } catch {
    return await cache.match(request) || await cache.match(OFFLINE) || Response.error();
  }
}

function isPublic(answer) {
  return answer.ok && !answer.redirected && /\bpublic\b/.test(answer.headers.get('cache-control') || '');
}

async function keep(cache, request, answer) {
  try {
    await cache.put(request, answer);
    const pages = (await cache.keys()).filter(kept => {
      const path = new URL(kept.url).pathname;
      return path !== OFFLINE && !path.startsWith('/a/');
    });
    for (const old of pages.slice(0, Math.max(0, pages.length - KEEP))) await cache.delete(old);
  } catch { /* a full phone keeps nothing, the page is shown all the same */ }
}
