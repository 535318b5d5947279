/* upload-files.js: files out of drops (with folders), inputs and the clipboard, as {file, path}. */

const NOISE = /^(\._.*|\.DS_Store|Thumbs\.db|desktop\.ini)$/i;
const PICTURE = /\.(jpe?g|png|tiff?|webp|heic|heif|avif|gif|bmp|jxl|psd|zip)$/i;
const RAW = /\.(nef|nrw|cr2|cr3|crw|arw|srf|sr2|raf|orf|rw2|dng|pef|srw|3fr|iiq|x3f)$/i;

/** True for a file worth telling about: a picture, an archive of pictures or a raw file; sidecars and texts in folders are left out. */
export const tells = file => file.type.startsWith('image/') || PICTURE.test(file.name) || RAW.test(file.name);
export const raw = file => RAW.test(file.name);
export const noise = name => NOISE.test(name);

const asFile = entry => new Promise((found, lost) => entry.file(found, lost));
const batch = reader => new Promise((found, lost) => reader.readEntries(found, lost));

/** Must be called during the drop event; then hands over files in portions while folders are still being read. */
export async function dropped(transfer, give) {
  const entries = [...transfer.items].filter(item => item.kind === 'file').map(item => item.webkitGetAsEntry?.() ?? item.getAsFile());
  for (const entry of entries) {
    if (!entry) continue;
    if (entry instanceof File) give([{ file: entry, path: entry.name }], false);
    else if (entry.isDirectory) await walk(entry, give);
    else give([{ file: await asFile(entry), path: entry.name }], false);
  }
}

async function walk(folder, give) {
  const reader = folder.createReader(), inner = [];
  for (let some = await batch(reader); some.length; some = await batch(reader)) {
    const files = some.filter(entry => entry.isFile && !noise(entry.name));
    inner.push(...some.filter(entry => entry.isDirectory));
    const read = await Promise.allSettled(files.map(asFile));
    give(read.flatMap((one, at) => one.status === 'fulfilled' ? [{ file: one.value, path: files[at].fullPath.slice(1) }] : []), true);
  }
  for (const entry of inner) await walk(entry, give);
}

export const chosen = input => [...input.files].map(file => ({ file, path: file.webkitRelativePath || file.name }));

/** Pasted pictures have no name of their own: they get the time. */
export function pasted(transfer) {
  const now = new Date().toISOString().slice(0, 19).replace(/[T:]/g, '-');
  return [...transfer?.files ?? []].filter(tells).map((file, at) => {
    const name = file.name === 'image.png' ? `pasted-${now}${at ? `-${at}` : ''}.png` : file.name;
    return { file: name === file.name ? file : new File([file], name, { type: file.type, lastModified: file.lastModified }), path: name };
  });
}
