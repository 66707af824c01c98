import { Injectable } from '@nestjs/common';
import { join } from 'node:path';
import { DiskCache } from '../common/index.js';
import { Directories, StreamingConfig } from '../config/index.js';

/** What was converted or cut out of files, kept in one folder with one bound. */
@Injectable()
export class AudioCache extends DiskCache {
  constructor({ cache }: StreamingConfig, directories: Directories) {
    super(join(directories.cache, 'audio'), cache.maxSize);
  }
}
