// The page that shows a device code. It runs no code but its own, and loads nothing.
import type { CodePage } from './editor';

/** What the page sends. */
export type FromCodePage = 'copyAndOpen' | 'cancel';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, character => ESCAPES[character] ?? '');
}

/**
 * The page's text.
 *
 * @param nonce unguessable; only what carries it is run
 */
export function codePageHtml(page: CodePage, nonce: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<title>Sign in to Microsoft 365</title>
<style nonce="${nonce}">
  main { max-width: 38rem; margin: 3rem auto; text-align: center; line-height: 1.6; }
  h1 { font-size: 1.4rem; font-weight: normal; }
  #code { display: block; margin: 1.5rem 0; font: 600 2.8rem var(--vscode-editor-font-family, monospace); letter-spacing: .15em; user-select: all; }
  button { font: inherit; padding: .4rem 1.2rem; margin: .2rem; border: 1px solid var(--vscode-button-border, transparent); cursor: pointer;
    color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground); }
  button.first { color: var(--vscode-button-foreground); background: var(--vscode-button-background); }
  button:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
  .quiet { color: var(--vscode-descriptionForeground); }
</style>
</head>
<body>
<main>
<h1>Sign in to Microsoft 365</h1>
<p>Type this code on <strong>${escaped(page.address)}</strong>, on any device.</p>
<code id="code" tabindex="0">${escaped(page.code)}</code>
<p><button class="first" id="open">Copy and Open</button><button id="cancel">Cancel</button></p>
<p class="quiet"><span id="left" role="timer" aria-live="off">${escaped(page.left)}</span> left</p>
<p class="quiet">${escaped(page.purpose)}</p>
<p class="quiet">Type only a code that you have just asked for yourself.</p>
</main>
<script nonce="${nonce}">
  const editor = acquireVsCodeApi();
  const open = document.getElementById('open');
  open.addEventListener('click', () => editor.postMessage('copyAndOpen'));
  document.getElementById('cancel').addEventListener('click', () => editor.postMessage('cancel'));
  window.addEventListener('message', event => { document.getElementById('left').textContent = event.data; });
  open.focus();
</script>
</body>
</html>
`;
}
