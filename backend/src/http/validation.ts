import { ValidationPipe } from '@nestjs/common';
import { invalidRequest, STRICT } from '../api/index.js';

/** Turns what arrives into DTOs; what a DTO does not name is refused. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    ...STRICT,
    transform: true,
    // Its class tells the bounds of a field; no value of it is sent back.
    validationError: { target: true },
    exceptionFactory: (errors) => invalidRequest(errors),
  });
}
