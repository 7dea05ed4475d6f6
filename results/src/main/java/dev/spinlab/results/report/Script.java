package dev.spinlab.results.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The page's only script: it writes the numbers of the mark under the pointer, or chosen with the arrow keys, below the
 * chart. Without it the page loses nothing else, since marks have titles and charts have tables.
 */
final class Script {
    static final String TEXT = """
            (() => {
              'use strict';
              for (const box of document.querySelectorAll('.chart')) {
                const readout = box.nextElementSibling;
                const marks = [...box.querySelectorAll('svg title')]
                  .map(title => title.parentNode).filter(mark => mark.localName !== 'svg');
                if (!readout || !readout.classList.contains('readout') || marks.length === 0) continue;
                const hint = 'Numbers: point at a mark, or focus the chart and use the arrow keys.';
                let current = null;
                const show = mark => {
                  if (current) current.classList.remove('current');
                  current = mark;
                  if (mark) mark.classList.add('current');
                  readout.textContent = mark ? mark.querySelector(':scope > title').textContent : hint;
                };
                const shown = () => marks.filter(mark => mark.getClientRects().length > 0);
                box.addEventListener('pointerover', event => {
                  for (let at = event.target; at && at !== box; at = at.parentNode) {
                    if (marks.includes(at)) { show(at); return; }
                  }
                });
                box.addEventListener('keydown', event => {
                  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
                  if (event.key === 'Escape') { show(null); return; }
                  if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
                  const all = shown();
                  if (all.length === 0) { show(null); return; }
                  const at = all.indexOf(current);
                  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : (at + step + all.length) % all.length;
                  show(all[next]);
                  all[next].scrollIntoView({ block: 'nearest', inline: 'nearest' });
                  event.preventDefault();
                });
                box.addEventListener('blur', () => show(null));
                show(null);
              }
            })();
            """;

    private Script() {}

    /** What the policy of the page names, so that no other script runs. */
    static String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(TEXT.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
