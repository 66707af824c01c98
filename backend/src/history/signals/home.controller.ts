import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { OWNER_ID } from '../../database/index.js';
import { HomeView } from './home.dto.js';
import { Home } from './home.js';

@ApiTags('home')
@Controller('home')
export class HomeController {
  constructor(private readonly home: Home) {}

  /** What to go on with, what is hot, what was neglected, what waits for a verdict, and what is new. */
  @Get()
  getHome(): Promise<HomeView> {
    return this.home.view(OWNER_ID);
  }
}
