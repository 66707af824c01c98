import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersBadRequest, AnswersNotFound } from '../../api/index.js';
import { OWNER_ID } from '../../database/index.js';
import { SavedLists } from './saved-lists.js';
import { SavedListsView, SavedListView, SaveList } from './saved-lists.dto.js';

@ApiTags('podcasts')
@AnswersBadRequest()
@Controller('podcasts/lists')
export class SavedListsController {
  constructor(private readonly lists: SavedLists) {}

  /** Lists of episodes that were given a name. Each plays as the subject `episodes` with its id. */
  @Get()
  async listSavedLists(): Promise<SavedListsView> {
    return { items: await this.lists.all(OWNER_ID) };
  }

  @Post()
  saveList(@Body() list: SaveList): Promise<SavedListView> {
    return this.lists.add(OWNER_ID, list);
  }

  @Put(':id')
  @AnswersNotFound()
  changeSavedList(@Param('id') id: string, @Body() list: SaveList): Promise<SavedListView> {
    return this.lists.change(OWNER_ID, id, list);
  }

  @Delete(':id')
  @HttpCode(HttpStatus.NO_CONTENT)
  removeSavedList(@Param('id') id: string): Promise<void> {
    return this.lists.remove(OWNER_ID, id);
  }
}
