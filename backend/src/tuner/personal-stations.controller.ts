import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersBadRequest, AnswersNotFound } from '../api/index.js';
import { InvalidRequest } from '../common/index.js';
import { OWNER_ID } from '../database/index.js';
import { KnownStations } from './known-stations.js';
import { NowOnStation } from './now-on-station.js';
import { PersonalStationViews } from './personal-station-views.js';
import { SongActs } from './song-acts.js';
import { refOf, type NativeRef } from './station-sources.js';
import {
  AddSeed,
  ChooseMode,
  CreateStation,
  MixStations,
  PersonalStationDetail,
  PersonalStationList,
  PersonalStationView,
  RenameStation,
  StationModes,
  StationNowView,
} from './tuner.dto.js';

/** Stations that choose what comes next for one listener, at the sources that have such. */
@ApiTags('personal stations')
@AnswersBadRequest()
@Controller('personal-stations')
export class PersonalStationsController {
  constructor(
    private readonly stations: KnownStations,
    private readonly views: PersonalStationViews,
    private readonly songs: SongActs,
    private readonly now: NowOnStation,
  ) {}

  /** All that their sources list, and those that they listed before. */
  @Get()
  async listPersonalStations(): Promise<PersonalStationList> {
    const { stations, sources } = await this.stations.list(OWNER_ID);
    return {
      items: await this.views.all(OWNER_ID, stations),
      sources: sources.map((source) => ({ ...source })),
    };
  }

  /** Makes a station of something that was found, of a genre, or of a song that a station gave. */
  @Post()
  @AnswersNotFound()
  async createPersonalStation(@Body() body: CreateStation): Promise<PersonalStationView> {
    const { sourceId } = body;
    return this.views.one(OWNER_ID, await this.stations.create(OWNER_ID, sourceId, await this.originOf(body)));
  }

  /** What plays of a station; the topic `personal-stations` of the events tells each change. */
  @Get('now')
  findStationNow(): Promise<StationNowView> {
    return this.now.refresh(OWNER_ID);
  }

  /** With what it was made of, and its thumbs. */
  @Get(':id')
  @AnswersNotFound()
  async findPersonalStation(@Param('id') id: string): Promise<PersonalStationDetail> {
    return this.views.detail(OWNER_ID, await this.stations.open(OWNER_ID, refOf(id)));
  }

  @Patch(':id')
  @AnswersNotFound()
  async renamePersonalStation(@Param('id') id: string, @Body() { name }: RenameStation): Promise<PersonalStationView> {
    const known = await this.stations.rename(OWNER_ID, refOf(id), name);
    void this.now.refresh(OWNER_ID);
    return this.views.one(OWNER_ID, known);
  }

  /** Here and at its source. */
  @Delete(':id')
  @HttpCode(204)
  @AnswersNotFound()
  removePersonalStation(@Param('id') id: string): Promise<void> {
    return this.stations.remove(OWNER_ID, refOf(id));
  }

  /** Makes a station that is somebody else's one's own. */
  @Post(':id/adopt')
  @HttpCode(200)
  @AnswersNotFound()
  async adoptPersonalStation(@Param('id') id: string): Promise<PersonalStationDetail> {
    await this.do(id, (capability, { nativeId }, signal) => capability.adopt(nativeId, signal));
    return this.findPersonalStation(id);
  }

  @Post(':id/seeds')
  @HttpCode(200)
  @AnswersNotFound()
  async addStationSeed(@Param('id') id: string, @Body() { ideaId }: AddSeed): Promise<PersonalStationDetail> {
    await this.do(id, (capability, { nativeId }, signal) => capability.addSeed(nativeId, ideaId, signal));
    return this.findPersonalStation(id);
  }

  @Delete(':id/seeds/:seedId')
  @HttpCode(204)
  @AnswersNotFound()
  async removeStationSeed(@Param('id') id: string, @Param('seedId') seedId: string): Promise<void> {
    await this.do(id, (capability, _station, signal) => capability.removeSeed(seedId, signal));
  }

  @Delete(':id/thumbs/:thumbId')
  @HttpCode(204)
  @AnswersNotFound()
  async removeStationThumb(@Param('id') id: string, @Param('thumbId') thumbId: string): Promise<void> {
    await this.songs.removeThumb(OWNER_ID, refOf(id), thumbId);
    void this.now.refresh(OWNER_ID);
  }

  /** Which stations a mix plays. */
  @Put(':id/mixed')
  @HttpCode(204)
  @AnswersNotFound()
  async mixPersonalStations(@Param('id') id: string, @Body() { ids }: MixStations): Promise<void> {
    const { source } = refOf(id);
    const mixed = ids.map(refOf);
    if (mixed.some((ref) => ref.source !== source)) {
      throw new InvalidRequest([{ field: 'ids', detail: 'must be stations of the source of the mix.' }]);
    }
    const nativeIds = mixed.map(({ nativeId }) => nativeId);
    const { station } = await this.stations.find(OWNER_ID, refOf(id));
    await this.do(id, (capability, _station, signal) => capability.setMixed(nativeIds, signal));
    await this.stations.keep(OWNER_ID, source, { ...station, mixed: nativeIds });
  }

  /** The ways in which it can choose songs. */
  @Get(':id/modes')
  @AnswersNotFound()
  async listStationModes(@Param('id') id: string): Promise<StationModes> {
    const modes = await this.do(id, (capability, { nativeId }, signal) => capability.modes(nativeId, signal));
    return { items: modes.map((mode) => ({ ...mode })) };
  }

  @Put(':id/mode')
  @AnswersNotFound()
  async chooseStationMode(@Param('id') id: string, @Body() mode: ChooseMode): Promise<StationModes> {
    const modes = await this.do(id, (capability, { nativeId }, signal) =>
      capability.setMode(nativeId, mode.id, signal),
    );
    return { items: modes.map((each) => ({ ...each })) };
  }

  private async do<T>(
    id: string,
    work: (
      capability: Parameters<Parameters<KnownStations['ask']>[2]>[0],
      station: NativeRef,
      signal: AbortSignal,
    ) => Promise<T>,
  ): Promise<T> {
    const ref = refOf(id);
    await this.stations.find(OWNER_ID, ref);
    return this.stations.ask(OWNER_ID, ref, (capability, signal) => work(capability, ref, signal));
  }

  private async originOf({
    ideaId,
    songId,
    kind = 'track',
  }: CreateStation): Promise<{ idea: string } | { song: string; kind: 'track' | 'artist' }> {
    // prettier-ignore
    if (ideaId !== undefined && songId === undefined) return { idea: ideaId };
    if (songId === undefined || ideaId !== undefined) {
      throw new InvalidRequest([{ field: 'ideaId', detail: 'is needed, or else songId; not both.' }]);
    }
    return { song: (await this.songs.find(OWNER_ID, songId)).nativeId, kind };
  }
}
