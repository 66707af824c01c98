import { stringify } from 'yaml';
import { PyxisConfig } from './pyxis.config.js';
import { shapeOf, type SectionClass, type Setting } from './setting.js';
import { formatSize } from './values.js';

const LONGEST_LINE = 100;

/** `docs/config.example.yaml`: every key with its default, commented out. As it is, it sets nothing. */
export function configExample(): string {
  return [...INTRODUCTION, ...sectionLines(PyxisConfig, '')].join('\n');
}

const INTRODUCTION = [
  '# Everything that can be set in Pyxis, with its default. Take away the # in front of what you change.',
  '# Passwords and tokens never go in here: they come from files, the environment or systemd credentials.',
];

function sectionLines(section: SectionClass, indent: string): string[] {
  const { settings, sections } = shapeOf(section);
  const defaults = new section() as Readonly<Record<string, unknown>>;
  const keys = [...settings].flatMap(([name, setting]) => {
    const { description, allowed, defaultInWords } = setting;
    const fallback = defaultInWords === undefined ? '' : ` Default: ${defaultInWords}.`;
    const value = defaultInWords === undefined ? defaults[name] : undefined;
    return [
      ...comment(`${description} Allowed: ${allowed}.${fallback}`, indent),
      // Without a space, so that what is left without the # is where it belongs.
      `${indent}#${name}:${value === undefined ? '' : ` ${written(value, setting)}`}`,
    ];
  });
  const groups = [...sections].flatMap(([name, { type, description }]) => [
    '',
    ...comment(description, indent),
    `${indent}${name}:`,
    ...sectionLines(type(), `${indent}  `),
  ]);
  return [...keys, ...groups];
}

function written(value: unknown, { kind }: Setting): string {
  return kind === 'size' ? formatSize(Number(value)) : stringify(value).trim();
}

function comment(text: string, indent: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= LONGEST_LINE) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`${indent}# ${word}`);
  }
  return lines;
}
