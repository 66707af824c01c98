import { applyDecorators } from '@nestjs/common';
import { ApiBadRequestResponse, ApiExtraModels, ApiNotFoundResponse, getSchemaPath } from '@nestjs/swagger';

/** One fault of one field of what was sent. */
export class FieldProblem {
  /** Name of the query parameter, or path of the body field. */
  field: string;
  detail: string;
  /** Which fault it is, by a code that is never reworded: a name of class-validator (`maxLength`), or one of Pyxis (`blank`). */
  because?: string;
  /** What is allowed, as a number or a count (of characters, of elements): from this. */
  least?: number;
  /** The same: up to this. */
  most?: number;
}

/**
 * What every error looks like (RFC 9457). What its sentence has in it that differs from time to time stands in members of its own, for
 * programs that say it in another language: those below, and with some types others, such as `most` (how many there may be at most),
 * `name`, or `thereMs` and `wholeMs` of a preview.
 */
export class Problem {
  /** What sort of thing happened: never reworded, for programs to go by. */
  type: string;
  /** The same in words. */
  title: string;
  status: number;
  /** What happened this time, for a person. */
  detail: string;
  errors?: FieldProblem[];
  /** Whom it is about, by the name that people know: `SoundCloud`. */
  service?: string;
  /** Which of several things that have one type, by a code that is never reworded. */
  because?: string;
}

const content = { 'application/problem+json': { schema: { $ref: getSchemaPath(Problem) } } };

/** Tells the API description that a request may make no sense. */
export const AnswersBadRequest = (): MethodDecorator & ClassDecorator =>
  applyDecorators(
    ApiExtraModels(Problem),
    ApiBadRequestResponse({ description: 'Something in the request makes no sense.', content }),
  );

/** Tells the API description that what is asked for may not be there. */
export const AnswersNotFound = (): MethodDecorator & ClassDecorator =>
  applyDecorators(ApiExtraModels(Problem), ApiNotFoundResponse({ description: 'There is no such thing.', content }));
