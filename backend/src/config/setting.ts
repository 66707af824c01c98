import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  isURL,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';

/** How a value is written in YAML, in the environment and on the command line. */
export type SettingKind = 'text' | 'integer' | 'flag' | 'choice' | 'size' | 'folders' | 'texts' | 'addresses';

/** One key of the configuration: all that the loader, the JSON schema and the reference say about it. */
export interface Setting {
  readonly kind: SettingKind;
  readonly description: string;
  /** What may be written, as a person says it: “a whole number from 0 to 65535”. */
  readonly allowed: string;
  /** In words, where the default is not a plain value of the class. */
  readonly defaultInWords?: string;
  readonly choices?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: RegExp;
  /** Of `addresses`: those that are secrets, which its entries name. */
  readonly secrets?: NamedSecrets;
}

/** Secrets of which there are as many as somebody names. */
export interface NamedSecrets {
  /** What their names begin with, before a `-` and the name that is written in the configuration. */
  readonly prefix: string;
  readonly description: string;
  /** The option of the Nix modules for the files that hold them, in the section. */
  readonly files: string;
}

/** In place of a value that is a secret: what it is called. */
export interface SecretReference {
  readonly secret: string;
}

/** A secret that a section needs for its work. It is never written among its keys. */
export interface SecretSetting {
  /** The name it has among systemd's credentials. */
  readonly name: string;
  /** The key it would have in its section, if secrets were written there; the Nix modules name their options after it. */
  readonly key: string;
  readonly description: string;
  /** Whether the section, as it is set, has a use for it. */
  readonly isWanted: (section: object) => boolean;
}

/** A group of keys, a class of its own. */
export interface SectionReference {
  readonly description: string;
  readonly type: () => SectionClass;
}

export type SectionClass = new () => object;

export interface SectionShape {
  readonly settings: ReadonlyMap<string, Setting>;
  readonly sections: ReadonlyMap<string, SectionReference>;
  readonly secrets: readonly SecretSetting[];
}

interface MutableShape {
  readonly settings: Map<string, Setting>;
  readonly sections: Map<string, SectionReference>;
  readonly secrets: SecretSetting[];
}

const SHAPES = new Map<unknown, MutableShape>();

/** What one configuration class consists of, in the order it is written. */
export function shapeOf(section: SectionClass): SectionShape {
  return shape(section);
}

function shape(section: unknown): MutableShape {
  let found = SHAPES.get(section);
  if (!found) SHAPES.set(section, (found = { settings: new Map(), sections: new Map(), secrets: [] }));
  return found;
}

type Options = { readonly description: string; readonly defaultInWords?: string };

function setting(made: Setting, ...checks: readonly PropertyDecorator[]): PropertyDecorator {
  return (target, key) => {
    shape(target.constructor).settings.set(String(key), made);
    IsOptional()(target, key);
    for (const check of checks) check(target, key);
  };
}

const MAX_TEXT_LENGTH = 4_096;
const MAX_ENTRIES = 100;
const MAX_SECRET_NAME = 64;

/** A line of text. */
export function Text(options: Options & { readonly allowed?: string; readonly pattern?: RegExp }): PropertyDecorator {
  return setting(
    { kind: 'text', ...options, allowed: options.allowed ?? 'text' },
    IsString(),
    MaxLength(MAX_TEXT_LENGTH),
    ...(options.pattern ? [Matches(options.pattern)] : []),
  );
}

/** A web address with its scheme. */
export function WebAddress(options: Options): PropertyDecorator {
  return setting(
    { kind: 'text', ...options, allowed: 'an address that begins with http:// or https://' },
    IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false }),
  );
}

/** Web addresses with their schemes. */
export function WebAddresses(options: Options): PropertyDecorator {
  const each = { each: true };
  return setting(
    { kind: 'texts', ...options, allowed: 'a list of addresses that begin with http:// or https://' },
    IsArray(),
    ArrayMaxSize(MAX_ENTRIES),
    ArrayUnique(),
    IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false, disallow_auth: true }, each),
  );
}

/** Web addresses with their schemes; in place of one that is a secret, what that is called. */
export function WebAddressesOrSecrets(options: Options & { readonly secrets: NamedSecrets }): PropertyDecorator {
  const allowed = 'a list of addresses (http://, https://), or of secret: and its name';
  return setting(
    { kind: 'addresses', ...options, allowed },
    IsArray(),
    ArrayMaxSize(MAX_ENTRIES),
    ArrayUnique((entry: unknown) => (isSecretReference(entry) ? `secret ${entry.secret}` : entry)),
    ValidateBy({ name: 'isAddressOrSecret', validator: { validate: isAddressOrSecret } }, { each: true }),
  );
}

function isAddressOrSecret(value: unknown): boolean {
  if (isSecretReference(value)) return Object.keys(value).length === 1 && isSecretName(value.secret);
  if (typeof value !== 'string') return false;
  return isURL(value, {
    protocols: ['http', 'https'],
    require_protocol: true,
    require_tld: false,
    disallow_auth: true,
  });
}

function isSecretReference(value: unknown): value is SecretReference {
  return typeof value === 'object' && value !== null && 'secret' in value && typeof value.secret === 'string';
}

/** What can be a part of the name of a variable and of a credential. */
export function isSecretName(name: string): boolean {
  return /^[a-z\d]+(?:-[a-z\d]+)*$/.test(name) && name.length <= MAX_SECRET_NAME;
}

export function Integer(options: Options & { readonly minimum: number; readonly maximum: number }): PropertyDecorator {
  const { minimum, maximum } = options;
  const allowed = `a whole number from ${minimum} to ${maximum}`;
  return setting({ kind: 'integer', ...options, allowed }, IsInt(), Min(minimum), Max(maximum));
}

/** Yes or no. */
export function Flag(options: Options): PropertyDecorator {
  return setting({ kind: 'flag', ...options, allowed: 'true or false' }, IsBoolean());
}

export function Choice(options: Options & { readonly choices: readonly string[] }): PropertyDecorator {
  return setting(
    { kind: 'choice', ...options, allowed: `one of ${options.choices.join(', ')}` },
    IsIn(options.choices),
  );
}

/** An amount of storage, kept in bytes. */
export function Size(options: Options & { readonly minimum: number }): PropertyDecorator {
  const allowed = 'a size such as 500MiB, 10GiB or 2TB';
  return setting({ kind: 'size', ...options, allowed }, IsInt(), Min(options.minimum), Max(Number.MAX_SAFE_INTEGER));
}

/** Folders of this machine. `~` is the person's home. */
export function Folders(options: Options): PropertyDecorator {
  const each = { each: true };
  return setting(
    { kind: 'folders', ...options, allowed: 'a list of absolute paths (~/ is the home folder)' },
    IsArray(),
    ArrayMaxSize(MAX_ENTRIES),
    ArrayUnique(),
    IsString(each),
    Matches(/^\//, each),
  );
}

export function Texts(options: Options): PropertyDecorator {
  return setting(
    { kind: 'texts', ...options, allowed: 'a list of texts' },
    IsArray(),
    ArrayMaxSize(MAX_ENTRIES),
    IsString({ each: true }),
  );
}

/** Names of machines in DNS, without scheme and port. */
export function HostNames(options: Options): PropertyDecorator {
  return setting(
    { kind: 'texts', ...options, allowed: 'a list of host names, such as music.example.org' },
    IsArray(),
    ArrayMaxSize(MAX_ENTRIES),
    ValidateBy({ name: 'isHostName', validator: { validate: isHostName } }, { each: true }),
  );
}

function isHostName(value: unknown): boolean {
  return typeof value === 'string' && /^[a-z\d_-]+(?:\.[a-z\d_-]+)*\.?$/.test(domainToASCII(value));
}

/** Addresses of machines or networks. */
export function Networks(options: Options): PropertyDecorator {
  return setting(
    { kind: 'texts', ...options, allowed: 'a list of addresses (127.0.0.1, ::1) or networks (10.0.0.0/8)' },
    IsArray(),
    ArrayMaxSize(MAX_ENTRIES),
    ValidateBy({ name: 'isNetwork', validator: { validate: isNetwork } }, { each: true }),
  );
}

function isNetwork(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const [address = '', prefix, ...rest] = value.split('/');
  const version = isIP(address);
  const isPrefix = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128));
  return version !== 0 && isPrefix && rest.length === 0;
}

/** A group of keys below this one. */
export function Section(type: () => SectionClass, description: string): PropertyDecorator {
  return (target, key) => {
    shape(target.constructor).sections.set(String(key), { type, description });
    ValidateNested()(target, key);
  };
}

/** A secret that the section needs, unless it is switched off; with `isWanted`, only where that is true of it. */
export function Secret<T extends object>(
  secret: Omit<SecretSetting, 'isWanted'> & { readonly isWanted?: (section: T) => boolean },
): (section: new () => T) => void {
  const { isWanted = isSwitchedOn } = secret;
  // Decorators are applied from the last to the first.
  return (section) =>
    void shape(section).secrets.unshift({ ...secret, isWanted: isWanted as SecretSetting['isWanted'] });
}

const isSwitchedOn = (section: object): boolean => !('enabled' in section) || section.enabled === true;
