// Bundles the extension; with --tests, the unit tests. The server's jar and the schema are put beside the bundle when they are there.
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const common = { absWorkingDir: here, bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'warning', loader: { '.options': 'text' } };

await build({ ...common, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.js', external: ['vscode'], minify: true });

await build({
  ...common,
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  entryPoints: ['results.ts', 'results.css', 'command.ts', 'command.css'].map(name => `src/pages/${name}`),
  outdir: 'dist',
  minify: true,
});

if (process.argv.includes('--tests')) {
  const tests = readdirSync(join(here, 'test')).filter(name => name.endsWith('.test.ts'));
  await build({ ...common, entryPoints: tests.map(name => join('test', name)), outdir: 'out/test', sourcemap: 'inline' });
}

const jar = join(here, '..', 'server', 'target', 'm365ls.jar');
if (existsSync(jar)) {
  mkdirSync(join(here, 'server'), { recursive: true });
  cpSync(jar, join(here, 'server', 'm365ls.jar'));
}
mkdirSync(join(here, 'schema'), { recursive: true });
cpSync(join(here, '..', 'docs', 'schema', 'm365ls.schema.json'), join(here, 'schema', 'm365ls.schema.json'));
