// A command as a form: its options as fields, and the argument list that they make.
import type { CommandDescription, Option } from '../protocol';

/** How a value is given. */
export type FieldKind = 'text' | 'choice' | 'yesNo' | 'flag' | 'secret';

/** An option of a command. */
export interface Field {
  readonly name: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  /** Values to choose from. */
  readonly values: readonly string[];
  /** What counts without it; empty if that is not told. */
  readonly defaultValue: string;
  readonly description: string;
}

/** What is filled in, by the name of the option; what is empty is not given. */
export type Filled = Readonly<Record<string, string>>;

/** The fields of a command's own options, what it needs first. */
export function fieldsOf(description: CommandDescription): Field[] {
  const own = description.options.filter(option => !option.global);
  return [...own.filter(option => option.required), ...own.filter(option => !option.required)].map(option => ({
    name: option.name,
    kind: kindOf(option),
    required: option.required,
    values: option.values,
    defaultValue: option.defaultValue,
    description: option.description,
  }));
}

function kindOf(option: Option): FieldKind {
  if (option.secret) {
    return 'secret';
  }
  if (option.type === 'flag') {
    return 'flag';
  }
  if (option.type === 'boolean') {
    return 'yesNo';
  }
  return option.values.length > 0 ? 'choice' : 'text';
}

/** What stands behind `m365`. */
export function argumentsOf(description: CommandDescription, filled: Filled): string[] {
  const args = description.name.split(' ');
  for (const field of fieldsOf(description)) {
    const value = Object.hasOwn(filled, field.name) ? (filled[field.name] ?? '') : '';
    if (value === '' || field.kind === 'secret') {
      continue;
    }
    if (field.kind === 'flag') {
      args.push(`--${field.name}`);
    } else if (value.startsWith('-')) {
      // Apart from its option it would be read as one.
      args.push(`--${field.name}=${value}`);
    } else {
      args.push(`--${field.name}`, value);
    }
  }
  return args;
}

/** What is missing or too much, in sentences. Secrets are asked for when the command runs. */
export function problemsOf(description: CommandDescription, filled: Filled): string[] {
  const given = (name: string) => Object.hasOwn(filled, name) && filled[name] !== '';
  const fields = fieldsOf(description);
  const problems = fields
    .filter(field => field.required && field.kind !== 'secret' && !given(field.name))
    .map(field => `--${field.name} is needed.`);
  const secrets = new Set(fields.filter(field => field.kind === 'secret').map(field => field.name));
  for (const set of description.optionSets) {
    if (set.conditional || set.options.some(name => secrets.has(name))) {
      continue;
    }
    const names = set.options.map(name => `--${name}`).join(', ');
    const count = set.options.filter(given).length;
    if (set.atLeastOne && count === 0) {
      problems.push(`One of ${names} is needed.`);
    } else if (set.atMostOne && count > 1) {
      problems.push(`Only one of ${names} can be given.`);
    }
  }
  return problems;
}

/** A call with a place to type for each option that the command needs, as editors' snippets are written. */
export function snippetOf(description: CommandDescription): string {
  const needed = fieldsOf(description).filter(field => field.required);
  const options = needed.map((field, index) =>
    field.kind === 'flag' ? ` --${field.name}` : ` --${field.name} \${${index + 1}:${field.name.replace(/[$}\\]/g, '\\$&')}}`,
  );
  return `m365 ${description.name}${options.join('')}$0`;
}
