/* hash-worker.js: {at, file} in, {at, digest} out; digest is the SHA-256 in lower-case hex, or null when the file could not be read. */

onmessage = async ({ data: { at, file } }) => {
  try {
    const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
    postMessage({ at, digest: Array.from(sum, byte => byte.toString(16).padStart(2, '0')).join('') });
  } catch { postMessage({ at, digest: null }); }
};
