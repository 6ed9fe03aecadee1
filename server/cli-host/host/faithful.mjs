// What commands print as it is, for runs that are to be faithful: the CLI spoils line ends in its JSON, and leaves texts
// in its CSV that spreadsheets take for formulas. What commands print for other commands stays as the CLI has it.

import { createRequire } from 'node:module';
import path from 'node:path';
import { currentRun } from './runs.mjs';

/** What spreadsheets begin a formula with, by OWASP's page on CSV injection, with the full-width forms. */
const FORMULA = /^[=+\-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20]/;

/**
 * Has the CLI print faithfully where the run's order says so.
 *
 * @param root folder of the CLI's package
 */
export function makeFaithful(cli, root) {
  const require = createRequire(path.join(root, 'package.json'));
  const format = cli.formatOutput;
  cli.formatOutput = (command, value, options) => {
    if (!currentRun()?.printed.has(command)) {
      return format(command, value, options);
    }
    if ((options.output ?? 'json') === 'json') {
      return format(withMethod(command, 'getJsonOutput', left => JSON.stringify(left, null, 2)), value, options);
    }
    if (options.output === 'csv') {
      return formatCsv(command, value, options);
    }
    return format(command, value, options);
  };

  /** The guard comes after the query, whose texts have to be those of the value. */
  function formatCsv(command, value, options) {
    let left = value;
    if (options.query) {
      try {
        left = require('jmespath').search(value, options.query);
      } catch {
        // The CLI says what is wrong with it.
        return format(command, value, options);
      }
    }
    if (left === undefined || left instanceof Date) {
      return format(command, value, options);
    }
    const { query, ...others } = options;
    const guarded = Array.isArray(left) ? left.map(guardedRow) : guardedRow(left);
    return format(withMethod(command, 'getCsvOutput', rows => command.getCsvOutput(rows, options)), guarded, others);
  }
}

function withMethod(command, name, method) {
  return Object.create(command, { [name]: { value: method } });
}

function guardedRow(row) {
  if (typeof row !== 'object' || row === null || row instanceof Error) {
    return guarded(row);
  }
  if (Array.isArray(row)) {
    return row.map(guarded);
  }
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [guarded(name), guarded(value)]));
}

/** Numbers stay as they are. */
function guarded(value) {
  return typeof value === 'string' && FORMULA.test(value) ? `'${value}` : value;
}
