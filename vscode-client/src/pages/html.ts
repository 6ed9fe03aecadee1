// The frame of our pages: no code but ours, nothing from elsewhere.

/** Addresses of a page's own script and style. */
export interface PageFiles {
  readonly script: string;
  readonly style: string;
}

/**
 * A page that is filled by its script.
 *
 * @param nonce unguessable; only what carries it is run or used as style
 */
export function pageHtml(title: string, files: PageFiles, nonce: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" nonce="${nonce}" href="${files.style}">
</head>
<body>
<main id="page" aria-live="polite"></main>
<script nonce="${nonce}" src="${files.script}"></script>
</body>
</html>
`;
}
