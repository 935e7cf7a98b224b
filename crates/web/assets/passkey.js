// Passkeys: fetches a question, lets the phone answer it, sends the answer as a form. Without this
// file the passphrase remains.
(() => {
  'use strict';
  const { credentials } = navigator;
  if (!window.PublicKeyCredential || !credentials) return;
  const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
  const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  const known = list => (list || []).map(one => ({ ...one, id: bytes(one.id) }));

  const question = async form => {
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.dataset.passkey, { method: 'POST', body, headers: { accept: 'application/json' } });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.error, { cause: 'server' });
    return said;
  };
  const answer = async options => {
    const publicKey = { ...options, challenge: bytes(options.challenge) };
    if (options.user) {
      publicKey.user = { ...options.user, id: bytes(options.user.id) };
      publicKey.excludeCredentials = known(options.excludeCredentials);
    } else publicKey.allowCredentials = known(options.allowCredentials);
    const made = await (options.user ? credentials.create({ publicKey }) : credentials.get({ publicKey }));
    const response = {};
    for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
      if (made.response[name]) response[name] = text(made.response[name]);
    }
    return { id: made.id, rawId: text(made.rawId), type: made.type, response };
  };

  for (const form of document.querySelectorAll('form[data-passkey]')) {
    if (form.dataset.origin !== location.origin) continue;
    const button = form.querySelector('button'), problem = form.querySelector('[data-problem]');
    const words = problem.querySelector('span'), usual = words.textContent;
    form.hidden = false;
    document.querySelectorAll('[data-no-passkey]').forEach(node => { node.hidden = true; });
    form.addEventListener('submit', async event => {
      event.preventDefault();
      if (button.getAttribute('aria-busy')) return;
      button.setAttribute('aria-busy', 'true');
      problem.hidden = true;
      try {
        const { tiket, publicKey } = await question(form);
        form.elements.jawaban.value = JSON.stringify(await answer(publicKey));
        form.elements.tiket.value = tiket;
        const shared = document.querySelector('input[type=checkbox][name=bersama]');
        if (shared && form.elements.bersama) form.elements.bersama.value = shared.checked ? 'ya' : '';
        form.submit();
      } catch (error) {
        words.textContent = error.cause === 'server' ? error.message : usual;
        problem.hidden = false;
        button.removeAttribute('aria-busy');
      }
    });
  }
})();
