import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import {
  ARRAY_MAX_SIZE,
  ARRAY_MIN_SIZE,
  getMetadataStorage,
  IS_LENGTH,
  MAX,
  MAX_LENGTH,
  MIN,
  validate,
  type ValidationError,
} from 'class-validator';
import { InvalidRequest, type FieldError } from '../common/index.js';

/** What a DTO does not name is refused, wherever it stands in a request. */
export const STRICT = { whitelist: true, forbidNonWhitelisted: true } as const;

/** Which bounds the values of a constraint are. */
const BOUNDS: ReadonlyMap<string, readonly ('least' | 'most')[]> = new Map([
  [MIN, ['least']],
  [MAX, ['most']],
  [IS_LENGTH, ['least', 'most']],
  [MAX_LENGTH, ['most']],
  [ARRAY_MIN_SIZE, ['least']],
  [ARRAY_MAX_SIZE, ['most']],
]);

/** @param above names of the fields in which the DTO stands */
export function invalidRequest(errors: readonly ValidationError[], above: readonly string[] = []): InvalidRequest {
  return new InvalidRequest(errors.flatMap((error) => fieldErrors(error, above)));
}

/**
 * Reads part of a request whose shape only another part tells.
 * @param path where it stands in the request
 * @throws InvalidRequest
 */
export async function readPart<Part extends object>(shape: Type<Part>, value: object, path: string): Promise<Part> {
  const part = plainToInstance(shape, value);
  const errors = await validate(part, STRICT);
  if (errors.length > 0) throw invalidRequest(errors, [path]);
  return part;
}

function fieldErrors(error: ValidationError, above: readonly string[]): FieldError[] {
  const { property, constraints, children } = error;
  const path = [...above, property];
  const own = Object.values(constraints ?? {});
  const field = path.join('.');
  return [
    ...(own.length > 0
      ? [{ field, detail: `${own.map((reason) => sentence(reason, property)).join('; ')}.`, ...becauseOf(error) }]
      : []),
    ...(children ?? []).flatMap((child) => fieldErrors(child, path)),
  ];
}

/**
 * Of several constraints, the one that stands first in the DTO: it says what kind of value is meant, and before it holds the others
 * say nothing. Decorators are run from the last to the first.
 */
function becauseOf({ target, property, constraints = {} }: ValidationError): Omit<FieldError, 'field' | 'detail'> {
  const because = Object.keys(constraints).at(-1);
  if (because === undefined) return {};
  const bounds = BOUNDS.get(because);
  if (!bounds || !target) return { because };
  const rules = getMetadataStorage().getTargetValidationMetadatas(target.constructor, '', true, false);
  const rule = rules.find(({ name, propertyName }) => name === because && propertyName === property);
  const values: readonly unknown[] = rule?.constraints ?? [];
  return { because, ...Object.fromEntries(bounds.map((bound, at) => [bound, values[at]])) };
}

/** “limit must not be greater than 200” beside the name of the field says it twice. */
function sentence(reason: string, property: string): string {
  return reason === `property ${property} should not exist`
    ? 'is not known here'
    : reason.slice(reason.startsWith(`${property} `) ? property.length + 1 : 0);
}
