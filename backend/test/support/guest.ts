import { Controller, Get, Module, Query, Res } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Response } from 'express';
import type { Database } from '../../src/database/index.js';
import { EventTopics } from '../../src/events/index.js';
import { EventsQuery } from '../../src/events/events.dto.js';
import { perform, type Command } from '../../src/playback/commands.js';
import type { Player } from '../../src/playback/player.js';
import type { PlayerView } from '../../src/playback/player-view.dto.js';
import { Players } from '../../src/playback/players.js';
import { QueueItems } from '../../src/playback/queue-items.js';
import { TestEventSource } from './event-source.js';
import type { PlaybackApp } from './playback-app.js';

/** A second person, whom no controller of the server stands for. */
export const GUEST = 'guest';

export async function addGuest(database: Database): Promise<void> {
  await database.write(({ sql }) =>
    sql.run('INSERT INTO person (id, name, created_at_ms) VALUES (?, ?, 0)', [GUEST, 'Guest']),
  );
}

/** What `events` is to the owner. */
@Controller('guest/events')
class GuestEventsController {
  constructor(private readonly modules: ModuleRef) {}

  @Get()
  async subscribe(@Query() query: EventsQuery, @Res() response: Response): Promise<void> {
    const { topics, outputIds, lastEventId } = query;
    const request = { ownerId: GUEST, topics, outputIds, lastEventId };
    await this.modules.get(EventTopics, { strict: false }).open(response, request);
  }
}

@Module({ controllers: [GuestEventsController] })
export class GuestModule {}

/** The second person's side of an application that has the `GuestModule`. */
export class Guest {
  private readonly sources: TestEventSource<PlayerView>[] = [];

  private constructor(
    private readonly pyxis: PlaybackApp,
    readonly player: Player,
  ) {}

  static async of(pyxis: PlaybackApp): Promise<Guest> {
    return new Guest(pyxis, await pyxis.app.get(Players).of(GUEST));
  }

  /** Ends the streams of events. */
  leave(): void {
    for (const source of this.sources) source.close();
  }

  view(): Promise<PlayerView> {
    return this.player.playback.view();
  }

  /** Titles in the order in which they play. */
  async titles(): Promise<string> {
    return (await this.player.playback.queue()).items.map(({ track: { title } }) => title).join(' ');
  }

  /** Listens to events, from the first one on; with an output that is there while it lasts. */
  async events(query: Readonly<Record<string, string>> = {}): Promise<TestEventSource<PlayerView>> {
    const address = this.pyxis.url.replace(/playback$/, 'guest/events');
    const source = new TestEventSource<PlayerView>(
      `${address}?${new URLSearchParams({ topics: 'player', ...query }).toString()}`,
    );
    this.sources.push(source);
    await source.until(() => true);
    return source;
  }

  /** Registers an output that is there. */
  async output(id: string): Promise<TestEventSource<PlayerView>> {
    await this.player.register({ id, name: `Guest’s ${id}`, kind: 'browser' });
    return this.events({ outputIds: id });
  }

  /** Plays an album on an output. */
  async play(albumId: string | undefined, outputId: string): Promise<PlayerView> {
    const { playback, outputs } = this.player;
    const { revision } = playback.current;
    const body = { revision, subject: { kind: 'album', ...(albumId !== undefined && { id: albumId }) } };
    const { items } = await this.pyxis.app.get(QueueItems).toPlay(GUEST, body);
    const output = await outputs.find(outputId);
    return playback.command(revision, () => ({ kind: 'play', items, startIndex: 0, isShuffled: false, output }));
  }

  tell(command: Command): Promise<PlayerView> {
    return this.player.playback.happen((state, moment) => perform(state, command, moment));
  }

  /** A report of the play that is now. */
  async report(outputId: string, positionMs: number): Promise<PlayerView> {
    const { playId = '' } = await this.view();
    return this.player.playback.report(outputId, { kind: 'progress', playId, positionMs, heardMs: positionMs });
  }
}
