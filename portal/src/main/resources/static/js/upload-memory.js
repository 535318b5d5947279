/* upload-memory.js: what survives a reload, in IndexedDB. `files`: {key, digest, open, at} so that nothing is hashed twice and
   an unfinished set is asked for again; `tus`: the addresses of begun uploads, in the shape tus-js-client wants (UrlStorage). */

const DAY = 86400000, KEPT = 30 * DAY;
const settled = request => new Promise((done, failed) => { request.onsuccess = () => done(request.result); request.onerror = () => failed(request.error); });

export class Memory {
  #base; #pending = new Map(); #timer;

  constructor(name = 'uploads') {
    this.#base = new Promise((done, failed) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore('files', { keyPath: 'key' });
        request.result.createObjectStore('tus', { keyPath: 'urlStorageKey' }).createIndex('fingerprint', 'fingerprint');
      };
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
    this.#base.catch(() => {});
    addEventListener('pagehide', () => this.kept());
  }

  async #store(name, mode = 'readonly') { return (await this.#base).transaction(name, mode).objectStore(name); }

  /** The remembered records of these keys, as a Map; empty when the browser keeps nothing. */
  async recall(keys) {
    try {
      const store = await this.#store('files');
      const found = await Promise.all(keys.map(key => settled(store.get(key))));
      return new Map(found.filter(Boolean).map(one => [one.key, one]));
    } catch { return new Map(); }
  }

  /** Resolves when all that was to be kept is written. */
  async kept() {
    clearTimeout(this.#timer);
    await this.#flush();
  }

  /** Keeps a record, gathered and written four times a second. */
  keep(key, digest, open) {
    this.#pending.set(key, { key, digest, open, at: Date.now() });
    this.#timer ??= setTimeout(() => this.#flush(), 250);
  }

  async #flush() {
    this.#timer = undefined;
    const all = [...this.#pending.values()];
    this.#pending.clear();
    try { const store = await this.#store('files', 'readwrite'); await Promise.all(all.map(one => settled(store.put(one)))); } catch { /* private windows keep nothing */ }
  }

  /** How many files of an earlier visit were not finished; old records are dropped on the way. */
  async unfinished() {
    try {
      const store = await this.#store('files', 'readwrite');
      const all = await settled(store.getAll()), old = Date.now() - KEPT;
      all.filter(one => one.at < old).forEach(one => store.delete(one.key));
      return all.filter(one => one.open && one.at >= old).length;
    } catch { return 0; }
  }

  async forget() {
    try {
      const store = await this.#store('files', 'readwrite');
      (await settled(store.getAll())).filter(one => one.open).forEach(one => store.delete(one.key));
    } catch { /* nothing kept, nothing to forget */ }
  }

  /* tus-js-client's UrlStorage */
  async findAllUploads() { return settled((await this.#store('tus')).getAll()); }
  async findUploadsByFingerprint(fingerprint) { return settled((await this.#store('tus')).index('fingerprint').getAll(fingerprint)); }
  async removeUpload(key) { await settled((await this.#store('tus', 'readwrite')).delete(key)); }
  async addUpload(fingerprint, upload) {
    const urlStorageKey = `${fingerprint}::${crypto.getRandomValues(new Uint32Array(2)).join('')}`;
    await settled((await this.#store('tus', 'readwrite')).put({ ...upload, fingerprint, urlStorageKey }));
    return urlStorageKey;
  }
}
