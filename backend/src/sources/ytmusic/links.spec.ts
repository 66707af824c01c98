import { expect, it } from 'vitest';
import { readLink } from './links.js';

const VIDEO = { kind: 'track', nativeId: 'dQw4w9WgXcQ' };
const LIST = { kind: 'playlist', nativeId: 'PLxyTaDz8f5PBc-8kE36gvB-eflhODG2dw' };
const CHANNEL = { kind: 'artist', nativeId: 'UCwZEU0wAwIyZb4x5G_KJp2w' };
const ALBUM = { kind: 'album', nativeId: 'MPREb_dcYZhAh5urI' };

it.each<[string, object | undefined]>([
  ['https://music.youtube.com/watch?v=dQw4w9WgXcQ', VIDEO],
  ['https://music.youtube.com/watch?v=dQw4w9WgXcQ&si=abc&feature=share', VIDEO],
  ['https://www.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ&list=RDAMVMdQw4w9WgXcQ', VIDEO],
  ['https://m.youtube.com/watch?v=dQw4w9WgXcQ&t=1m30s', { ...VIDEO, startMs: 90_000 }],
  ['http://youtube.com/watch?v=dQw4w9WgXcQ#t=75', { ...VIDEO, startMs: 75_000 }],
  ['https://youtu.be/dQw4w9WgXcQ', VIDEO],
  ['https://youtu.be/dQw4w9WgXcQ?t=42', { ...VIDEO, startMs: 42_000 }],
  ['https://youtu.be/dQw4w9WgXcQ?list=PLxyTaDz8f5PBc-8kE36gvB-eflhODG2dw&si=x', VIDEO],
  ['https://www.youtube.com/shorts/dQw4w9WgXcQ?feature=share', VIDEO],
  ['https://www.youtube.com/live/dQw4w9WgXcQ', VIDEO],
  ['https://www.youtube.com/embed/dQw4w9WgXcQ?start=10', { ...VIDEO, startMs: 10_000 }],
  ['https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ', VIDEO],
  ['https://music.youtube.com/playlist?list=PLxyTaDz8f5PBc-8kE36gvB-eflhODG2dw', LIST],
  ['https://www.youtube.com/playlist?list=PLxyTaDz8f5PBc-8kE36gvB-eflhODG2dw&si=x', LIST],
  ['https://www.youtube.com/watch?list=PLxyTaDz8f5PBc-8kE36gvB-eflhODG2dw', LIST],
  ['https://music.youtube.com/browse/VLPLxyTaDz8f5PBc-8kE36gvB-eflhODG2dw', LIST],
  [
    'https://music.youtube.com/playlist?list=OLAK5uy_kW9hN-oBmekJ06jhhfStpwRd5pcRKIztY',
    { kind: 'playlist', nativeId: 'OLAK5uy_kW9hN-oBmekJ06jhhfStpwRd5pcRKIztY' },
  ],
  ['https://music.youtube.com/browse/MPREb_dcYZhAh5urI', ALBUM],
  ['https://music.youtube.com/browse/MPREb_dcYZhAh5urI?si=x', ALBUM],
  ['https://music.youtube.com/channel/UCwZEU0wAwIyZb4x5G_KJp2w', CHANNEL],
  ['https://music.youtube.com/browse/MPLAUCwZEU0wAwIyZb4x5G_KJp2w', CHANNEL],
  ['https://www.youtube.com/@RickAstleyYT', { kind: 'artist', nativeId: '@RickAstleyYT' }],
  ['https://www.youtube.com/@RickAstleyYT/videos', { kind: 'artist', nativeId: '@RickAstleyYT' }],
  ['https://www.youtube.com/@RickAstleyYT/featured', { kind: 'artist', nativeId: '@RickAstleyYT' }],
  ['https://www.youtube.com/@%E3%83%8F%E3%83%BC%E3%83%90%E3%83%BC', { kind: 'artist', nativeId: '@ハーバー' }],
  ['https://www.youtube.com/c/NightFerry', { kind: 'artist', nativeId: 'c/NightFerry' }],
  ['https://www.youtube.com/user/nightferry/videos', { kind: 'artist', nativeId: 'user/nightferry' }],
  ['https://www.youtube.com/c/', undefined],
  // Eleven letters, and no video.
  ['https://www.youtube.com/embed/videoseries?list=PLxyTaDz8f5PBc-8kE36gvB-eflhODG2dw', LIST],
  // A radio is made for whoever asks; its song is what is meant.
  ['https://music.youtube.com/watch?v=dQw4w9WgXcQ&list=RDAMVMdQw4w9WgXcQ', VIDEO],
  ['https://music.youtube.com/playlist?list=RDAMVMdQw4w9WgXcQ', undefined],
  ['https://music.youtube.com/', undefined],
  ['https://music.youtube.com/watch?v=short', undefined],
  ['https://youtu.be/', undefined],
  ['https://example.org/watch?v=dQw4w9WgXcQ', undefined],
  ['https://notyoutube.com/watch?v=dQw4w9WgXcQ', undefined],
  ['https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ', undefined],
  ['ftp://youtube.com/watch?v=dQw4w9WgXcQ', undefined],
  ['https://www.youtube.com/%E0%A4%A', undefined],
])('%s', (address, link) => {
  expect(readLink(new URL(address))).toEqual(link);
});
