import fs from 'node:fs';

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

/**
 * The CLI in this process as a judge of argument lists. Its clock stands still; `files` says whether every path that is
 * asked for exists.
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
   * @param files whether each path it names is taken to exist; false: none does
   * @returns {result: 'valid', 'invalid' or 'help', detail}
   */
  async judge(words, files = false) {
    const cli = this.#cli;
    cli.commandToExecute = undefined;
    cli.currentCommandName = undefined;
    cli.optionsFromArgs = undefined;
    const { existsSync, lstatSync, statSync, readFileSync } = fs;
    const own = name => String(name).endsWith('.m365rc.json');
    fs.existsSync = name => files && !own(name);
    if (files) {
      const file = { isFile: () => true, isDirectory: () => true, size: 1 };
      fs.lstatSync = () => file;
      fs.statSync = () => file;
      fs.readFileSync = () => {
        throw new Verdict('unknown', 'depends on what a file holds');
      };
    }
    try {
      await cli.execute([...words]);
      return { result: 'help' };
    }
    catch (e) {
      return e instanceof Verdict ? { result: e.result, detail: e.detail } : { result: 'invalid', detail: e.message };
    }
    finally {
      Object.assign(fs, { existsSync, lstatSync, statSync, readFileSync });
    }
  }

  /** Whether the CLI accepts an example, if the files it names are there. */
  async accepts(words) {
    const { result } = await this.judge(words);
    return result === 'valid' || result === 'invalid' && ['valid', 'unknown'].includes((await this.judge(words, true)).result);
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
    const token = split.find(([pattern]) => pattern.test(rest) && !(pattern === COMMENT && word !== undefined));
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

const SHELL = [
  [/^\\\r?\n/, 'nothing'],
  [/^[ \t]+/, 'blank'],
  [/^(?:\r?\n|&&|\|\|?|;|&(?!\S))/, 'end'],
  [COMMENT, 'nothing'],
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
  [/^@'\r?\n([\s\S]*?)\r?\n'@/, text => text],
  [/^@"\r?\n([\s\S]*?)\r?\n"@/, text => text],
  [/^'((?:[^']|'')*)'/, text => text.replaceAll("''", "'")],
  [/^"((?:[^"`]|`[\s\S]|"")*)"/, text => text.replaceAll('""', '"').replace(/`([\s\S])/g, '$1')],
  [/^`([\s\S])/, text => text],
  [/^([\s\S])/, text => text],
];
