import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersBadRequest, AnswersNotFound } from '../../api/index.js';
import { OWNER_ID } from '../../database/index.js';
import { EpisodeMarks } from '../episodes/episode-marks.js';
import { MarkedView, MarkUpTo } from '../episodes/episodes.dto.js';
import { Refresher } from '../refresh/refresher.js';
import { Directory } from './directory.js';
import { ShowRepository } from './show-repository.js';
import { ShowStore } from './show-store.js';
import { ChangeShow, DirectoryQuery, DirectoryResult, GroupList, RenameGroup, ShowPage, ShowsQuery, ShowView, Subscribe } from './shows.dto.js'; // prettier-ignore
import { Subscriptions } from './subscriptions.js';

@ApiTags('podcasts')
@AnswersBadRequest()
@Controller('podcasts')
export class ShowsController {
  constructor(
    private readonly shows: ShowRepository,
    private readonly store: ShowStore,
    private readonly subscriptions: Subscriptions,
    private readonly refresher: Refresher,
    private readonly directory: Directory,
    private readonly marks: EpisodeMarks,
  ) {}

  /** Shows that are followed, a page at a time. */
  @Get('shows')
  listShows(@Query() query: ShowsQuery): Promise<ShowPage> {
    return this.shows.page(OWNER_ID, query);
  }

  /**
   * Follows the show at an address. To follow it again changes nothing, but where its secret address is another by now.
   * A web page that leads to several feeds is answered with 409 and the `feeds` to choose from.
   */
  @Post('shows')
  async followShow(@Body() wish: Subscribe): Promise<ShowView> {
    const { showId } = await this.subscriptions.subscribe(OWNER_ID, wish);
    return this.shows.find(OWNER_ID, showId);
  }

  @Get('shows/:id')
  @AnswersNotFound()
  getShow(@Param('id') id: string): Promise<ShowView> {
    return this.shows.find(OWNER_ID, id);
  }

  /** Puts it into a group, or sets how it is heard. */
  @Patch('shows/:id')
  @AnswersNotFound()
  async changeShow(@Param('id') id: string, @Body() change: ChangeShow): Promise<ShowView> {
    await this.subscriptions.change(OWNER_ID, id, change);
    return this.shows.find(OWNER_ID, id);
  }

  /** Follows it no longer. Its episodes stay, with what was heard of them. */
  @Delete('shows/:id')
  @HttpCode(HttpStatus.NO_CONTENT)
  @AnswersNotFound()
  unfollowShow(@Param('id') id: string): Promise<void> {
    return this.subscriptions.unsubscribe(OWNER_ID, id);
  }

  /** Looks at its feed at once, whatever the server said when it was last asked. What goes wrong is told as its state. */
  @Post('shows/:id/refresh')
  @HttpCode(HttpStatus.OK)
  @AnswersNotFound()
  async refreshShow(@Param('id') id: string): Promise<ShowView> {
    await this.refresher.refresh(id, { isByHand: true });
    return this.shows.find(OWNER_ID, id);
  }

  /** Says of all episodes that came out until one, that one included, that they were heard. */
  @Post('shows/:id/heard-up-to')
  @HttpCode(HttpStatus.OK)
  @AnswersNotFound()
  markUpTo(@Param('id') id: string, @Body() { episodeId }: MarkUpTo): Promise<MarkedView> {
    return this.marks.markUpTo(OWNER_ID, id, episodeId);
  }

  /** Has the feeds of all shows that are followed looked at, one after the other. */
  @Post('refresh')
  @HttpCode(HttpStatus.ACCEPTED)
  async refreshAll(): Promise<void> {
    const ids = await this.store.followed();
    for (const id of ids) void this.refresher.refresh(id, { isByHand: true }).catch(() => undefined);
  }

  @Get('groups')
  async listGroups(): Promise<GroupList> {
    return { items: await this.shows.groups(OWNER_ID) };
  }

  /** Calls a group otherwise; with the name of another the two become one. */
  @Put('groups/:name')
  @AnswersNotFound()
  async renameGroup(@Param('name') name: string, @Body() { name: to }: RenameGroup): Promise<GroupList> {
    await this.subscriptions.renameGroup(OWNER_ID, name, to);
    return this.listGroups();
  }

  /** Shows of the directory that match, best first. */
  @Get('directory')
  async searchDirectory(@Query() { q, limit }: DirectoryQuery): Promise<DirectoryResult> {
    return { items: await this.directory.search(q, limit) };
  }
}
