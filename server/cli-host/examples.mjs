import fs from 'node:fs';
import path from 'node:path';

/**
 * Asks the real CLI whether it would accept a command line, without running anything.
 */

class Verdict extends Error {

  constructor(result, detail) {
    super(result);
    this.result = result;
    this.detail = detail;
  }
}

/** The clock while the CLI is asked, so that the same package always gives the same catalogue. */
const NOW = Date.UTC(2026, 0, 1);

/** The platform that the CLI is told, since a few commands refuse some. */
const PLATFORM = 'win32';

/** Read by every command where it exists; the examples assume it does not. */
const CONTEXT_FILE = '.m365rc.json';

/** How many combinations of existing files are tried for an example. */
const MOST_TRIES = 16;

/**
 * The CLI in this process as a judge of argument lists, set up and signed in to a tenant named contoso. Clock and
 * platform are fixed.
 */
export class Judge {

  #cli;
  #put = [];

  constructor(opened) {
    this.#cli = opened.cli;
    const byFile = new Map(opened.commands.map(({ file, info }) => [file, info]));
    for (const { command } of opened.commands) {
      if (command.schema) {
        // schemas are rebuilt at each call otherwise, which takes longer than all the rest
        const [schema, parsed] = [command.schema, command.getSchemaToParse()];
        Object.defineProperty(command, 'schema', { value: schema });
        command.getSchemaToParse = () => parsed;
      }
    }
    const { cli } = opened;
    cli.loadAllCommandsInfo(false);
    cli.loadAllCommandsInfo = () => { };
    cli.loadCommandFromFile = async file => {
      cli.commandToExecute = byFile.get(file);
    };
    cli.log = () => { };
    cli.error = async () => { };
    cli.executeCommand = async () => {
      throw new Verdict('valid');
    };
    cli.closeWithError = async error => {
      throw error instanceof Verdict ? error : new Verdict('invalid', error?.issues ?? error?.message ?? String(error));
    };
    for (const kind of Object.keys(opened.prompt)) {
      opened.prompt[kind] = async () => {
        throw new Verdict('invalid', 'asks');
      };
    }
    this.#replace(process, 'exit', () => {
      throw new Verdict('help');
    });
    const platform = Object.getOwnPropertyDescriptor(process, 'platform');
    Object.defineProperty(process, 'platform', { ...platform, value: PLATFORM });
    this.#put.push(() => Object.defineProperty(process, 'platform', platform));
    const RealDate = Date;
    this.#replace(globalThis, 'Date', class extends RealDate {

      constructor(...given) {
        super(...given.length === 0 ? [NOW] : given);
      }

      static now() {
        return NOW;
      }
    });
  }

  /** Puts back what the process had. */
  close() {
    this.#put.forEach(restore => restore());
  }

  /**
   * What becomes of an argument list.
   *
   * @param existing the paths that are taken to exist, apart from which none does
   * @returns {result: 'valid', 'invalid' or 'help', detail, paths}: the paths whose existence was asked for; 'unknown' when
   *     it depends on what a file holds
   */
  async judge(words, existing = new Set()) {
    const cli = this.#cli;
    cli.commandToExecute = undefined;
    cli.currentCommandName = undefined;
    cli.optionsFromArgs = undefined;
    const paths = new Set();
    const { existsSync, lstatSync, statSync, readFileSync } = fs;
    fs.existsSync = name => {
      paths.add(String(name));
      return existing.has(String(name));
    };
    if (existing.size > 0) {
      const state = name => ({ isFile: () => Boolean(path.extname(name)), isDirectory: () => !path.extname(name), size: 1 });
      fs.lstatSync = state;
      fs.statSync = state;
      fs.readFileSync = () => {
        throw new Verdict('unknown', 'depends on what a file holds');
      };
    }
    try {
      await cli.execute([...words]);
      return { result: 'help', paths };
    }
    catch (e) {
      return e instanceof Verdict
        ? { result: e.result, detail: e.detail, paths }
        : { result: 'invalid', detail: e.message, paths };
    }
    finally {
      Object.assign(fs, { existsSync, lstatSync, statSync, readFileSync });
    }
  }

  /**
   * The paths that have to exist for the CLI to accept an example; undefined if it does not accept it whichever do.
   */
  async filesFor(words) {
    const tried = new Set();
    const waiting = [[]];
    while (waiting.length > 0 && tried.size < MOST_TRIES) {
      const existing = waiting.shift();
      const { result, paths } = await this.judge(words, new Set(existing));
      if (result === 'valid' || result === 'unknown') {
        return existing;
      }
      if (result === 'help') {
        return undefined;
      }
      for (const name of paths) {
        const more = [...existing, name].sort();
        if (!existing.includes(name) && !name.endsWith(CONTEXT_FILE) && !tried.has(more.join())) {
          tried.add(more.join());
          waiting.push(more);
        }
      }
    }
    return undefined;
  }

  #replace(owner, name, value) {
    const before = owner[name];
    owner[name] = value;
    this.#put.push(() => {
      owner[name] = before;
    });
  }
}

/**
 * The arguments of each `m365` call in an example. Variables stay as they are written.
 *
 * @param language sh or powershell
 */
export function callsIn(code, language) {
  const split = language === 'powershell' ? POWERSHELL : SHELL;
  const calls = [];
  let words = [];
  let word;
  const endWord = () => {
    if (word !== undefined) {
      words.push(word);
    }
    word = undefined;
  };
  const endCall = () => {
    endWord();
    const start = words.indexOf('m365');
    if (start >= 0) {
      calls.push(words.slice(start + 1));
    }
    words = [];
  };
  let at = 0;
  while (at < code.length) {
    const rest = code.slice(at);
    const token = split.find(([pattern]) => pattern.test(rest) && !(AT_WORD_START.has(pattern) && word !== undefined));
    const [text, ...groups] = token[0].exec(rest);
    at += text.length;
    switch (token[1]) {
      case 'blank': endWord(); break;
      case 'end': endCall(); break;
      case 'nothing': break;
      default: word = (word ?? '') + token[1](...groups, text);
    }
  }
  endCall();
  return calls;
}

const COMMENT = /^#[^\n]*/;
const REDIRECTION = /^(?:[0-9&]?>>?[ \t]*(?:&[0-9]|[^\s;|&]+)|<[ \t]*[^\s;|&<>]+(?=\s|$))/;

const AT_WORD_START = new Set([COMMENT, REDIRECTION]);

const SHELL = [
  [/^\\\r?\n/, 'nothing'],
  [/^[ \t]+/, 'blank'],
  [/^(?:\r?\n|&&|\|\|?|;|&(?!\S))/, 'end'],
  [COMMENT, 'nothing'],
  [REDIRECTION, 'nothing'],
  [/^'([^']*)'/, text => text],
  [/^"((?:[^"\\]|\\[\s\S])*)"/, text => text.replace(/\\(\r?\n|["\\$`])/g, (_, c) => /\n/.test(c) ? '' : c)],
  [/^\\([\s\S])/, text => text],
  [/^([\s\S])/, text => text],
];

const POWERSHELL = [
  [/^`\r?\n/, 'nothing'],
  [/^[ \t]+/, 'blank'],
  [/^(?:\r?\n|&&|\|\|?|;)/, 'end'],
  [COMMENT, 'nothing'],
  [REDIRECTION, 'nothing'],
  [/^@'\r?\n([\s\S]*?)\r?\n'@/, text => text],
  [/^@"\r?\n([\s\S]*?)\r?\n"@/, text => text],
  [/^'((?:[^']|'')*)'/, text => text.replaceAll("''", "'")],
  [/^"((?:[^"`]|`[\s\S]|"")*)"/, text => text.replaceAll('""', '"').replace(/`([\s\S])/g, '$1')],
  [/^`([\s\S])/, text => text],
  [/^([\s\S])/, text => text],
];
