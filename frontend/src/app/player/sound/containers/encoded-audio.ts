/** One coded frame. All samples count what the decoder puts out, from the first frame of the file. */
export interface Packet {
  readonly data: Uint8Array;
  /** Samples before it. */
  readonly at: number;
  readonly samples: number;
}

/** A file taken apart into coded frames, and what a SourceBuffer has to be told to play them. */
export interface EncodedAudio {
  readonly mimeType: string;
  /** Samples a second, of `Packet` and of everything below. */
  readonly rateHz: number;
  /** What the decoder puts out before the first sample that was recorded: the encoder's delay, the decoder's own. */
  readonly skippedSamples: number;
  /** Whether what `wrap` gives says when it sounds; else packets are played one behind the other. */
  readonly hasTimes: boolean;
  /** To be appended before the first packets; absent where the format has none. */
  readonly init?: Uint8Array<ArrayBuffer>;
  /**
   * From the packet that holds this sample, or one shortly before.
   * @returns the sample behind the last that was recorded: what follows is the encoder's padding
   */
  packets(fromSample: number): AsyncGenerator<Packet, number>;
  /** Packets in a row as the SourceBuffer takes them. */
  wrap(packets: readonly Packet[]): Uint8Array<ArrayBuffer>;
}

/** Packets to be appended at once. */
export interface PacketGroup {
  readonly packets: readonly Packet[];
  /** Of the last group: where the sound ends. */
  readonly endsAt?: number;
}

/**
 * Packets in groups of at least `groupSamples`. One group is held back, so that the end of the sound is known before the
 * frames around it are given away: padding may reach further back than the last packet.
 */
export async function* grouped(
  packets: AsyncGenerator<Packet, number>,
  groupSamples: number,
): AsyncGenerator<PacketGroup> {
  let held: Packet[] = [];
  let group: Packet[] = [];
  let samples = 0;
  for (;;) {
    const { done, value } = await packets.next();
    if (done) {
      yield { packets: [...held, ...group], endsAt: value };
      return;
    }
    group.push(value);
    samples += value.samples;
    if (samples < groupSamples) continue;
    if (held.length > 0) yield { packets: held };
    held = group;
    group = [];
    samples = 0;
  }
}
