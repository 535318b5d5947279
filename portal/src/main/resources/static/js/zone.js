/* zone.js: tells in the cookie "zone" where this browser's clock stands, so that who signs in sees times in that zone until choosing one. */

const YEAR = 31536000;
const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
const secure = location.protocol === 'https:' ? '; Secure' : '';

if (/^[\w+/-]+$/.test(timeZone ?? '')) document.cookie = `zone=${timeZone}; Path=/; Max-Age=${YEAR}; SameSite=Lax${secure}`;
