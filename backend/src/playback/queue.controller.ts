import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersBadRequest, AnswersNotFound } from '../api/index.js';
import { OWNER_ID } from '../database/index.js';
import type { Command } from './commands.js';
import { QueueFull } from './playback-error.js';
import { AddBody, CommandBody, MOST_QUEUE_ITEMS, MoveBody, RemoveBody, UndoBody } from './playback.dto.js';
import { PlayerView, PlayerWithQueuedView, QueueView } from './player-view.dto.js';
import { Players } from './players.js';
import { AnswersStale } from './problem.dto.js';
import { QueueItems } from './queue-items.js';

@ApiTags('playback')
@AnswersBadRequest()
@AnswersStale()
@Controller('playback/queue')
export class QueueController {
  constructor(
    private readonly players: Players,
    private readonly queueItems: QueueItems,
  ) {}

  /** What played, plays and comes, in the order in which it plays. */
  @Get()
  async getQueue(): Promise<QueueView> {
    const { playback } = await this.players.of(OWNER_ID);
    return playback.queue();
  }

  /** Adds a subject that has an end, or tracks. */
  @Post('items')
  @HttpCode(200)
  @AnswersNotFound()
  async add(@Body() body: AddBody): Promise<PlayerWithQueuedView> {
    const named = await this.queueItems.toAdd(OWNER_ID, body);
    const items = named.items.slice(named.startIndex ?? 0);
    const { playback } = await this.players.of(OWNER_ID);
    const view = await playback.command(body.revision, (state) => {
      if (state.items.length + items.length > MOST_QUEUE_ITEMS) throw new QueueFull(MOST_QUEUE_ITEMS);
      return { kind: 'add', items, place: body.place };
    });
    return Object.assign(view, { queued: { count: items.length, isCut: named.isCut } });
  }

  /** Puts items before another one, or at the end. */
  @Post('move')
  @HttpCode(200)
  move(@Body() { revision, itemIds, beforeItemId }: MoveBody): Promise<PlayerView> {
    const before = beforeItemId === undefined ? {} : { beforeItemId };
    return this.perform(revision, { kind: 'move', itemIds, ...before });
  }

  /** Takes items out; it can be undone. */
  @Post('remove')
  @HttpCode(200)
  remove(@Body() { revision, itemIds }: RemoveBody): Promise<PlayerView> {
    return this.perform(revision, { kind: 'remove', itemIds });
  }

  /** Takes out what comes; what plays goes on. It can be undone. */
  @Post('clear')
  @HttpCode(200)
  clear(@Body() { revision }: CommandBody): Promise<PlayerView> {
    return this.perform(revision, { kind: 'clear' });
  }

  /** Puts back what a removal took out, or brings back the queue that another took the place of, where it was. */
  @Post('undo')
  @HttpCode(200)
  undo(@Body() { revision, removedIn }: UndoBody): Promise<PlayerView> {
    return this.perform(revision, { kind: 'undo', removedIn });
  }

  private async perform(revision: number, command: Command): Promise<PlayerView> {
    const { playback } = await this.players.of(OWNER_ID);
    return playback.command(revision, () => command);
  }
}
