/** What a stream with ICY metadata is made of. */
export type IcyPiece =
  | { readonly kind: 'sound'; readonly bytes: Buffer }
  /** Without the byte of its length; never empty. */
  | { readonly kind: 'block'; readonly bytes: Buffer };

const MAX_INTERVAL_BYTES = 1024 ** 2;
const UNIT_BYTES = 16;
/** What no text holds, whatever it is in, but for a title that is broken: sound has some within a few bytes. */
const CONTROL = /[\x01-\x08\x0e-\x1f]/;
const KEY = /s\0?t\0?r\0?e\0?a\0?m\0?[tu]/i;

/** How many bytes of sound lie between two blocks, as a header says. @returns undefined where it says nothing that can be */
export function intervalOf(header: string | undefined): number | undefined {
  const [, digits] = /^\s*(\d{1,8})\b/.exec(header ?? '') ?? [];
  const bytes = Number(digits ?? 0);
  return bytes >= 1 && bytes <= MAX_INTERVAL_BYTES ? bytes : undefined;
}

/**
 * Cuts blocks of metadata out of a stream: after every so many bytes of sound comes one byte L, and L × 16 bytes of metadata.
 * Counting begins with the first byte. Where the first block that is not empty holds no text, the server announced blocks and
 * sends none: all is sound then.
 */
export class IcyCutter {
  private soundLeft: number;
  private block?: { readonly bytes: Buffer; filled: number };
  private hasBlocks?: boolean;

  constructor(private readonly intervalBytes: number) {
    this.soundLeft = intervalBytes;
  }

  /** Views of the bytes, and blocks that are complete with them. */
  *cut(bytes: Buffer): Generator<IcyPiece> {
    for (let at = 0; at < bytes.length;) {
      if (this.block) {
        const { block } = this;
        const took = bytes.copy(block.bytes, block.filled, at);
        at += took;
        block.filled += took;
        if (block.filled < block.bytes.length) return;
        yield this.endBlock(block.bytes);
      } else if (this.soundLeft > 0) {
        const sound = bytes.subarray(at, at + this.soundLeft);
        at += sound.length;
        this.soundLeft -= sound.length;
        yield { kind: 'sound', bytes: sound };
      } else {
        const length = (bytes[at++] ?? 0) * UNIT_BYTES;
        if (length === 0) this.startSound();
        else this.block = { bytes: Buffer.alloc(length), filled: 0 };
      }
    }
  }

  private endBlock(bytes: Buffer): IcyPiece {
    this.hasBlocks ??= isText(bytes);
    this.startSound();
    if (this.hasBlocks) return { kind: 'block', bytes };
    return { kind: 'sound', bytes: Buffer.concat([Buffer.from([bytes.length / UNIT_BYTES]), bytes]) };
  }

  private startSound(): void {
    this.block = undefined;
    this.soundLeft = this.hasBlocks === false ? Infinity : this.intervalBytes;
  }
}

function isText(block: Buffer): boolean {
  const text = block.toString('latin1');
  return KEY.test(text) || !CONTROL.test(text);
}
