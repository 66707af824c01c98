import { applyDecorators } from '@nestjs/common';
import { ApiConflictResponse, ApiExtraModels, getSchemaPath } from '@nestjs/swagger';
import { PlayerView } from './player-view.dto.js';

/** What a stale command or report is answered with: a problem document (RFC 9457) with the present state. */
export class StaleProblem {
  /** `urn:pyxis:problem:stale-revision`, or another conflict without `player`. */
  type: string;
  title: string;
  status: number;
  detail: string;
  player?: PlayerView;
}

/** Tells the API description that what was meant may be over. */
export const AnswersStale = (): MethodDecorator & ClassDecorator =>
  applyDecorators(
    ApiExtraModels(StaleProblem),
    ApiConflictResponse({
      description: 'It was made from a state that is not any more, or makes no sense in the present one.',
      content: { 'application/problem+json': { schema: { $ref: getSchemaPath(StaleProblem) } } },
    }),
  );
