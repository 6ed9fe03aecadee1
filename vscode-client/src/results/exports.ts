// What can be made of a result: the text in each format, as the CLI would print it.
import type { Server } from '../session/server';
import type { Results } from './model';

/** A format in which a result can be copied and saved. */
export interface Format {
  readonly output: 'json' | 'csv' | 'md';
  readonly label: string;
  readonly extension: string;
}

const JSON_FORMAT: Format = { output: 'json', label: 'JSON', extension: 'json' };
const FORMATS: readonly Format[] = [
  JSON_FORMAT,
  { output: 'csv', label: 'CSV', extension: 'csv' },
  { output: 'md', label: 'Markdown', extension: 'md' },
];

/** The formats that a result can have: a value that is not kept only the one it was printed in. */
export function formatsOf(results: Results): readonly Format[] {
  return results.run.value === '' ? [JSON_FORMAT] : FORMATS;
}

/** The result as text; rejects with a sentence for the user if the value is not kept any more. */
export async function textOf(results: Results, server: Server, format: Format): Promise<string> {
  if (format.output === 'json') {
    return results.printed;
  }
  const { run, asked } = results;
  const answer = await server.request('m365/query', { value: run.value, query: asked, output: format.output, asCli: false });
  if (!answer.kept || answer.problem !== '') {
    throw new Error(answer.problem);
  }
  return answer.out;
}

/** A name for a file with a result. */
export function fileNameOf(results: Results, format: Format): string {
  const words = results.title.replace(/^m365 /, '').replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '').toLowerCase();
  return `${words === '' ? 'result' : words}.${format.extension}`;
}
