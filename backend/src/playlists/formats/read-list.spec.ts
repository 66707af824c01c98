import { expect, it } from 'vitest';
import { readList } from './read-list.js';

const read = (text: string, name = 'list.txt'): ReturnType<typeof readList> => readList(Buffer.from(text), name);
const SONG = { text: 'Ada, Bob - One, two', title: 'One, two', artist: 'Ada, Bob' };

it('reads what Exportify writes', () => {
  const text =
    '\ufeff"Track URI","Track Name","Artist URI(s)","Artist Name(s)","Album Name","Track Duration (ms)","ISRC"\n' +
    '"spotify:track:1","One, two","spotify:artist:1","Ada, Bob","First ""one""","183000","USABC1234567"\n';
  expect(read(text, 'list.csv').songs).toEqual([
    { ...SONG, album: 'First "one"', durationMs: 183_000, isrc: 'USABC1234567' },
  ]);
});

it('reads what TuneMyMusic and Soundiiz write, with semicolons too', () => {
  const tuneMyMusic =
    'Track name, Artist name, Album, Playlist name, Type, ISRC\r\n"One, two","Ada, Bob",First,Road,Playlist,\r\n';
  expect(read(tuneMyMusic)).toEqual({ name: 'Road', songs: [{ ...SONG, album: 'First' }] });
  const soundiiz = 'title;artist;album;isrc;duration\nOne, two;Ada, Bob;First;;3:03\n;;;;\n';
  expect(read(soundiiz).songs).toEqual([{ ...SONG, album: 'First', durationMs: 183_000 }]);
});

it('reads JSPF', () => {
  const playlist = {
    title: 'Road',
    annotation: 'For the car',
    track: [
      { title: 'One, two', creator: 'Ada, Bob', album: 'First', duration: 183_000, location: ['file:///a.mp3'] },
      { title: '' },
    ],
  };
  expect(read(JSON.stringify({ playlist }), 'x.jspf')).toEqual({
    name: 'Road',
    description: 'For the car',
    songs: [{ ...SONG, album: 'First', durationMs: 183_000, location: 'file:///a.mp3' }],
  });
  expect(read('{"not": "one"}').songs).toEqual([]);
  expect(read('{broken').songs).toEqual([]);
});

it('reads lines as people write them', () => {
  const text =
    '1. Ada - One\n02) Bob – Two (3:45)\n• Cleo — Three 4:05\nOnly a title\n\nDan\tFour\nhttps://music.example/5';
  expect(read(text).songs.map(({ text: _, ...song }) => song)).toEqual([
    { artist: 'Ada', title: 'One' },
    { artist: 'Bob', title: 'Two', durationMs: 225_000 },
    { artist: 'Cleo', title: 'Three', durationMs: 245_000 },
    { title: 'Only a title' },
    { artist: 'Dan', title: 'Four' },
    { location: 'https://music.example/5' },
  ]);
});

it('tells lists of files from lines by what is in them', () => {
  expect(read('A/Ada - One.mp3\nB/two.flac\n').songs[0]).toMatchObject({ location: 'A/Ada - One.mp3' });
  expect(read('Ada - One\n', 'list.m3u').songs[0]).toMatchObject({ location: 'Ada - One' });
});
