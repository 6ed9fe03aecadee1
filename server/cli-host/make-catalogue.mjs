// node extractor.mjs ROOT FOLDER [MODEL]
// Makes the catalogue of the CLI installation at ROOT (the folder of its package.json) in FOLDER, and writes the model
// it was made from to the file MODEL if one is named. This program runs code of that installation.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { extract } from './extract.mjs';
import { pack } from './pack.mjs';

const [root, folder, modelFile] = process.argv.slice(2);
if (!root || !folder) {
  console.error('Usage: node extractor.mjs ROOT FOLDER [MODEL]');
  process.exit(2);
}

// The program's own bytes identify it, so a catalogue that an older one made is never taken for one of this one.
const stamp = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url))).digest('hex').slice(0, 16);

const model = await extract(path.resolve(root));
const parts = pack(model, stamp);
mkdirSync(folder, { recursive: true });
for (const [name, bytes] of Object.entries(parts)) {
  writeFileSync(path.join(folder, `${name}.bin`), bytes);
}
if (modelFile) {
  writeFileSync(modelFile, JSON.stringify(model));
}
// Modules of the installation may have started timers or opened handles.
process.exit(0);
