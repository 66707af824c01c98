import type { LiveFormat, LivePart } from '../live-part.js';
import { IcyCutter } from './icy-cutter.js';
import { readIcyBlock } from './icy-title.js';
import type { LiveReader } from './live-reader.js';
import { TitleTeller, type TitleContext } from './live-title.js';

/** Any stream with ICY blocks in it. These tell the titles, whatever else does. */
export class IcyReader implements LiveReader {
  private readonly cutter: IcyCutter;
  private readonly titles = new TitleTeller();

  constructor(
    intervalBytes: number,
    private readonly sound: LiveReader,
    private readonly context: TitleContext = {},
  ) {
    this.cutter = new IcyCutter(intervalBytes);
  }

  get format(): LiveFormat | undefined {
    return this.sound.format;
  }

  push(bytes: Buffer): LivePart[] {
    const parts: LivePart[] = [];
    for (const piece of this.cutter.cut(bytes)) {
      if (piece.kind === 'block') parts.push(...this.readBlock(piece.bytes));
      else parts.push(...this.sound.push(piece.bytes).filter(({ kind }) => kind !== 'title'));
    }
    return parts;
  }

  flush(): LivePart[] {
    return this.sound.flush();
  }

  private readBlock(block: Buffer): LivePart[] {
    const news = readIcyBlock(block, this.context);
    const title = news ? this.titles.tell(news.title) : [];
    return title.length === 0 ? [] : [...this.flush(), ...title];
  }
}
