import fs from 'node:fs';
import path from 'node:path';

/**
 * Reads the documentation pages of the package: MDX as the site of the CLI is built from, made into plain Markdown.
 */

const SITE = 'https://pnp.github.io/cli-microsoft365/';

/** Address of the page of a command, as the CLI itself opens it. */
export function addressOf(help) {
  return `${SITE}cmd/${help.replaceAll('\\', '/').replace(/\.[^/.]+$/, '')}`;
}

/** The address of the page that a command of this name has, as long as nothing speaks against it. */
export function usualAddressOf(name) {
  const words = name.split(' ');
  const folders = words.length > 2 ? words.slice(0, 2) : words.slice(0, -1);
  const page = (words.length > 2 ? words.slice(1) : words).join('-');
  return addressOf([...folders, `${page}.mdx`].join('/'));
}

/**
 * What the page of a command says.
 *
 * @param docs the package's folder of pages
 * @param help the page's path below its folder of commands
 * @returns {options, permissions, examples, responses, remarks}, the options as a map of long names to texts; all empty
 *     if there is no such page
 */
export function readPage(docs, help) {
  const file = path.join(docs, 'cmd', help);
  const page = `cmd/${help.replaceAll('\\', '/')}`;
  const sections = sectionsOf(fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '');
  const text = names => sections.filter(s => names.test(s.title)).map(s => s.text).join('\n');
  return {
    options: optionsIn(text(/^options$/i), page),
    permissions: permissionsIn(text(/^permissions$/i)),
    examples: examplesIn(text(/^examples?$/i), page),
    responses: responsesIn(text(/^response/i)),
    remarks: sections.filter(s => /^(?:remarks|available settings)/i.test(s.title))
      .map(s => (/^remarks$/i.test(s.title) ? '' : `### ${s.title}\n\n`) + plain(settingsIn(s.text, docs), page))
      .join('\n\n').trim(),
  };
}

/** A section with the list of settings that several pages share. */
function settingsIn(text, docs) {
  const file = path.join(docs, '_clisettings.mdx');
  return /<CLISettings\s*\/>/.test(text) && fs.existsSync(file)
    ? text.replace(/<CLISettings\s*\/>/g, () => fs.readFileSync(file, 'utf8'))
    : text;
}

/** What the package says of the options that every command has: long name to text. */
export function readGlobalOptions(docs) {
  const file = path.join(docs, 'cmd', '_global.mdx');
  return fs.existsSync(file) ? optionsIn(fs.readFileSync(file, 'utf8'), 'cmd/_global.mdx') : new Map();
}

/** The second-level sections, apart from headings inside of fenced code. */
function sectionsOf(text) {
  const sections = [];
  let fenced = false;
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*```/.test(line)) {
      fenced = !fenced;
    }
    const title = !fenced && /^##\s+(.*?)\s*$/.exec(line)?.[1];
    if (title) {
      sections.push({ title, lines: [] });
    }
    else {
      sections.at(-1)?.lines.push(line);
    }
  }
  return sections.map(({ title, lines }) => ({ title, text: lines.join('\n').trim() }));
}

/** The definition list of options: long name to its text. */
function optionsIn(text, page) {
  const options = new Map();
  const list = text.replace(/^\s*```.*$/gm, '');
  for (const [, signature, description] of list.matchAll(/^`(-[^`]+)`\s*\n:\s*([\s\S]*?)(?=\n`-[^`]+`\s*\n:|(?![\s\S]))/gm)) {
    const name = /--([\w-]+)/.exec(signature)?.[1] ?? /-(\w)/.exec(signature)[1];
    if (!options.has(name)) {
      options.set(name, plain(description.replace(/<Global\s*\/>[\s\S]*$/, ''), page).replace(/\s*\n\s*/g, ' ').trim());
    }
  }
  return options;
}

function tabsIn(text) {
  return [...text.matchAll(/<TabItem value="([^"]+)"[^>]*>([\s\S]*?)<\/TabItem>/g)].map(([, name, content]) => ({ name, content }));
}

const IDENTITIES = { delegated: 'delegated', application: 'application' };

function permissionsIn(text) {
  return tabsIn(text).flatMap(({ name, content }) => {
    const identity = IDENTITIES[name.toLowerCase()];
    if (!identity) {
      return [];
    }
    const rows = [...content.matchAll(/^\s*\|(.+)\|\s*$/gm)]
      .map(([, row]) => row.split('|').map(cell => cell.trim()))
      .filter(([resource]) => !/^:?-+:?$/.test(resource) && !/^resource$/i.test(resource));
    return rows.length > 0
      ? rows.map(([resource, names = '']) => ({ identity, resource, names: names.split(/\s*,\s*/).filter(Boolean) }))
      : [{ identity, resource: '', names: [] }];
  });
}

const LANGUAGES = { powershell: 'powershell', ps1: 'powershell', pwsh: 'powershell' };

function examplesIn(text, page) {
  return [...text.matchAll(/([\s\S]*?)^[ \t]*```[ \t]*([\w-]*)[^\n]*\n([\s\S]*?)^[ \t]*```[ \t]*$/gm)]
    .filter(([, , , code]) => /^\s*(?:\S.*\|\s*)?m365\s/m.test(code) || /\bm365\s/.test(code))
    .map(([, before, language, code]) => ({
      title: plain(before.replace(/^\s*:::[\s\S]*?^\s*:::\s*$/gm, ''), page)
        .split(/\n\s*\n/).filter(p => p.trim()).at(-1)?.replace(/\s*\n\s*/g, ' ').replace(/^#+\s*/, '').trim() ?? '',
      code: code.trim(),
      language: LANGUAGES[language.toLowerCase()] ?? 'sh',
    }));
}

const OUTPUTS = { json: 'json', text: 'text', csv: 'csv', markdown: 'md', md: 'md' };

/** One sample for each output mode: the first, where a page shows several. */
function responsesIn(text) {
  const responses = {};
  for (const { name, content } of tabsIn(text)) {
    const output = OUTPUTS[name.toLowerCase()];
    const sample = /^([ \t]*)```[^\n]*\n([\s\S]*?)^[ \t]*```/m.exec(content);
    if (output && sample && !(output in responses)) {
      responses[output] = sample[2].replaceAll(new RegExp(`^${sample[1]}`, 'gm'), '').trimEnd();
    }
  }
  return responses;
}

/** MDX as Markdown that any reader shows: no components, no imports, notes as quotations, addresses in full. */
export function plain(mdx, page) {
  return mdx.split(/(^[ \t]*```[\s\S]*?^[ \t]*```[ \t]*$)/m)
    .map((part, i) => i % 2 === 1 ? part : prose(part, page))
    .join('')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function prose(text, page) {
  return text
    .replace(/^import .*;?$/gm, '')
    .replace(/^([ \t]*):::[ \t]*(\w+)(?:\[(.*?)\])?[^\n]*\n([\s\S]*?)^[ \t]*:::[ \t]*$/gm, (_, indent, kind, title, body) =>
      [`**${title ?? kind[0].toUpperCase() + kind.slice(1)}**`, '', ...body.trim().split('\n')]
        .map(line => `${indent}> ${line.trim()}`.trimEnd()).join('\n'))
    .replace(/<TabItem value="([^"]+)"[^>]*>/g, '**$1**')
    .replace(/<br\s*\/?>/g, ' ')
    .replace(/<a\s[^>]*href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g, '[$2]($1)')
    .replace(/<\/?(?:Tabs|TabItem|Global|div|span|p|ul|ol|sup|details|summary)\b[^>]*>/g, '')
    .replace(/<li>\s*([\s\S]*?)\s*<\/li>/g, '\n- $1')
    .replace(/<(?:strong|b)>([\s\S]*?)<\/(?:strong|b)>/g, '**$1**')
    .replace(/<code>([\s\S]*?)<\/code>/g, '`$1`')
    .replace(/(\]\()([^)\s]+)(\))/g, (whole, open, target, close) => {
      const address = absolute(target, page);
      return address ? open + address + close : whole;
    });
}

/** The address on the CLI's site of a link between pages; undefined for what is no such link. */
function absolute(target, page) {
  if (target.startsWith('#')) {
    return `${SITE}${page.replace(/\.mdx?$/, '')}${target}`;
  }
  if (/^[a-z]+:/i.test(target) || !/\.mdx?(#.*)?$/.test(target)) {
    return undefined;
  }
  return new URL(target.replace(/\.mdx?(?=#|$)/, ''), `${SITE}${page}`).href;
}
