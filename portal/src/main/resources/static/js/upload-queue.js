/* upload-queue.js: thousands of files, each on its way through: waiting → hashing → asking → ready → sending → processing → in | here | near | refused | failed.
   No page in it. Emits `change` (often; look at `counts` and `problems` when you like) and `signed-out`.
   What is in an archive counts like files by themselves once all of it was looked at. `told`: entries that are in, or were here, with something to tell of them.
   Asks POST known {digests: […≤100]} before bytes are sent; sends with tus; asks GET status?ids=…≤100 every 2 s for what the server works on. */

import { csrf, post } from './post.js';
import { raw, tells } from './upload-files.js';

const HASH_MOST = 200 * 2 ** 20, HASH_AHEAD = 400, ASK = 100, ASK_SOON = 300, LISTED = 500, POLL = 2000, CHUNK = 8 * 2 ** 20;
const DELAYS = [1000, 3000, 5000, 10000, 20000, 30000];
const END = new Set(['in', 'here', 'near', 'opened', 'refused', 'failed', 'dropped']);
const SERVER = { registered: 'in', duplicate: 'here', near_duplicate: 'near', refused: 'refused', unpacked: 'opened' };
const busy = status => status === 0 || status === 409 || status === 423 || status === 429 || status >= 500;
const keyOf = (file, path) => `${path}|${file.size}|${file.lastModified}`;

export class UploadQueue extends EventTarget {
  #set; #memory; #tus; #keys = new Set(); #lines = { waiting: [], asking: [], ready: [] }; #sending = new Set(); #processing = new Map();
  #workers = []; #idle = []; #asker; #poller; #hold = 0; #again;
  paused = false; problems = []; told = []; bytes = { all: 0, over: 0 };
  counts = { total: 0, in: 0, here: 0, near: 0, opened: 0, refused: 0, failed: 0, left: 0, notWatched: 0, sending: 0, processing: 0 };

  /** settings: endpoint, known, status, parallel, maxBytes, accept (RegExp on the name, or undefined), tus (a function that loads tus-js-client), words. */
  constructor(settings, memory) { super(); this.#set = settings; this.#memory = memory; }

  get ended() { const { in: new_, here, near, opened, refused, failed } = this.counts; return new_ + here + near + opened + refused + failed; }
  get active() { return this.counts.total > this.ended; }

  /** Takes {file, path} in; from folders, what is no picture is left out silently and counted. */
  async add(files, fromFolder = false) {
    const fresh = [];
    for (const { file, path } of files) {
      const key = keyOf(file, path);
      if (this.#keys.has(key)) continue;
      if (fromFolder && !tells(file)) { this.counts.left++; continue; }
      this.#keys.add(key);
      fresh.push({ file, path, key, name: file.name, size: file.size, digest: null, state: 'waiting', sent: 0 });
    }
    this.counts.total += fresh.length;
    const known = await this.#memory.recall(fresh.map(entry => entry.key));
    for (const entry of fresh) {
      this.bytes.all += entry.size;
      const reason = this.#refusal(entry.file);
      if (reason) { this.#end(entry, 'refused', reason); continue; }
      entry.digest = known.get(entry.key)?.digest ?? null;
      this.#memory.keep(entry.key, entry.digest, true);
      if (entry.digest) this.#toAsk(entry); else this.#lines.waiting.push(entry);
    }
    this.#pump();
  }

  #refusal(file) {
    const { words, maxBytes, accept } = this.#set;
    if (file.size === 0) return words.empty;
    if (raw(file)) return words.raw;
    if (maxBytes && file.size > maxBytes) return words.large;
    return (accept ? accept.test(file.name) : tells(file)) ? null : words.kind;
  }

  pause() { this.paused = true; for (const entry of this.#sending) entry.upload?.abort(); this.#sending.forEach(entry => this.#back(entry)); this.#say(); }
  resume() { this.paused = false; this.#pump(); }

  retry(entries = this.problems.filter(entry => entry.state === 'failed')) {
    for (const entry of [...entries]) {
      this.#unlist(entry);
      entry.reason = undefined;
      entry.state = 'ready';
      this.bytes.over -= entry.size;
      this.#lines.ready.push(entry);
    }
    this.#pump();
  }

  /** Takes problems off the list; they no longer count. */
  drop(entries = this.problems) { for (const entry of [...entries]) { this.#unlist(entry); entry.state = 'dropped'; this.counts.total--; } this.#say(); }

  /** Starts the count anew once nothing is on its way. */
  clear() {
    this.problems.length = this.told.length = 0;
    this.#keys.clear();
    this.bytes = { all: 0, over: 0 };
    Object.keys(this.counts).forEach(name => { this.counts[name] = 0; });
  }

  #unlist(entry) { this.problems.splice(this.problems.indexOf(entry), 1); this.counts[entry.state]--; }

  #back(entry) { this.#sending.delete(entry); this.counts.sending--; entry.state = 'ready'; entry.upload = undefined; this.#lines.ready.unshift(entry); }

  #end(entry, state, reason) {
    if (END.has(entry.state)) return;
    entry.state = state;
    entry.reason = reason;
    this.bytes.over += entry.size - entry.sent;
    this.counts[state]++;
    if (state === 'refused' || state === 'failed') this.problems.push(entry); else entry.file = undefined;
    if (state === 'in' && reason) this.counts.notWatched++;
    if (entry.within || state === 'here' || state === 'near' || state === 'in' && reason) this.told.push(entry);
    if (state !== 'failed') this.#memory.keep(entry.key, entry.digest, false);
    this.#say();
  }

  #say() { this.dispatchEvent(new Event('change')); }

  #pump() {
    if (!this.paused) { this.#hash(); this.#ask(); this.#send(); }
    this.#say();
  }

  /* 1. hash */
  #hash() {
    const { waiting, asking, ready } = this.#lines;
    while (waiting.length && asking.length + ready.length < HASH_AHEAD) {
      if (!crypto.subtle || waiting[0].size > HASH_MOST) { this.#lines.ready.push(waiting.shift()); continue; }
      if (!this.#workers.length) this.#hire();
      const worker = this.#idle.pop();
      if (!worker) return;
      worker.entry = waiting.shift();
      worker.entry.state = 'hashing';
      worker.postMessage({ at: worker.entry.key, file: worker.entry.file });
    }
  }

  #hire() {
    const many = Math.min(2, navigator.hardwareConcurrency || 1);
    for (let at = 0; at < many; at++) {
      const worker = new Worker(this.#set.worker, { type: 'module' });
      const finish = digest => {
        const { entry } = worker;
        worker.entry = undefined;
        this.#idle.push(worker);
        if (!entry) return;
        entry.digest = digest;
        if (digest) { this.#memory.keep(entry.key, digest, true); this.#toAsk(entry); } else this.#lines.ready.push(entry);
        this.#pump();
      };
      worker.onmessage = ({ data }) => finish(data.digest);
      worker.onerror = () => finish(null);
      this.#workers.push(worker);
      this.#idle.push(worker);
    }
  }

  /* 2. ask which are known */
  #toAsk(entry) { entry.state = 'asking'; this.#lines.asking.push(entry); }

  #ask() {
    const { asking } = this.#lines;
    if (asking.length >= ASK) this.#askNow();
    else if (asking.length) this.#asker ??= setTimeout(() => { this.#asker = undefined; this.#askNow(); }, ASK_SOON);
  }

  async #askNow() {
    const some = this.#lines.asking.splice(0, ASK);
    if (!some.length) return;
    let known = {};
    try {
      const answer = await post(this.#set.known, { digests: some.map(entry => entry.digest) });
      if (answer.ok) known = (await answer.json()).known ?? {}; else this.#note(answer.status, answer.headers.get('Retry-After'));
    } catch { /* not asked is not known: the server finds duplicates itself */ }
    for (const entry of some) {
      if (known[entry.digest]) { entry.work = known[entry.digest]; this.#end(entry, 'here'); } else { entry.state = 'ready'; this.#lines.ready.push(entry); }
    }
    this.#pump();
  }

  /* 3. send */
  async #send() {
    const { ready } = this.#lines;
    while (ready.length && this.#sending.size < this.#set.parallel && !this.paused && Date.now() >= this.#hold) {
      const entry = ready.shift();
      entry.state = 'sending';
      this.#sending.add(entry);
      this.counts.sending++;
      this.#start(entry);
    }
    const wait = this.#hold - Date.now();
    if (wait > 0) this.#again ??= setTimeout(() => { this.#again = undefined; this.#pump(); }, wait + 50);
  }

  async #start(entry) {
    try {
      this.#tus ??= await this.#set.tus();
      const upload = new this.#tus.Upload(entry.file, this.#options(entry));
      const begun = await upload.findPreviousUploads().catch(() => []);
      if (begun.length) upload.resumeFromPreviousUpload(begun[0]);
      if (entry.state !== 'sending') return;
      entry.upload = upload;
      upload.start();
    } catch (failure) { this.#failed(entry, failure); }
  }

  #options(entry) {
    const metadata = { filename: entry.name, path: entry.path, filetype: entry.file.type, modified: new Date(entry.file.lastModified).toISOString() };
    if (entry.digest) metadata.digest = entry.digest;
    return { endpoint: this.#set.endpoint, chunkSize: CHUNK, retryDelays: DELAYS, metadata, headers: csrf(), urlStorage: this.#memory,
      fingerprint: async () => entry.key, removeFingerprintOnSuccess: true, uploadDataDuringCreation: this.#set.withCreation,
      onShouldRetry: failure => { const status = failure.originalResponse?.getStatus() ?? 0; return navigator.onLine !== false && busy(status); },
      onAfterResponse: (_, answer) => this.#note(answer.getStatus(), answer.getHeader('Retry-After')),
      onProgress: sent => { this.bytes.over += sent - entry.sent; entry.sent = sent; this.#say(); },
      onError: failure => this.#failed(entry, failure), onSuccess: () => this.#sent(entry) };
  }

  #note(status, after) {
    if (status !== 429 && status !== 503) return;
    const seconds = Number(after);
    this.#hold = Math.max(this.#hold, Date.now() + 1000 * (seconds > 0 ? Math.min(seconds, 120) : 5));
  }

  #leave(entry) { if (this.#sending.delete(entry)) this.counts.sending--; entry.upload = undefined; }

  #sent(entry) {
    const id = entry.upload.url.split('/').pop();
    this.#leave(entry);
    entry.state = 'processing';
    entry.file = undefined;
    this.#processing.set(id, entry);
    this.counts.processing = this.#processing.size;
    this.#poller ??= setTimeout(() => this.#poll(), POLL);
    this.#pump();
  }

  #failed(entry, failure) {
    if (entry.state !== 'sending') return;
    const answer = failure.originalResponse, status = answer?.getStatus() ?? 0;
    if (status === 401 || status === 403) { this.#back(entry); this.pause(); this.dispatchEvent(new Event('signed-out')); return; }
    this.#leave(entry);
    if (status >= 400 && !busy(status)) this.#end(entry, 'refused', reason(answer) ?? this.#set.words.refused);
    else this.#end(entry, 'failed', (status && reason(answer)) || this.#set.words.failed);
    this.#pump();
  }

  /* 4. what became of them */
  async #poll() {
    const ids = [...this.#processing.keys()].slice(0, ASK);
    let wait = POLL;
    try {
      const answer = await fetch(`${this.#set.status}?ids=${ids.map(encodeURIComponent).join(',')}`, { headers: { Accept: 'application/json' }, credentials: 'same-origin' });
      if (answer.status === 401 || answer.status === 403) this.dispatchEvent(new Event('signed-out'));
      if (answer.ok) this.#became(ids, (await answer.json()).uploads ?? []); else wait = 5 * POLL;
    } catch { wait = 5 * POLL; }
    if (this.#processing.size > ASK && wait === POLL) wait = POLL / 4;
    this.#poller = this.#processing.size ? setTimeout(() => this.#poll(), wait) : undefined;
    this.#say();
  }

  #became(ids, uploads) {
    const told = new Map(uploads.map(upload => [upload.id, upload]));
    for (const id of ids) {
      const entry = this.#processing.get(id), upload = told.get(id), state = upload ? SERVER[upload.state] : undefined;
      this.#processing.delete(id);
      if (upload && (!state || upload.within?.processing)) { this.#processing.set(id, entry); continue; }        /* asked again, behind the others */
      if (!upload && (entry.unheard = (entry.unheard ?? 0) + 1) < 5) { this.#processing.set(id, entry); continue; }
      entry.id = id;
      entry.work = upload?.work;
      entry.same = upload?.same;
      if (upload?.within) this.#unpacked(entry, state, upload);
      else this.#end(entry, state ?? 'refused', upload ? upload.reason : this.#set.words.refused);
    }
    this.counts.processing = this.#processing.size;
  }

  async #unpacked(entry, state, { within, reason }) {
    const { counts } = this, refused = await this.#refusedIn(entry.id);
    counts.total += within.files;
    counts.in += within.registered - within.near;
    counts.near += within.near;
    counts.here += within.duplicates;
    counts.refused += within.refused;
    for (const one of refused) this.problems.push({ key: one.id, name: one.name, path: `${entry.path}: ${one.name}`, state: 'refused', reason: `${entry.name}: ${one.reason}`, size: 0, sent: 0 });
    entry.within = within;
    this.#end(entry, state, reason);
  }

  /** What was not taken of an archive's files, the first few hundred of it; the upload page has all. */
  async #refusedIn(archive) {
    const all = [];
    try {
      for (let after = ''; after !== null && all.length < LISTED;) {
        const answer = await fetch(`${this.#set.status}?archive=${archive}&show=refused&after=${encodeURIComponent(after)}`.replace(/&after=$/, ''), { headers: { Accept: 'application/json' }, credentials: 'same-origin' });
        if (!answer.ok) break;
        const { uploads, next } = await answer.json();
        all.push(...uploads);
        after = next ?? null;
      }
    } catch { /* counted all the same */ }
    return all;
  }
}

function reason(answer) {
  try { const problem = JSON.parse(answer.getBody()); return problem.detail ?? problem.title; } catch { return undefined; }
}
