import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersBadRequest, AnswersNotFound } from '../api/index.js';
import { Clock, InvalidRequest } from '../common/index.js';
import { OWNER_ID } from '../database/index.js';
import { ChapterFinders } from './chapter-finders.js';
import type { Command } from './commands.js';
import { chooseOutput } from './output-choice.js';
import {
  CommandBody,
  JumpBody,
  PlayBody,
  RepeatBody,
  ResumeBody,
  SeekBody,
  ShuffleBody,
  SleepBody,
  SpeedBody,
  VolumeBody,
} from './playback.dto.js';
import { currentItem, type ItemChapters } from './player-state.js';
import { PlayerView, PlayerWithQueuedView } from './player-view.dto.js';
import { Players } from './players.js';
import { AnswersStale } from './problem.dto.js';
import { QueueItems } from './queue-items.js';

const MINUTE_MS = 60_000;

@ApiTags('playback')
@AnswersBadRequest()
@AnswersStale()
@Controller('playback')
export class PlaybackController {
  constructor(
    private readonly players: Players,
    private readonly queueItems: QueueItems,
    private readonly chapterFinders: ChapterFinders,
    private readonly clock: Clock,
  ) {}

  /** How the player is now. */
  @Get()
  async getPlayer(): Promise<PlayerView> {
    const { playback } = await this.players.of(OWNER_ID);
    return playback.view();
  }

  /** Plays a subject, or tracks, in place of the queue. */
  @Post('play')
  @HttpCode(200)
  @AnswersNotFound()
  async play(@Body() body: PlayBody): Promise<PlayerWithQueuedView> {
    const { isCut, ...named } = await this.queueItems.toPlay(OWNER_ID, body);
    const { playback, outputs } = await this.players.of(OWNER_ID);
    const view = await playback.command(body.revision, async (state) => {
      const output = await chooseOutput(outputs, state, body.outputId);
      const { isShuffled, positionMs } = body;
      return {
        kind: 'play',
        ...named,
        isShuffled,
        ...(positionMs !== undefined && { positionMs }),
        ...(output && { output }),
      };
    });
    return Object.assign(view, { queued: { count: named.items.length, isCut } });
  }

  /** Goes on where it was. */
  @Post('resume')
  @HttpCode(200)
  async resume(@Body() { revision, outputId }: ResumeBody): Promise<PlayerView> {
    const { playback, outputs } = await this.players.of(OWNER_ID);
    return playback.command(revision, async (state) => {
      const output = await chooseOutput(outputs, state, outputId);
      return { kind: 'resume', ...(output && { output }) };
    });
  }

  @Post('pause')
  @HttpCode(200)
  pause(@Body() { revision }: CommandBody): Promise<PlayerView> {
    return this.perform(revision, { kind: 'pause' });
  }

  /** Silence, and an empty queue; it can be undone. */
  @Post('stop')
  @HttpCode(200)
  stop(@Body() { revision }: CommandBody): Promise<PlayerView> {
    return this.perform(revision, { kind: 'stop' });
  }

  /** To the next item; from the last one back to the first, which waits. */
  @Post('next')
  @HttpCode(200)
  next(@Body() { revision }: CommandBody): Promise<PlayerView> {
    return this.perform(revision, { kind: 'next' });
  }

  /** To the start of the item, or to the one before within its first three seconds. */
  @Post('previous')
  @HttpCode(200)
  previous(@Body() { revision }: CommandBody): Promise<PlayerView> {
    return this.perform(revision, { kind: 'previous' });
  }

  /** Plays an item of the queue. */
  @Post('jump')
  @HttpCode(200)
  async jump(@Body() { revision, itemId, outputId }: JumpBody): Promise<PlayerView> {
    const { playback, outputs } = await this.players.of(OWNER_ID);
    return playback.command(revision, async (state) => {
      const output = await chooseOutput(outputs, state, outputId);
      return { kind: 'jump', itemId, ...(output && { output }) };
    });
  }

  /** To a place in the current item. */
  @Post('seek')
  @HttpCode(200)
  seek(@Body() { revision, positionMs }: SeekBody): Promise<PlayerView> {
    return this.perform(revision, { kind: 'seek', positionMs });
  }

  @Post('volume')
  @HttpCode(200)
  setVolume(@Body() { revision, volume }: VolumeBody): Promise<PlayerView> {
    return this.perform(revision, { kind: 'volume', volume });
  }

  /** How fast speech is played, at its own pitch. Music is played as it is. */
  @Post('speed')
  @HttpCode(200)
  setSpeed(@Body() { revision, speed }: SpeedBody): Promise<PlayerView> {
    return this.perform(revision, { kind: 'speed', speed });
  }

  @Post('repeat')
  @HttpCode(200)
  setRepeat(@Body() { revision, repeat }: RepeatBody): Promise<PlayerView> {
    return this.perform(revision, { kind: 'repeat', repeat });
  }

  /** Shuffles what is not current, or restores the order. */
  @Post('shuffle')
  @HttpCode(200)
  shuffle(@Body() { revision, isShuffled }: ShuffleBody): Promise<PlayerView> {
    return this.perform(revision, { kind: 'shuffle', isShuffled });
  }

  /** Pauses later: after some minutes, at the end of the chapter, of the track, or of its album. */
  @Post('sleep')
  @HttpCode(200)
  async sleep(@Body() { revision, kind, minutes }: SleepBody): Promise<PlayerView> {
    if ((kind === 'time') !== (minutes !== undefined)) {
      throw new InvalidRequest([{ field: 'minutes', detail: 'goes with time, and only with it.' }]);
    }
    const atMs = minutes === undefined ? undefined : this.clock.nowMs() + minutes * MINUTE_MS;
    const chapters = kind === 'chapter' ? await this.chaptersOfCurrent() : undefined;
    const sleep = { kind, ...(atMs !== undefined && { atMs }), ...(chapters && { chapters }) };
    return this.perform(revision, { kind: 'sleep', sleep });
  }

  /** No sleep timer any more. */
  @Post('sleep/cancel')
  @HttpCode(200)
  cancelSleep(@Body() { revision }: CommandBody): Promise<PlayerView> {
    return this.perform(revision, { kind: 'wake' });
  }

  /** Not in the player's turn: they may have to be fetched. Where another item plays by then, the revision is another. */
  private async chaptersOfCurrent(): Promise<ItemChapters> {
    const { playback } = await this.players.of(OWNER_ID);
    return this.chapterFinders.of(OWNER_ID, currentItem(playback.current));
  }

  private async perform(revision: number, command: Command): Promise<PlayerView> {
    const { playback } = await this.players.of(OWNER_ID);
    return playback.command(revision, () => command);
  }
}
