import { Body, Controller, HttpCode, Logger, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersBadRequest, AnswersNotFound } from '../api/index.js';
import { InvalidRequest } from '../common/index.js';
import { OWNER_ID } from '../database/index.js';
import { OUTPUT_ID } from '../events/index.js';
import { PastPlays } from './past-plays.js';
import { CommandBody, OutputBody, PastPlaysBody, ReportBody } from './playback.dto.js';
import { PlayerView } from './player-view.dto.js';
import { Players } from './players.js';
import { AnswersStale } from './problem.dto.js';
import { release } from './output-changes.js';

@ApiTags('playback')
@AnswersBadRequest()
@AnswersNotFound()
@Controller('playback/outputs/:id')
export class OutputsController {
  private readonly logger = new Logger('playback');

  constructor(
    private readonly players: Players,
    private readonly pastPlays: PastPlays,
  ) {}

  /** Tells the server of an output, or its new name. It is there while a connection of `events` names it. */
  @Put()
  async register(@Param('id') id: string, @Body() { name, kind }: OutputBody): Promise<PlayerView> {
    checkId(id);
    const player = await this.players.of(OWNER_ID);
    await player.register({ id, name, kind });
    return player.playback.view();
  }

  /** Takes over at the same place. */
  @Post('activate')
  @HttpCode(200)
  @AnswersStale()
  async activate(@Param('id') id: string, @Body() { revision }: CommandBody): Promise<PlayerView> {
    const { playback, outputs } = await this.players.of(OWNER_ID);
    const output = await outputs.find(id);
    return playback.command(revision, (state) => {
      const isFormerThere = state.output !== undefined && outputs.isPresent(state.output.id);
      return { kind: 'take-over', output, isFormerThere };
    });
  }

  /** Gives the role back; what plays there pauses. */
  @Post('release')
  @HttpCode(204)
  async release(@Param('id') id: string): Promise<void> {
    const { playback } = await this.players.of(OWNER_ID);
    await playback.happen((state, moment) => release(state, id, moment));
  }

  /** What the active output makes heard. Only its reports of the current play count. */
  @Post('reports')
  @HttpCode(200)
  @AnswersStale()
  async report(@Param('id') id: string, @Body() { reason, ...report }: ReportBody): Promise<PlayerView> {
    if (report.kind === 'failed')
      this.logger.warn(`An output could not play: ${JSON.stringify(reason ?? 'no reason')}`);
    const { playback } = await this.players.of(OWNER_ID);
    return playback.report(id, report);
  }

  /** What an output made heard by itself while it could not tell: each play counts once, however often it is told. */
  @Post('plays')
  @HttpCode(204)
  async addPlays(@Param('id') id: string, @Body() { name, plays }: PastPlaysBody): Promise<void> {
    checkId(id);
    await this.pastPlays.record(OWNER_ID, { id, name, kind: 'browser' }, plays);
  }
}

function checkId(id: string): void {
  if (OUTPUT_ID.test(id)) return;
  throw new InvalidRequest([{ field: 'id', detail: 'must be 8 to 64 letters, digits, - or _.' }]);
}
