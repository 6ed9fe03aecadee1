// Bundles the extension; with --tests, the unit tests. The server's jar and the schema are put beside the bundle when they are there.
// dist/bundled.json lists the npm packages whose code the bundles contain.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const jar = join(here, '..', 'server', 'target', 'm365ls.jar');
const jarSha256 = existsSync(jar) ? createHash('sha256').update(readFileSync(jar)).digest('hex') : '';
const common = { absWorkingDir: here, bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'warning', loader: { '.options': 'text' } };

const extension = await build({
  ...common,
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.js',
  external: ['vscode'],
  minify: true,
  metafile: true,
  define: { SERVER_SHA256: JSON.stringify(jarSha256) },
});

const pages = await build({
  ...common,
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  entryPoints: ['results.ts', 'results.css', 'command.ts', 'command.css'].map(name => `src/pages/${name}`),
  outdir: 'dist',
  minify: true,
  metafile: true,
});

const inputs = [extension, pages].flatMap(result => Object.keys(result.metafile.inputs));
const packages = inputs.flatMap(input => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []);
writeFileSync(join(here, 'dist', 'bundled.json'), JSON.stringify([...new Set(packages)].sort()));

if (process.argv.includes('--tests')) {
  const tests = readdirSync(join(here, 'test')).filter(name => name.endsWith('.test.ts'));
  await build({ ...common, entryPoints: tests.map(name => join('test', name)), outdir: 'out/test', sourcemap: 'inline' });
}

if (jarSha256 !== '') {
  mkdirSync(join(here, 'server'), { recursive: true });
  cpSync(jar, join(here, 'server', 'm365ls.jar'));
}
mkdirSync(join(here, 'schema'), { recursive: true });
cpSync(join(here, '..', 'docs', 'schema', 'm365ls.schema.json'), join(here, 'schema', 'm365ls.schema.json'));
