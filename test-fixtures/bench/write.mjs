// Writes the scripts of the benchmarks to files.
// usage: node write.mjs FOLDER LINES
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { script } from './files.mjs';

const [folder, lines] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
for (const [language, extension] of [['shellscript', 'sh'], ['powershell', 'ps1']]) {
  writeFileSync(join(folder, `script.${extension}`), script(language, Number(lines)));
}
