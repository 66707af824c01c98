import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { InvalidRequest, type FieldError } from '../common/index.js';

/** Turns what arrives into DTOs; what a DTO does not name is refused. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    exceptionFactory: (errors) => new InvalidRequest(errors.flatMap((error) => fieldErrors(error, []))),
  });
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
