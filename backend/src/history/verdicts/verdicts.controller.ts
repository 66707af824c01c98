import { Body, Controller, HttpCode, HttpStatus, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersBadRequest, AnswersNotFound } from '../../api/index.js';
import { OWNER_ID } from '../../database/index.js';
import { RecordingVerdicts } from './recording-verdicts.js';
import { JudgePair } from './verdicts.dto.js';

@ApiTags('history')
@AnswersBadRequest()
@AnswersNotFound()
@Controller('history/verdicts')
export class VerdictsController {
  constructor(private readonly verdicts: RecordingVerdicts) {}

  /** Says whether two tracks are one recording: their listens are counted together, or apart. No listen is changed. */
  @Put()
  @HttpCode(HttpStatus.NO_CONTENT)
  judge(@Body() { leftTrackId, rightTrackId, verdict }: JudgePair): Promise<void> {
    return this.verdicts.decide(OWNER_ID, [leftTrackId, rightTrackId], verdict);
  }
}
