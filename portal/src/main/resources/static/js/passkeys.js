/* passkeys.js: WebAuthn against Spring Security 7's endpoints.
     POST /webauthn/register/options      -> creation options (JSON, base64url)
     POST /webauthn/register              {publicKey: {credential, label}} -> {success: true}
     POST /webauthn/authenticate/options  -> request options
     POST /login/webauthn                 {id, rawId, response, credType, …} -> {authenticated: true, redirectUrl}
   Pages need no code of their own:
     <button data-passkey="sign-in">          signs in and goes where the server says
     <form data-passkey="register"> with an input name=label, then reloads (or goes to data-next)
     <input autocomplete="username webauthn"> offers passkeys in the browser's own list
   A failure is written into the element that data-says names (id) with the words of data-failed; a person's own "no" is not an error. */

import { post, renewed } from './post.js';

const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), sign => sign.charCodeAt(0));

function text(buffer) {
  if (!buffer) return undefined;
  let signs = '';
  for (const byte of new Uint8Array(buffer)) signs += String.fromCharCode(byte);
  return btoa(signs).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

const known = credentials => (credentials ?? []).map(credential => ({ ...credential, id: bytes(credential.id) }));

export const possible = () => Boolean(window.PublicKeyCredential && window.isSecureContext);

async function ask(url, body) {
  let answer = await post(url, body);
  if (answer.status === 403 && await renewed(location.href)) answer = await post(url, body);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer.json();
}

/** Makes a passkey on this device and registers it under the label. */
export async function register(label) {
  const options = await ask('/webauthn/register/options');
  const made = await navigator.credentials.create({ publicKey: { ...options, challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) }, excludeCredentials: known(options.excludeCredentials) } });
  const credential = { id: made.id, rawId: text(made.rawId), type: made.type, authenticatorAttachment: made.authenticatorAttachment,
    clientExtensionResults: made.getClientExtensionResults(),
    response: { attestationObject: text(made.response.attestationObject), clientDataJSON: text(made.response.clientDataJSON),
      transports: made.response.getTransports?.() ?? [] } };
  const answer = await ask('/webauthn/register', { publicKey: { credential, label } });
  if (!answer.success) throw new Error('The passkey was not registered');
}

let offer;

/** Signs in with a passkey; returns the address to go to. With quiet, waits in the browser's list under the name field. */
export async function signIn({ quiet = false } = {}) {
  offer?.abort();
  offer = new AbortController();
  const { signal } = offer;
  const options = await ask('/webauthn/authenticate/options');
  const got = await navigator.credentials.get({ signal, ...quiet && { mediation: 'conditional' },
    publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials) } });
  const { response } = got;
  const answer = await ask('/login/webauthn', { id: got.id, rawId: text(got.rawId), credType: got.type,
    authenticatorAttachment: got.authenticatorAttachment, clientExtensionResults: got.getClientExtensionResults(),
    response: { authenticatorData: text(response.authenticatorData), clientDataJSON: text(response.clientDataJSON),
      signature: text(response.signature), userHandle: text(response.userHandle) } });
  if (!answer.authenticated) throw new Error('Not signed in');
  return answer.redirectUrl;
}

function tell(source, failure) {
  const own = failure.name === 'AbortError' || failure.name === 'NotAllowedError';
  const place = document.getElementById(source.dataset.says);
  if (!own && place) { place.textContent = source.dataset.failed ?? failure.message; place.hidden = false; }
}

async function act(source, work) {
  try { location.assign(await work()); } catch (failure) { tell(source, failure); }
}

document.addEventListener('click', event => {
  const button = event.target.closest('button[data-passkey=sign-in]');
  if (button) { event.preventDefault(); act(button, () => signIn()); }
});
document.addEventListener('submit', event => {
  const form = event.target.closest('form[data-passkey=register]');
  if (!form) return;
  event.preventDefault();
  act(form, async () => { await register(new FormData(form).get('label')); return form.dataset.next ?? location.href; });
});

for (const part of document.querySelectorAll('[data-passkey]')) part.hidden = !possible();
const field = document.querySelector('input[autocomplete~=webauthn]');
/* Who pressed the button meanwhile is not interrupted. */
if (field && possible() && await PublicKeyCredential.isConditionalMediationAvailable?.() && !offer) act(field, () => signIn({ quiet: true }));
