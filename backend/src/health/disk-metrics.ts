import { Injectable } from '@nestjs/common';
import { statfs } from 'node:fs/promises';
import { Gauge, Registry } from 'prom-client';
import { Directories } from '../config/index.js';

/** The figures of the disks that the data, and what can be made again, lie on. */
@Injectable()
export class DiskMetrics {
  private readonly size: Gauge<'folder'>;
  private readonly free: Gauge<'folder'>;

  constructor(
    registry: Registry,
    private readonly directories: Directories,
  ) {
    const ofFolder = (name: string, help: string): Gauge<'folder'> =>
      new Gauge({ name, help, labelNames: ['folder'], registers: [registry] });
    this.size = ofFolder('pyxis_folder_disk_size_bytes', 'Size of the disk that the folder is on.');
    this.free = ofFolder('pyxis_folder_disk_free_bytes', 'What is free for Pyxis on the disk that the folder is on.');
  }

  async read(): Promise<void> {
    const { data, cache } = this.directories;
    for (const [folder, path] of Object.entries({ data, cache })) {
      // With PostgreSQL, or before anything was kept, there may be no such folder.
      const disk = await statfs(path).catch(() => undefined);
      if (!disk) continue;
      this.size.set({ folder }, disk.blocks * disk.bsize);
      this.free.set({ folder }, disk.bavail * disk.bsize);
    }
  }
}
