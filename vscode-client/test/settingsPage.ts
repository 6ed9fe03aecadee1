/** What the extension's manifest says of a setting, as far as the page tells it. */
interface Setting {
  readonly default: unknown;
  readonly scope: string;
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
}

const SCOPES: Readonly<Record<string, string>> = {
  machine: 'user',
  application: 'user',
  window: 'user, workspace',
  resource: 'user, workspace, folder',
};

/** The page of documentation about the settings of the extension's manifest, in Markdown. */
export function settingsPage(settings: Readonly<Record<string, Setting>>): string {
  const rows = Object.entries(settings).map(([name, setting]) => {
    const place = SCOPES[setting.scope] ?? setting.scope;
    return `| \`${name}\` | ${meaning(setting)} | \`${JSON.stringify(setting.default)}\` | ${place} |`;
  });
  return `# Settings

Of the extension for VS Code; other editors give the same names to the server as [protocol.md](protocol.md#initialization-options) tells. A setting that a workspace could misuse (a program, a host, a certificate, an account) counts in the user's settings only.

| setting | means | if it is not set | may be set by |
|---|---|---|---|
${rows.join('\n')}

What belongs to a project and to its build rather than to an editor lies in \`.m365ls.json\`: see [check.md](check.md#a-projects-settings).
`;
}

function meaning({ description, markdownDescription, enum: values, enumDescriptions }: Setting): string {
  const text = markdownDescription ?? description ?? '';
  const choices = values?.filter(value => value !== '').map(value => {
    const told = enumDescriptions?.[values.indexOf(value)];
    return told === undefined ? `\`${value}\`` : `\`${value}\`: ${told}`;
  });
  return choices === undefined ? text : `${text} Values: ${choices.join(enumDescriptions === undefined ? ', ' : ' ')}`;
}
