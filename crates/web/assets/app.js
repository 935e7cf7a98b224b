// Progressive enhancement only: every page works without this file.
(() => {
  'use strict';
  const doc = document;
  const one = (what, within = doc) => within.querySelector(what);
  const all = (what, within = doc) => [...within.querySelectorAll(what)];
  const say = (id, en) => (doc.documentElement.lang === 'en' ? en : id);
  const show = (node, shown = true) => { if (node) node.hidden = !shown; };
  const remember = (key, value) => {
    try { return value === undefined ? localStorage.getItem(key) : localStorage.setItem(key, value); } catch { return null; }
  };

  if ('serviceWorker' in navigator) {
    addEventListener('load', () => navigator.serviceWorker.register('/sw.js').catch(() => {}));
  }
  const forget = async () => {
    if ('caches' in window) for (const name of await caches.keys()) await caches.delete(name);
  };

  // Signal
  const signal = () => {
    show(one('[data-offline]'), !navigator.onLine);
    if (navigator.onLine) all('form[data-unsent]').forEach(send);
  };
  addEventListener('online', signal);
  addEventListener('offline', signal);

  // Busy buttons; a second tap sends nothing twice
  const free = form => {
    delete form.dataset.sending;
    all('[aria-busy]', form).forEach(button => button.removeAttribute('aria-busy'));
  };
  addEventListener('pageshow', () => all('form[data-sending]').forEach(free));
  addEventListener('submit', event => {
    const form = event.target, button = event.submitter || one('button:not([type=button])', form);
    if (event.defaultPrevented || form.method === 'get' || form.dataset.download !== undefined) return;
    if (form.dataset.mark !== undefined && button && window.fetch) {
      event.preventDefault();
      form.dataset.next = button.value;
      return send(form);
    }
    if (form.dataset.sending) return event.preventDefault();
    form.dataset.sending = '1';
    if (button) button.setAttribute('aria-busy', 'true');
    if (form.dataset.clear !== undefined) forget();
    setTimeout(free, 20000, form);
  });

  // Attendance: the server's yes is the only "saved"
  async function send(form) {
    const state = form.dataset.next, note = one('[data-said]', form);
    const body = new URLSearchParams(new FormData(form));
    body.set('state', state);
    const menu = one('details', form);
    if (menu) menu.open = false;
    form.setAttribute('aria-busy', 'true');
    const turn = form.dataset.turn = String(+(form.dataset.turn || 0) + 1);
    let said = say('Belum terkirim, dicoba lagi', 'Not sent yet, will retry'), saved = false, refused = false;
    try {
      const answer = await fetch(form.action, { method: 'POST', body, headers: { accept: 'application/json' } });
      saved = answer.ok && !new URL(answer.url).pathname.startsWith('/masuk');
      refused = !saved && answer.status < 500;
      if (saved) said = say('Tersimpan', 'Saved');
      if (refused) said = say('Belum tersimpan, muat ulang halaman', 'Not saved, reload the page');
    } catch { /* no signal */ }
    if (turn !== form.dataset.turn) return;
    form.removeAttribute('aria-busy');
    if (saved) {
      form.dataset.state = state;
      all('button[name=state]', form).forEach(button => button.setAttribute('aria-pressed', button.value === state));
      all('[data-count]').forEach(count => {
        count.textContent = all(`form[data-mark][data-state="${count.dataset.count}"]`).length;
      });
      const chosen = one(`.more button[value="${state}"]`, form);
      said = (chosen ? chosen.textContent.trim() + ' · ' : '') + said;
    }
    form.toggleAttribute('data-unsent', !saved && !refused);
    form.toggleAttribute('data-refused', refused);
    if (note) note.textContent = said;
    if (!saved && !refused) setTimeout(() => form.dataset.unsent !== undefined && turn === form.dataset.turn && send(form), 8000);
  }

  // Buttons that only make sense with scripts
  const write = (button, text) => {
    const label = one('span', button) || button, before = label.textContent;
    if (button.dataset.told) return;
    button.dataset.told = '1';
    label.textContent = text;
    setTimeout(() => { label.textContent = before; delete button.dataset.told; }, 2500);
  };
  const textOf = node => (node ? node.value ?? node.textContent.trim() : '');
  async function copy(button) {
    const source = one(button.dataset.copy), text = textOf(source);
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = doc.createElement('textarea');
      area.value = text;
      doc.body.append(area);
      area.select();
      doc.execCommand('copy');
      area.remove();
      button.focus();
    }
    write(button, say('Tersalin', 'Copied'));
  }
  const share = button => navigator.share({ title: doc.title, text: textOf(one(button.dataset.share)) || undefined, url: button.dataset.url || undefined }).catch(() => {});

  async function scan(button) {
    const field = one(button.dataset.scan), label = one('span', button) || button, before = label.textContent;
    if (button.stop) return button.stop();
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    } catch {
      return write(button, say('Kamera tidak diizinkan', 'Camera not allowed'));
    }
    const video = doc.createElement('video');
    video.className = 'scan';
    video.muted = video.playsInline = true;
    video.srcObject = stream;
    button.after(video);
    label.textContent = say('Berhenti memindai', 'Stop scanning');
    button.stop = () => {
      stream.getTracks().forEach(track => track.stop());
      video.remove();
      label.textContent = before;
      button.stop = null;
    };
    await video.play();
    const reader = new BarcodeDetector({ formats: ['qr_code'] });
    while (button.stop) {
      const [found] = await reader.detect(video).catch(() => []);
      if (found && button.stop) {
        button.stop();
        field.value = found.rawValue;
        return field.form.requestSubmit();
      }
      await new Promise(done => setTimeout(done, 200));
    }
  }

  // Photos of the phone become at most 1280 px before they are sent, each of them
  async function shrink(input) {
    if (!window.createImageBitmap) return;
    const buttons = all('button', input.form);
    buttons.forEach(button => { button.disabled = true; });
    const list = new DataTransfer();
    for (const file of input.files) list.items.add(await smaller(file));
    input.files = list.files;
    buttons.forEach(button => { button.disabled = false; });
  }
  async function smaller(file) {
    if (!file.type.startsWith('image/')) return file;
    try {
      const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
      const scale = Math.min(1, 1280 / Math.max(picture.width, picture.height));
      const canvas = doc.createElement('canvas');
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
      const small = await new Promise(done => canvas.toBlob(done, 'image/jpeg', 0.82));
      if (small && small.size < file.size) {
        return new File([small], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' });
      }
    } catch { /* the photo is sent as it is */ }
    return file;
  }

  // Pages that wait for a job
  async function refresh() {
    const part = one('[data-refresh]');
    if (!part) return;
    try {
      const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
      if (answer.redirected) return location.replace(answer.url);
      const fresh = one('[data-refresh]', new DOMParser().parseFromString(await answer.text(), 'text/html'));
      if (!fresh) return location.reload();
      part.replaceChildren(...fresh.childNodes);
    } catch { /* asked again below */ }
    setTimeout(refresh, 1000 * (+part.dataset.refresh || 2));
  }

  // A quiet offer after the second visit
  let offer;
  try {
    if (!sessionStorage.guyub) remember('guyub-visits', +(remember('guyub-visits') || 0) + 1);
    sessionStorage.guyub = '1';
  } catch { /* private window */ }
  addEventListener('beforeinstallprompt', event => {
    event.preventDefault();
    offer = event;
    show(one('[data-install]'), +remember('guyub-visits') > 1 && !remember('guyub-later'));
  });

  const acts = {
    copy, share, scan,
    print: () => print(),
    reload: () => location.reload(),
    installNow: () => { show(one('[data-install]'), false); if (offer) offer.prompt(); },
    installLater: () => { show(one('[data-install]'), false); remember('guyub-later', '1'); },
  };
  const can = { share: 'share' in navigator, scan: 'BarcodeDetector' in window && !!navigator.mediaDevices };
  doc.addEventListener('click', event => {
    all('details.more[open]').forEach(menu => { if (!menu.contains(event.target)) menu.open = false; });
    const button = event.target.closest('button,a');
    const act = button && Object.keys(acts).find(name => button.dataset[name] !== undefined);
    if (act) { event.preventDefault(); acts[act](button); }
  });
  doc.addEventListener('change', event => {
    if (event.target.dataset.shrink !== undefined) shrink(event.target);
    if (event.target.dataset.auto !== undefined) event.target.form.requestSubmit();
  });
  all('[data-copy],[data-share],[data-scan],[data-print],[data-reload]').forEach(button => {
    show(button, Object.keys(acts).every(name => button.dataset[name] === undefined || can[name] !== false));
  });
  all('[data-if-scan]').forEach(node => show(node, can.scan));
  signal();
  const waiting = one('[data-refresh]');
  if (waiting) setTimeout(refresh, 1000 * (+waiting.dataset.refresh || 2));
})();
