// The documented examples of the CLI, and what they need in the folder in which they run.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readPage } from '../docs.mjs';
import { callsIn } from '../examples.mjs';
import { CLI } from './host-driver.mjs';

/**
 * A list for each command of its examples {name, command, words, identity}. The number in the name counts the `m365` calls of
 * a page, from 1.
 */
export function documentedExamples() {
  return JSON.parse(readFileSync(path.join(CLI, 'allCommandsFull.json'), 'utf8')).map(examplesOf);
}

function examplesOf(command) {
  return readPage(path.join(CLI, 'docs', 'docs'), command.help).examples
    .flatMap(({ code, language }) => callsIn(code, language))
    .map((words, i) => ({ name: `${command.name}#${i + 1}`, command: command.name, words, identity: identityOf(command) }));
}

/** These commands refuse the sign-in of a user. */
function identityOf(command) {
  return /^teams callrecord /.test(command.name) ? 'application' : 'delegated';
}

const PATHS = new Set([
  'path', 'filePath', 'folder', 'folderPath', 'outputFile', 'manifestPath', 'manifest', 'logFile', 'targetFolder', 'certificateFile',
  'attachment', 'schemaPath', 'templatePath', 'image', 'file', 'imagePath', 'logoPath', 'sourceFile', 'localFilePath', 'csvFilePath',
  'bodyContentsFilePath', 'photoPath', 'thumbnailPath', 'packagePath', 'idsFile', 'input', 'filePaths', 'iconPath', 'fontFile'
]);

const CONTENTS = {
  '.json': '{}', '.xml': '<?xml version="1.0" encoding="utf-8"?><Configuration/>', '.csv': 'Title,Id\nOne,1\n', '.html': '<p>Hello</p>',
  '.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>'
};

/**
 * The words with each path moved below `room`, and the files {place, content} that have to be there; a folder has no content.
 */
export function furnished(words, room) {
  const files = [];
  const moved = words.map((word, i) => {
    const option = /^--?([A-Za-z]+)$/.exec(words[i - 1] ?? '')?.[1];
    if (word.startsWith('@') && /\.\w+$/.test(word)) {
      return CONTENTS[path.extname(word)] ?? 'text';
    }
    if (!PATHS.has(option) || /^(https?:|\$|--)/.test(word)) {
      return word;
    }
    const place = path.join(room, ...word.replace(/^~/, '').replace(/^[A-Za-z]:/, '').split(/[\\/]+/).filter(part => part && part !== '..'));
    files.push(path.extname(place) ? { place, content: CONTENTS[path.extname(place)] ?? 'text' } : { place });
    return place;
  });
  return { words: moved, files };
}
