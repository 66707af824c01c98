import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersBadRequest, AnswersNotFound } from '../../api/index.js';
import { OWNER_ID } from '../../database/index.js';
import { ShelfStore } from './shelf-store.js';
import { RenameShelf, SaveShelf, ShelfList, ShelfView } from './shelves.dto.js';

@ApiTags('library')
@AnswersBadRequest()
@Controller('shelves')
export class ShelvesController {
  constructor(private readonly shelves: ShelfStore) {}

  /** Lists of songs that were saved under a name. */
  @Get()
  async listShelves(): Promise<ShelfList> {
    return { items: await this.shelves.all(OWNER_ID) };
  }

  @Post()
  saveShelf(@Body() body: SaveShelf): Promise<ShelfView> {
    return this.shelves.save(OWNER_ID, body);
  }

  @Patch(':id')
  @AnswersNotFound()
  renameShelf(@Param('id') id: string, @Body() { name }: RenameShelf): Promise<ShelfView> {
    return this.shelves.rename(OWNER_ID, id, name);
  }

  @Delete(':id')
  @HttpCode(204)
  removeShelf(@Param('id') id: string): Promise<void> {
    return this.shelves.remove(OWNER_ID, id);
  }
}
