// node extractor.mjs ROOT FOLDER [MODEL]
// Makes the catalogue of the CLI installation at ROOT (the folder of its package.json) in FOLDER, and writes the model
// it was made from to the file MODEL if one is named. This program runs code of that installation.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Unusable } from './cli.mjs';
import { extract } from './extract.mjs';
import { pack } from './pack.mjs';

async function main(root, folder, modelFile) {
  if (!root || !folder) {
    console.error('Usage: node extractor.mjs ROOT FOLDER [MODEL]');
    return 2;
  }
  try {
    const model = await extract(root, warning => console.error(warning));
    mkdirSync(folder, { recursive: true });
    for (const [name, bytes] of Object.entries(pack(model, stamp()))) {
      writeFileSync(path.join(folder, `${name}.bin`), bytes);
    }
    if (modelFile) {
      writeFileSync(modelFile, JSON.stringify(model));
    }
    return 0;
  } catch (error) {
    console.error(error instanceof Unusable ? error.message : `The catalogue of ${root} cannot be made: ${error.stack}`);
    return 1;
  }
}

/** This program's own bytes identify it, so that a catalogue made by an older one is never taken for one of this one. */
function stamp() {
  return createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url))).digest('hex').slice(0, 16);
}

// Modules of the installation may have started timers or opened handles: nothing waits for them.
process.exit(await main(...process.argv.slice(2).map(argument => path.resolve(argument))));
