package org.proofmark.scout.render;

/** What is run in a page. */
final class Scripts {
    /** Pages ask for these before they use them. The network is ours, so we are online. */
    static final String BEFORE_ALL = """
            for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport', 'SharedWorker']) {
                try { delete globalThis[name]; } catch (e) {}
            }
            try { delete Navigator.prototype.serviceWorker; } catch (e) {}
            try { Object.defineProperty(Navigator.prototype, 'onLine', { get: () => true }); } catch (e) {}
            """;

    /** A window at a time to the end, which may move away meanwhile; true where it was reached. %d: how many windows. */
    static final String SCROLL = """
            (async () => {
                const end = () => Math.max(document.documentElement.scrollHeight, document.body ? document.body.scrollHeight : 0);
                let y = 0;
                let left = %d;
                while (y < end() && left-- > 0) {
                    y += Math.max(innerHeight, 200);
                    scrollTo({ top: y, behavior: 'instant' });
                    await new Promise(done => setTimeout(done, 60));
                }
                const reached = y >= end();
                scrollTo({ top: 0, behavior: 'instant' });
                await new Promise(done => setTimeout(done, 60));
                return reached;
            })()""";

    /** Where on the page an image of an address is shown largest. %s: the address. */
    static final String FIND_IMAGE = """
            (() => {
                const wanted = %s;
                const same = text => { try { return !!text && new URL(text, document.baseURI).href === wanted; } catch (e) { return false; } };
                const shows = element =>
                    same(element.currentSrc) || same(element.src) || same(element.poster) || same(element.data)
                    || same(element.href && element.href.baseVal)
                    || [...getComputedStyle(element).backgroundImage.matchAll(/url\\("((?:[^"\\\\]|\\\\.)*)"\\)/g)].some(each => same(each[1]));
                const found = [];
                const look = root => {
                    for (const element of root.querySelectorAll('*')) {
                        if (shows(element)) { found.push(element); }
                        if (element.shadowRoot) { look(element.shadowRoot); }
                    }
                };
                look(document);
                const boxes = found.map(element => element.getBoundingClientRect());
                boxes.sort((a, b) => b.width * b.height - a.width * a.height);
                const box = boxes[0];
                return box ? { x: box.x + scrollX, y: box.y + scrollY, width: box.width, height: box.height } : null;
            })()""";

    private Scripts() {}

    /** A text as a literal of JavaScript. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c < 0x20 || c > 0x7e) {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
