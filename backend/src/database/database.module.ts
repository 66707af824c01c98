import { Module, type DynamicModule } from '@nestjs/common';
import { Database } from './database.js';

/** Makes the database injectable everywhere. It is opened before and closed after the application (open-database.ts). */
@Module({})
export class DatabaseModule {
  static of(database: Database): DynamicModule {
    const provider = { provide: Database, useValue: database };
    return { module: DatabaseModule, global: true, providers: [provider], exports: [provider] };
  }
}
