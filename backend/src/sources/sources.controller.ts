import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersNotFound } from '../api/index.js';
import { NotFound } from '../common/index.js';
import { OWNER_ID } from '../database/index.js';
import { SourceHoldings } from './source-holdings.js';
import { SourceRegistry } from './source-registry.js';
import { SourceTrials } from './source-trials.js';
import { detailOf, listOf, SOURCES_OFF } from './source-views.js';
import type { SourceAdapter } from './source.js';
import { HoldingList, SourceDetail, SourceList, type SourceOff } from './sources.dto.js';

@ApiTags('sources')
@Controller('sources')
export class SourcesController {
  constructor(
    private readonly sources: SourceRegistry,
    @Inject(SOURCES_OFF) private readonly off: readonly SourceOff[],
    private readonly trials: SourceTrials,
    private readonly holdings: SourceHoldings,
  ) {}

  /** Where music comes from, and how each source is doing. */
  @Get()
  listSources(): SourceList {
    return listOf(this.sources, this.off);
  }

  /** How one source is doing, and how its last calls to outside went. */
  @Get(':id')
  @AnswersNotFound()
  getSource(@Param('id') id: string): SourceDetail {
    return detailOf(this.find(id));
  }

  /** What Pyxis has of a source, and what becomes of it when that is taken away. */
  @Get(':id/holdings')
  @AnswersNotFound()
  async listHoldings(@Param('id') id: string): Promise<HoldingList> {
    const source = this.find(id);
    const secrets = (source.credentials ?? []).filter(({ isGiven }) => isGiven);
    const ofSecrets = {
      kind: 'secrets',
      count: secrets.length,
      detail: 'What lets Pyxis in there stays where you have put it, and is not used any more.',
    };
    const items = [...(await this.holdings.of(id, OWNER_ID)), ...(secrets.length > 0 ? [ofSecrets] : [])];
    return { items, setting: `sources.${id}.enabled` };
  }

  /**
   * Asks the source for something small right now, also where it was to be left alone for a while, and tells how it is doing
   * then. Within ten seconds of another try it tells how that one went.
   */
  @Post(':id/try')
  @HttpCode(200)
  @AnswersNotFound()
  async trySource(@Param('id') id: string): Promise<SourceDetail> {
    const source = this.find(id);
    await this.trials.run(source);
    return detailOf(source);
  }

  private find(id: string): SourceAdapter {
    const source = this.sources.get(id);
    if (!source) throw new NotFound('source', id);
    return source;
  }
}
