// The archive of loaded classes with which the server starts sooner. The server makes it; see docs/start.md.
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** How long after its beginning a start counts as under way, in milliseconds. */
const UNDER_WAY = 60_000;

/**
 * The arguments of `java` that use the archive in `folder`, if there is one, and tell the server where it belongs. It is
 * for one Java and one jar, and is used if its size is the one in its name. A start with it leaves a file that the
 * server deletes when the start has gone well. Where that file is new, another start is under way or has just crashed: this
 * one goes without. Where it is old, that start has crashed: the archive is deleted.
 */
export function archiveArguments(folder: string, java: string, jar: string): string[] {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const key = keyOf(java, jar);
    const starting = join(folder, `${key}.starting`);
    const archives = readdirSync(folder).filter(name => name.startsWith(`${key}.`) && name.endsWith('.jsa'));
    const begun = statSync(starting, { throwIfNoEntry: false });
    if (begun !== undefined && Date.now() - begun.mtimeMs < UNDER_WAY) {
      return [];
    }
    const place = `-Dm365ls.archive=${join(folder, key)}`;
    if (begun !== undefined) {
      for (const name of [...archives, `${key}.starting`]) {
        rmSync(join(folder, name), { force: true });
      }
      return [place];
    }
    const whole = archives.find(name => name === `${key}.${statSync(join(folder, name)).size}.jsa`);
    if (whole === undefined) {
      return [place];
    }
    closeSync(openSync(starting, 'w', 0o600));
    return [`-XX:SharedArchiveFile=${join(folder, whole)}`, place];
  } catch {
    // A folder that cannot be used, or files that come and go: the server starts without.
    return [];
  }
}

/** Other bytes in either file give another key, as far as their sizes and times tell. */
function keyOf(java: string, jar: string): string {
  const hash = createHash('sha256');
  for (const file of [realpathSync(java), jar]) {
    const { size, mtimeMs } = statSync(file);
    hash.update(JSON.stringify([file, size, mtimeMs]));
  }
  return hash.digest('hex').slice(0, 32);
}
