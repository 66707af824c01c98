import { Body, Controller, HttpCode, Logger, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersBadRequest, AnswersNotFound } from '../api/index.js';
import { InvalidRequest } from '../common/index.js';
import { OWNER_ID } from '../database/index.js';
import { Outputs } from './outputs.js';
import { Playback } from './playback.js';
import { CommandBody, OUTPUT_ID, OutputBody, ReportBody } from './playback.dto.js';
import { PlayerView } from './player-view.dto.js';
import { AnswersStale } from './problem.dto.js';
import { released } from './output-changes.js';

@ApiTags('playback')
@AnswersBadRequest()
@AnswersNotFound()
@Controller('playback/outputs/:id')
export class OutputsController {
  private readonly logger = new Logger('playback');

  constructor(
    private readonly playback: Playback,
    private readonly outputs: Outputs,
  ) {}

  /** Tells the server of an output, or its new name. It is there while it has `events` open. */
  @Put()
  async register(@Param('id') id: string, @Body() { name, kind }: OutputBody): Promise<PlayerView> {
    if (!OUTPUT_ID.test(id)) {
      throw new InvalidRequest([{ field: 'id', detail: 'must be 8 to 64 letters, digits, - or _.' }]);
    }
    await this.outputs.register(OWNER_ID, { id, name, kind });
    return this.playback.view();
  }

  /** Takes over at the same place. */
  @Post('activate')
  @HttpCode(200)
  @AnswersStale()
  async activate(@Param('id') id: string, @Body() { revision }: CommandBody): Promise<PlayerView> {
    const output = await this.outputs.find(OWNER_ID, id);
    return this.playback.command(revision, (state) => {
      const isFormerThere = state.output !== undefined && this.outputs.isPresent(state.output.id);
      return { kind: 'take-over', output, isFormerThere };
    });
  }

  /** Gives the role back; what plays there pauses. */
  @Post('release')
  @HttpCode(204)
  async release(@Param('id') id: string): Promise<void> {
    await this.playback.happen((state, moment) => released(state, id, moment));
  }

  /** What the active output makes heard. Only its reports of the current play count. */
  @Post('reports')
  @HttpCode(200)
  @AnswersStale()
  report(@Param('id') id: string, @Body() { reason, ...report }: ReportBody): Promise<PlayerView> {
    if (report.kind === 'failed')
      this.logger.warn(`An output could not play: ${JSON.stringify(reason ?? 'no reason')}`);
    return this.playback.report(id, report);
  }
}
