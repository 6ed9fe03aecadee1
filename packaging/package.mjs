// node package.mjs FOLDER [--alone]
// Makes the packages of the extension in FOLDER from what Maven and esbuild have built: one for every platform, unless
// that is wanted alone one for this platform with a runtime of its own, the bill of materials, and the checksums of all of
// them.

import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';

/** What the server uses of the JDK: its own packages, HTTP, elliptic curves of TLS, the log of the HTTP client, jars as folders. */
export const MODULES = [
  'java.base', 'java.logging', 'java.management', 'java.net.http', 'java.xml', 'jdk.crypto.ec', 'jdk.unsupported', 'jdk.zipfs',
];

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, '..');
const client = path.join(root, 'vscode-client');
const classes = path.join(root, 'server', 'target', 'classes');

/** The files that every package has; of a folder, all that is in it. */
const FILES = [
  'README.md', 'LICENSE', 'dist/extension.js', 'dist/command.css', 'dist/command.js', 'dist/results.css', 'dist/results.js', 'media',
  'schema/m365ls.schema.json', 'server/m365ls.jar',
];

/** This platform as VS Code calls it, e.g. `linux-x64`. */
export const platform = `${process.platform}-${process.arch === 'arm' ? 'armhf' : process.arch}`;

/**
 * Makes the packages in the folder `output`; gives the names of the files made.
 *
 * @param alone whether to make the one for every platform alone
 */
export async function makePackages(output, alone = false) {
  // Nothing in an archive depends on when and where it was made.
  process.env.SOURCE_DATE_EPOCH = String(Date.parse(/<project.build.outputTimestamp>([^<]+)</.exec(readFileSync(path.join(root, 'pom.xml'), 'utf8'))[1]) / 1000);
  process.env.TZ = 'UTC';
  execFileSync(process.execPath, ['build.mjs'], { cwd: client, stdio: 'inherit' });
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  const manifest = JSON.parse(readFileSync(path.join(client, 'package.json'), 'utf8'));
  const stage = mkdtempSync(path.join(tmpdir(), 'm365ls-package-'));
  try {
    for (const file of FILES) {
      cpSync(path.join(client, file), path.join(stage, file), { recursive: true });
    }
    cpSync(path.join(classes, 'META-INF', 'licenses'), path.join(stage, 'licenses'), { recursive: true });
    // What is needed to build the extension is nothing to its users.
    writeJson(path.join(stage, 'package.json'), { ...manifest, scripts: undefined, devDependencies: undefined });
    const bundled = bundledPackages();
    writeFileSync(path.join(stage, 'THIRD-PARTY-NOTICES.txt'), notices(bundled));
    const bill = billOfMaterials(manifest, bundled);
    writeJson(path.join(stage, 'sbom.cdx.json'), bill);

    const universal = `${manifest.name}-${manifest.version}.vsix`;
    await pack(stage, path.join(output, universal));

    const made = [universal];
    if (!alone) {
      const release = makeRuntime(path.join(stage, 'runtime'));
      writeJson(path.join(stage, 'sbom.cdx.json'), withRuntime(bill, release));
      const withJava = `${manifest.name}-${platform}-${manifest.version}.vsix`;
      await pack(stage, path.join(output, withJava), platform);
      made.push(withJava);
    }
    writeJson(path.join(output, 'sbom.cdx.json'), bill);
    made.push('sbom.cdx.json');
    made.sort();
    writeFileSync(path.join(output, 'SHA256SUMS'), made.map(name => `${sha256(path.join(output, name))}  ${name}\n`).join(''));
    return made;
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

async function pack(stage, file, target) {
  evenOut(stage);
  await createVSIX({
    cwd: stage,
    packagePath: file,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
    ...(target === undefined ? {} : { target }),
  });
}

/** The permissions of files are those of this umask; in a package they are always the same. */
function evenOut(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      evenOut(file);
    } else {
      chmodSync(file, statSync(file).mode & 0o100 ? 0o755 : 0o644);
    }
  }
}

/** Makes the runtime in `folder`; gives its version. Not compressed by itself: the archive around it does that better. */
function makeRuntime(folder) {
  const home = /java\.home = (.*)/.exec(settingsOfJava())[1].trim();
  const bin = path.join(home, 'bin', process.platform === 'win32' ? 'jlink.exe' : 'jlink');
  if (!existsSync(bin)) {
    throw new Error(`${home} has no jlink; the runtime is made by that of a whole JDK`);
  }
  const made = `${folder}-made`;
  execFileSync(bin, ['--add-modules', MODULES.join(','), '--strip-debug', '--no-man-pages', '--no-header-files', '--compress=0', '--output', made]);
  // Licences that are the same are links to one of them.
  cpSync(made, folder, { recursive: true, dereference: true });
  rmSync(made, { recursive: true });
  return /JAVA_VERSION="([^"]+)"/.exec(readFileSync(path.join(folder, 'release'), 'utf8'))[1];
}

function settingsOfJava() {
  // It prints them to standard error.
  return spawnSync('java', ['-XshowSettings:properties', '-version'], { encoding: 'utf8' }).stderr;
}

/** The npm packages whose code or data the packages contain, with what their lock files say of them. */
function bundledPackages() {
  const inClient = JSON.parse(readFileSync(path.join(client, 'dist', 'bundled.json'), 'utf8')).map(name => [client, name]);
  const inServer = ['@pnp/cli-microsoft365', 'acorn'].map(name => [path.join(root, 'server', 'cli-host'), name]);
  return [...inClient, ...inServer]
    .map(([project, name]) => {
      const lock = JSON.parse(readFileSync(path.join(project, 'package-lock.json'), 'utf8'));
      const { version, integrity, license } = lock.packages[`node_modules/${name}`];
      return { name, version, integrity, license, folder: path.join(project, 'node_modules', name) };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The server's notices, then each npm package with its licence. */
function notices(packages) {
  const server = readFileSync(path.join(classes, 'META-INF', 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  const own = packages.map(({ name, version, license, folder }) => {
    const text = readdirSync(folder).find(file => /^licen[cs]e(\.|$)/i.test(file));
    if (text === undefined) {
      throw new Error(`${name} ${version} has no file with its licence`);
    }
    return `${'-'.repeat(78)}\n${name} ${version} (${license})\n\n${readFileSync(path.join(folder, text), 'utf8').replaceAll('\r\n', '\n').trim()}\n`;
  });
  return `${server.trimEnd()}\n\nPackages from npm, each with its licence:\n\n${own.join('\n')}`;
}

/** The bill of materials (CycloneDX 1.5): what Maven found in the server, and the npm packages. */
function billOfMaterials(manifest, packages) {
  const server = JSON.parse(readFileSync(path.join(root, 'server', 'target', 'bom.json'), 'utf8'));
  const component = {
    type: 'application',
    'bom-ref': `pkg:npm/${manifest.name}@${manifest.version}`,
    name: manifest.name,
    version: manifest.version,
    description: manifest.description,
    licenses: [{ license: { id: manifest.license } }],
    purl: `pkg:npm/${manifest.name}@${manifest.version}`,
  };
  const fromNpm = packages.map(({ name, version, integrity, license }) => {
    const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
    const [, algorithm, digest] = /^(sha512)-(.+)$/.exec(integrity);
    return {
      type: 'library',
      'bom-ref': purl,
      name,
      version,
      hashes: [{ alg: algorithm.replace('sha', 'SHA-'), content: Buffer.from(digest, 'base64').toString('hex') }],
      licenses: [{ license: { id: license } }],
      purl,
    };
  });
  const serverItself = server.metadata.component;
  return {
    bomFormat: server.bomFormat,
    specVersion: server.specVersion,
    version: 1,
    metadata: { lifecycles: server.metadata.lifecycles, tools: server.metadata.tools, component },
    components: [serverItself, ...server.components, ...fromNpm],
    dependencies: [
      { ref: component['bom-ref'], dependsOn: [serverItself['bom-ref'], ...fromNpm.map(({ purl }) => purl)] },
      ...server.dependencies,
      ...fromNpm.map(({ purl }) => ({ ref: purl, dependsOn: [] })),
    ],
  };
}

function withRuntime(bill, version) {
  const runtime = {
    type: 'framework',
    'bom-ref': `openjdk@${version}`,
    name: 'OpenJDK',
    version,
    description: `The modules ${MODULES.join(', ')}; licences in runtime/legal`,
    licenses: [{ license: { id: 'GPL-2.0-with-classpath-exception' } }],
  };
  const [own, ...others] = bill.dependencies;
  return {
    ...bill,
    components: [...bill.components, runtime],
    dependencies: [{ ...own, dependsOn: [...own.dependsOn, runtime['bom-ref']] }, ...others, { ref: runtime['bom-ref'], dependsOn: [] }],
  };
}

function writeJson(file, value) {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}

function sha256(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const output = path.resolve(process.argv[2]);
  for (const name of await makePackages(output, process.argv[3] === '--alone')) {
    console.log(`${(statSync(path.join(output, name)).size / 1e6).toFixed(1).padStart(6)} MB  ${path.join(output, name)}`);
  }
}
