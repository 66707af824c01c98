/** Writes tags into encoded audio by bytes: thousands of files a second, where an encoder manages a few. */
import type { SyntheticTags } from './synthetic-names.ts';

/** Gives a copy of the audio file `template` with these tags and this cover. `serial` makes its audio bytes unique. */
export type Tagger = (template: Buffer, tags: SyntheticTags, cover: Buffer | undefined, serial: number) => Buffer;

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
};
const u32le = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};
const mark = (serial: number): string => `S${serial.toString().padStart(9, '0')}`;

/** Bytes that 28 bits are spread over, 7 in each (ID3v2 “synchsafe”). */
const synchsafe = (n: number): Buffer => Buffer.from([(n >> 21) & 127, (n >> 14) & 127, (n >> 7) & 127, n & 127]);

/** MP3 with ID3v2.3 (UTF-16 or Latin-1, as older taggers wrote) for odd serials, ID3v2.4 in UTF-8 for even ones. */
export const tagMp3: Tagger = (template, tags, cover, serial) => {
  const major = serial % 2 === 1 ? 3 : 4;
  const encode = (text: string): Buffer => {
    if (major === 4) return Buffer.concat([Buffer.from([3]), Buffer.from(text, 'utf8')]);
    if (/^[\u0000-\u00ff]*$/.test(text)) return Buffer.concat([Buffer.from([0]), Buffer.from(text, 'latin1')]);
    return Buffer.concat([Buffer.from([1, 0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
  };
  const frame = (id: string, body: Buffer): Buffer =>
    Buffer.concat([Buffer.from(id), major === 4 ? synchsafe(body.length) : u32(body.length), Buffer.alloc(2), body]);
  const several = (values: readonly string[]): string => values.join(major === 4 ? '\0' : '/');
  const frames = [
    frame('TIT2', encode(tags.title)),
    frame('TPE1', encode(major === 4 ? several(tags.artists) : tags.artists.join(' & '))),
    frame('TALB', encode(tags.album)),
    frame('TPE2', encode(tags.albumArtist)),
    frame('TRCK', encode(`${tags.trackNumber}/${tags.trackTotal}`)),
    frame('TPOS', encode(`${tags.discNumber}/${tags.discTotal}`)),
    frame(major === 4 ? 'TDRC' : 'TYER', encode(`${tags.year}`)),
    frame('TCON', encode(several(tags.genres))),
    frame('TXXX', encode(`replaygain_track_gain\0${tags.trackGainDb.toFixed(2)} dB`)),
    frame('TXXX', encode(`MusicBrainz Album Id\0${tags.releaseId}`)),
    frame('UFID', Buffer.from(`http://musicbrainz.org\0${tags.recordingId}`, 'latin1')),
  ];
  if (major === 3 && tags.artists.length > 1) frames.push(frame('TXXX', encode(`ARTISTS\0${tags.artists.join('/')}`)));
  if (cover) frames.push(frame('APIC', Buffer.concat([Buffer.from('\0image/jpeg\0\x03\0', 'latin1'), cover])));
  const body = Buffer.concat([...frames, Buffer.alloc(1024)]);
  const audio = Buffer.from(template);
  // The rest of the first frame, behind the Xing and LAME fields, is unused.
  audio.write(mark(serial), audio.indexOf('LAME', 0, 'latin1') + 40, 'latin1');
  return Buffer.concat([Buffer.from([0x49, 0x44, 0x33, major, 0, 0]), synchsafe(body.length), body, audio]);
};

function vorbisComment(tags: SyntheticTags, more: readonly string[]): Buffer {
  const vendor = Buffer.from('Lavf59.27.100');
  const fields = [
    `TITLE=${tags.title}`,
    ...tags.artists.map((artist) => `ARTIST=${artist}`),
    `ALBUM=${tags.album}`,
    `ALBUMARTIST=${tags.albumArtist}`,
    `DATE=${tags.year}`,
    ...tags.genres.map((genre) => `GENRE=${genre}`),
    `TRACKNUMBER=${tags.trackNumber}`,
    `TRACKTOTAL=${tags.trackTotal}`,
    `DISCNUMBER=${tags.discNumber}`,
    `MUSICBRAINZ_TRACKID=${tags.recordingId}`,
    `MUSICBRAINZ_ALBUMID=${tags.releaseId}`,
    ...more,
  ].map((field) => Buffer.from(field));
  return Buffer.concat([
    u32le(vendor.length), vendor, u32le(fields.length),
    ...fields.flatMap((field) => [u32le(field.length), field]),
  ]); // prettier-ignore
}

function pictureBlock(cover: Buffer): Buffer {
  const mime = Buffer.from('image/jpeg');
  return Buffer.concat([
    u32(3), u32(mime.length), mime, u32(0), u32(0), u32(0), u32(24), u32(0), u32(cover.length), cover,
  ]); // prettier-ignore
}

export const tagFlac: Tagger = (template, tags, cover, serial) => {
  const streamInfo = Buffer.from(template.subarray(8, 42));
  // Its last 16 bytes are the MD5 of the audio; players ignore it, and a unique one is what tells files apart.
  streamInfo.write(mark(serial).padEnd(16, '.'), 18, 'latin1');
  let audioAt = 4;
  for (let last = false; !last;) {
    last = ((template[audioAt] ?? 0x80) & 0x80) !== 0;
    audioAt += 4 + template.readUIntBE(audioAt + 1, 3);
  }
  const block = (type: number, body: Buffer): Buffer => Buffer.concat([u32(((type << 24) | body.length) >>> 0), body]);
  const gain = [`REPLAYGAIN_TRACK_GAIN=${tags.trackGainDb.toFixed(2)} dB`];
  return Buffer.concat([
    Buffer.from('fLaC'),
    block(0, streamInfo),
    block(4, vorbisComment(tags, gain)),
    ...(cover ? [block(6, pictureBlock(cover))] : []),
    block(0x81, Buffer.alloc(4096)), // padding, and the last block
    template.subarray(audioAt),
  ]);
};

const OGG_CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  return crc >>> 0;
});

function oggPage(header: Buffer, lacing: Buffer, body: Buffer, pageNumber: number): Buffer {
  const page = Buffer.concat([header.subarray(0, 26), Buffer.from([lacing.length]), lacing, body]);
  page.writeUInt32LE(pageNumber, 18);
  page.writeUInt32LE(0, 22);
  let crc = 0;
  for (const byte of page) crc = ((crc << 8) ^ (OGG_CRC[(crc >>> 24) ^ byte] ?? 0)) >>> 0;
  page.writeUInt32LE(crc, 22);
  return page;
}

/** Ogg Vorbis and Opus: rewrites the comment packet, numbers all pages anew. */
export const tagOgg: Tagger = (template, tags, cover, serial) => {
  const pages: { header: Buffer; lacing: Buffer; body: Buffer }[] = [];
  for (let at = 0; at < template.length;) {
    const lacing = template.subarray(at + 27, at + 27 + (template[at + 26] ?? 0));
    const bodyAt = at + 27 + lacing.length;
    const size = lacing.reduce((sum, lace) => sum + lace, 0);
    pages.push({ header: template.subarray(at, at + 27), lacing, body: template.subarray(bodyAt, bodyAt + size) });
    at = bodyAt + size;
  }
  const [first, ...rest] = pages;
  if (!first) throw new Error('The template holds no Ogg page.');
  const isOpus = first.body.toString('latin1', 0, 8) === 'OpusHead';
  const headerPages = rest.findIndex((page) => page.header.readBigUInt64LE(6) > 0n);
  const packets: Buffer[] = [];
  const packet: Buffer[] = [];
  for (const { lacing, body } of rest.slice(0, headerPages)) {
    let at = 0;
    for (const lace of lacing) {
      packet.push(body.subarray(at, (at += lace)));
      if (lace < 255) packets.push(Buffer.concat(packet.splice(0)));
    }
  }
  const more = isOpus
    ? [`R128_TRACK_GAIN=${Math.round((tags.trackGainDb - 5) * 256)}`]
    : [`REPLAYGAIN_TRACK_GAIN=${tags.trackGainDb.toFixed(2)} dB`];
  if (cover) more.push(`METADATA_BLOCK_PICTURE=${pictureBlock(cover).toString('base64')}`);
  const comment = vorbisComment(tags, more);
  packets[0] = isOpus
    ? Buffer.concat([Buffer.from('OpusTags'), comment])
    : Buffer.concat([Buffer.from('\x03vorbis', 'latin1'), comment, Buffer.from([1])]);
  const laces = packets.flatMap((p) => [...Array<number>(Math.floor(p.length / 255)).fill(255), p.length % 255]);
  const data = Buffer.concat(packets);
  const out = [oggPage(first.header, first.lacing, first.body, 0)];
  for (let from = 0, at = 0; from < laces.length; from += 255) {
    const lacing = Buffer.from(laces.slice(from, from + 255));
    const header = Buffer.from(first.header);
    header[5] = from > 0 && laces[from - 1] === 255 ? 1 : 0; // goes on with the packet of the page before
    header.writeBigInt64LE(lacing.some((lace) => lace < 255) ? 0n : -1n, 6);
    out.push(
      oggPage(header, lacing, data.subarray(at, (at += lacing.reduce((sum, lace) => sum + lace, 0))), out.length),
    );
  }
  rest.slice(headerPages).forEach(({ header, lacing, body }, index) => {
    const unique = Buffer.from(body);
    // Any bytes decode to something: the middle of the first page's sound becomes noise for 20 ms.
    if (index === 0) unique.write(mark(serial), Math.min(1000, unique.length >> 1), 'latin1');
    out.push(oggPage(header, lacing, unique, out.length));
  });
  return Buffer.concat(out);
};

const box = (type: string, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, 'latin1'), body]);
};

/** M4A whose `moov` box comes first, as music shops write it: the offsets of the sound move with its size. */
export const tagM4a: Tagger = (template, tags, cover, serial) => {
  const data = (flags: number, value: Buffer): Buffer => box('data', u32(flags), u32(0), value);
  const text = (type: string, ...values: readonly string[]): Buffer =>
    box(type, ...values.map((value) => data(1, Buffer.from(value))));
  const freeform = (name: string, ...values: readonly string[]): Buffer =>
    box('----', box('mean', u32(0), Buffer.from('com.apple.iTunes')), box('name', u32(0), Buffer.from(name)),
      ...values.map((value) => data(1, Buffer.from(value)))); // prettier-ignore
  const ilst = box(
    'ilst',
    text('©nam', tags.title),
    text('©ART', tags.artists.join(' & ')),
    text('©alb', tags.album),
    text('aART', tags.albumArtist),
    text('©day', `${tags.year}`),
    text('©gen', ...tags.genres),
    box('trkn', data(0, Buffer.from([0, 0, 0, tags.trackNumber, 0, tags.trackTotal, 0, 0]))),
    box('disk', data(0, Buffer.from([0, 0, 0, tags.discNumber, 0, tags.discTotal]))),
    freeform('ARTISTS', ...tags.artists),
    freeform('MusicBrainz Track Id', tags.recordingId),
    freeform('MusicBrainz Album Id', tags.releaseId),
    freeform('replaygain_track_gain', `${tags.trackGainDb.toFixed(2)} dB`),
    ...(cover ? [box('covr', data(13, cover))] : []),
  );
  const handler = box('hdlr', u32(0), u32(0), Buffer.from('mdirappl'), Buffer.alloc(9));
  const udta = box('udta', box('meta', u32(0), handler, ilst, box('free', Buffer.alloc(1024))));
  const moovAt = template.indexOf('moov', 0, 'latin1') - 4;
  const moovEnd = moovAt + template.readUInt32BE(moovAt);
  const oldUdta = template.lastIndexOf('udta', moovEnd, 'latin1') - 4;
  const moov = box('moov', template.subarray(moovAt + 8, oldUdta), udta);
  const stco = moov.indexOf('stco', 0, 'latin1') + 4;
  const moved = moov.length - (moovEnd - moovAt);
  for (let n = moov.readUInt32BE(stco + 4), at = stco + 8; n > 0; n--, at += 4) {
    moov.writeUInt32BE(moov.readUInt32BE(at) + moved, at);
  }
  const sound = Buffer.from(template.subarray(moovEnd));
  // The encoder's name in the first block of sound is a comment.
  sound.write(mark(serial), sound.indexOf('Lavc', 0, 'latin1'), 'latin1');
  return Buffer.concat([template.subarray(0, moovAt), moov, sound]);
};
