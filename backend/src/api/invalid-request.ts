import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import { InvalidRequest, type FieldError } from '../common/index.js';

/** What a DTO does not name is refused, wherever it stands in a request. */
export const STRICT = { whitelist: true, forbidNonWhitelisted: true } as const;

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

function fieldErrors({ property, constraints, children }: ValidationError, above: readonly string[]): FieldError[] {
  const path = [...above, property];
  const own = Object.values(constraints ?? {});
  const field = path.join('.');
  return [
    ...(own.length > 0 ? [{ field, detail: `${own.map((reason) => sentence(reason, property)).join('; ')}.` }] : []),
    ...(children ?? []).flatMap((child) => fieldErrors(child, path)),
  ];
}

/** “limit must not be greater than 200” beside the name of the field says it twice. */
function sentence(reason: string, property: string): string {
  return reason === `property ${property} should not exist`
    ? 'is not known here'
    : reason.slice(reason.startsWith(`${property} `) ? property.length + 1 : 0);
}
