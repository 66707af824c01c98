import { PyxisConfig } from './pyxis.config.js';
import { shapeOf, type SectionClass, type Setting } from './setting.js';
import { formatSize } from './values.js';

type Json = Readonly<Record<string, unknown>>;

/** A JSON schema (draft 2020-12) of the configuration file, for editors. */
export function configSchema(): Json {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Pyxis configuration',
    ...sectionSchema(PyxisConfig),
  };
}

function sectionSchema(section: SectionClass): Json {
  const { settings, sections } = shapeOf(section);
  const defaults = new section() as Json;
  const properties: Record<string, Json> = {};
  for (const [name, setting] of settings) {
    properties[name] = {
      description: setting.description,
      ...typeSchema(setting),
      ...defaultOf(setting, defaults[name]),
    };
  }
  for (const [name, { type, description }] of sections) properties[name] = { description, ...sectionSchema(type()) };
  // A group without keys is written `server:`, which is null.
  return { type: ['object', 'null'], properties, additionalProperties: false };
}

const SECRET_REFERENCE: Json = {
  type: 'object',
  properties: { secret: { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' } },
  required: ['secret'],
  additionalProperties: false,
};

function typeSchema({ kind, choices, minimum, maximum, pattern }: Setting): Json {
  switch (kind) {
    case 'integer':
      return { type: ['integer', 'null'], minimum, maximum };
    case 'flag':
      return { type: ['boolean', 'null'] };
    case 'choice':
      return { enum: [...(choices ?? []), null] };
    case 'size':
      return { type: ['string', 'integer', 'null'], pattern: '^\\d+(\\.\\d+)?\\s*([KMGT]i?)?B?$' };
    case 'folders':
    case 'texts':
      return { type: ['array', 'null'], items: { type: 'string' }, ...(kind === 'folders' && { uniqueItems: true }) };
    case 'addresses':
      return { type: ['array', 'null'], items: { anyOf: [{ type: 'string' }, SECRET_REFERENCE] } };
    case 'text':
      // `~/` is allowed wherever an absolute path is.
      return {
        type: ['string', 'null'],
        ...(pattern && { pattern: pattern.source === '^\\/' ? '^[/~]' : pattern.source }),
      };
  }
}

function defaultOf({ kind, defaultInWords }: Setting, value: unknown): Json {
  if (value === undefined || defaultInWords !== undefined) return {};
  return { default: kind === 'size' ? formatSize(Number(value)) : value };
}
