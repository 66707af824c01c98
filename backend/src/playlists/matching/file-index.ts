import type { TrackFile, TrackFiles } from '../../library/index.js';
import type { PlaylistFilesCapability } from '../../sources/index.js';
import { foldPath } from './locations.js';

/**
 * Finds the tracks of files by paths as people and programs write them: exactly, in other case or other accents, or with
 * another extension, as after a conversion. Reads a folder once.
 */
export class FileIndex {
  private readonly contents = new Map<string, readonly TrackFile[]>();

  private constructor(
    private readonly source: string,
    private readonly capability: PlaylistFilesCapability,
    private readonly files: TrackFiles,
    private readonly units: ReadonlyMap<string, readonly string[]>,
  ) {}

  static async over(source: string, capability: PlaylistFilesCapability, files: TrackFiles): Promise<FileIndex> {
    return new FileIndex(source, capability, files, Map.groupBy(await files.units(source), foldPath));
  }

  get roots(): readonly string[] {
    return this.capability.roots;
  }

  /** Ids of the tracks in the first of these files that is there: several where it holds several songs. */
  async tracksAt(paths: readonly string[]): Promise<readonly string[]> {
    for (const isAlike of [isSame, isSpelledAlike, isConverted]) {
      for (const path of paths) {
        const found = await this.find(path, isAlike);
        if (found.length > 0) return found;
      }
    }
    return [];
  }

  /** How many tracks lie in a folder. */
  async countIn(folder: string): Promise<number> {
    return (await this.contentsOf(folder)).length;
  }

  private async find(path: string, isAlike: (file: string, path: string) => boolean): Promise<readonly string[]> {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    for (const unit of this.units.get(foldPath(folder)) ?? []) {
      const inUnit = await this.contentsOf(unit);
      const there = inUnit.find(({ locator }) =>
        isAlike(this.capability.fileOf(locator), unit + path.slice(folder.length)),
      );
      if (!there) continue;
      const file = this.capability.fileOf(there.locator);
      return inUnit.filter(({ locator }) => this.capability.fileOf(locator) === file).map(({ trackId }) => trackId);
    }
    return [];
  }

  private async contentsOf(unit: string): Promise<readonly TrackFile[]> {
    let files = this.contents.get(unit);
    if (!files) this.contents.set(unit, (files = await this.files.inUnits(this.source, [unit])));
    return files;
  }
}

function isSame(file: string, path: string): boolean {
  return file === path;
}

function isSpelledAlike(file: string, path: string): boolean {
  return foldPath(file) === foldPath(path);
}

function isConverted(file: string, path: string): boolean {
  return stemOf(foldPath(file)) === stemOf(foldPath(path));
}

function stemOf(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') ? path.slice(0, dot) : path;
}
